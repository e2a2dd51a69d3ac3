/** How loud a microphone was since the last look. */
export interface Level {
  /** Root mean square of about a tenth of a second, of full scale. */
  readonly level: number;
  /** Something hit full scale. */
  readonly isClipped: boolean;
}

export interface LevelMeter {
  readonly look: () => Level;
  readonly close: () => void;
}

/** Measures the sound itself, before codec and network. */
export function createLevelMeter(stream: MediaStream): LevelMeter {
  const context = new AudioContext();
  const analyser = new AnalyserNode(context, { fftSize: 4096 });
  const source = new MediaStreamAudioSourceNode(context, { mediaStream: stream });
  source.connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  return {
    look: () => {
      analyser.getFloatTimeDomainData(samples);
      let [sum, peak] = [0, 0];
      for (const sample of samples) {
        sum += sample * sample;
        peak = Math.max(peak, Math.abs(sample));
      }
      return { level: Math.min(1, Math.sqrt(sum / samples.length)), isClipped: peak >= 0.99 };
    },
    close: () => {
      source.disconnect();
      void context.close();
    },
  };
}
