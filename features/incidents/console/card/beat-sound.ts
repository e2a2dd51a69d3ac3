/**
 * A click for each compression in the call taker's headset. A looped buffer, so that the beat does not depend on timers; a context of
 * its own, so that the telephone's sound is not touched.
 */
export function createBeat(perMinute: number): { readonly stop: () => void } {
  const context = new AudioContext();
  const length = Math.round((60 / perMinute) * context.sampleRate);
  const buffer = new AudioBuffer({ length, sampleRate: context.sampleRate });
  const samples = buffer.getChannelData(0);
  const click = Math.min(length, Math.round(0.03 * context.sampleRate));
  for (let at = 0; at < click; at++)
    samples[at] = 0.4 * Math.sin((2 * Math.PI * 1000 * at) / context.sampleRate) * (1 - at / click);
  const source = new AudioBufferSourceNode(context, { buffer, loop: true });
  source.connect(context.destination);
  source.start();
  return {
    stop: () => {
      source.stop();
      void context.close();
    },
  };
}
