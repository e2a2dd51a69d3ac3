/** `insecure`: browsers give a microphone to pages over HTTPS (or on this very machine) only. */
export type MicrophoneState = 'off' | 'asking' | 'ready' | 'denied' | 'missing' | 'busy' | 'insecure';

export interface Microphone {
  /** The open stream, asked for anew when the last one ended; null when there is none, and `onState` said why. */
  readonly open: () => Promise<MediaStream | null>;
  readonly close: () => void;
}

const wanted: MediaStreamConstraints = {
  audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 },
  video: false,
};

/**
 * The microphone is opened when the desk opens, not at the first call: a missing permission shows before anybody rings,
 * and an answer does not wait for the device. A headset that is pulled out is asked for again when one is plugged in.
 */
export function createMicrophone(onState: (state: MicrophoneState) => void): Microphone {
  let stream: MediaStream | null = null;
  let opening: Promise<MediaStream | null> | null = null;
  let isWanted = false;
  const isLive = () => stream?.getAudioTracks().some((track) => track.readyState === 'live') === true;

  async function ask(): Promise<MediaStream | null> {
    if (!('mediaDevices' in navigator)) {
      onState('insecure');
      return null;
    }
    onState('asking');
    try {
      stream = await navigator.mediaDevices.getUserMedia(wanted);
    } catch (error) {
      onState(reasonOf(error));
      return null;
    }
    for (const track of stream.getAudioTracks()) track.addEventListener('ended', () => void open());
    onState('ready');
    return stream;
  }
  function open(): Promise<MediaStream | null> {
    isWanted = true;
    if (isLive()) return Promise.resolve(stream);
    opening ??= ask().finally(() => {
      opening = null;
    });
    return opening;
  }
  if ('mediaDevices' in navigator) {
    navigator.mediaDevices.addEventListener('devicechange', () => isWanted && !isLive() && void open());
  }
  return {
    open,
    close: () => {
      isWanted = false;
      for (const track of stream?.getTracks() ?? []) track.stop();
      stream = null;
      onState('off');
    },
  };
}

function reasonOf(error: unknown): MicrophoneState {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'missing' : 'busy';
}
