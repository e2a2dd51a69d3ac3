import { isUsual } from './sound/sound-devices.ts';

/** `insecure`: browsers give a microphone to pages over HTTPS (or on this very machine) only. */
export type MicrophoneState = 'off' | 'asking' | 'ready' | 'denied' | 'missing' | 'busy' | 'insecure';

export interface Microphone {
  /** The open stream, asked for anew when the last one ended; null when there is none, and `onState` said why. */
  readonly open: () => Promise<MediaStream | null>;
  /** Another device than the one in use was chosen; the stream of the old one goes on until the new one is open. */
  readonly change: () => Promise<void>;
  readonly close: () => void;
}

export interface MicrophoneEvents {
  readonly onState: (state: MicrophoneState) => void;
  /** Another device took the place of one that was in use. */
  readonly onChange: (stream: MediaStream) => void;
  /** The chosen device; null: the system's own. */
  readonly chosen: () => string | null;
}

const wanted = { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 };

/**
 * The device's stream, or why there is none. The chosen one is demanded, because browsers pass over a mere wish; where it is
 * not there today the system's own does: a desk without its headset still has a telephone.
 */
async function openDevice(device: string | null): Promise<MediaStream | MicrophoneState> {
  if (!('mediaDevices' in navigator)) return 'insecure';
  const open = (audio: MediaTrackConstraints) => navigator.mediaDevices.getUserMedia({ audio, video: false });
  try {
    if (device === null) return await open(wanted);
    return await open({ ...wanted, deviceId: { exact: device } }).catch((error: unknown) => {
      if (reasonOf(error) !== 'missing') throw error;
      return open(wanted);
    });
  } catch (error) {
    return reasonOf(error);
  }
}

/** Whether a better device is there than the one in use: the chosen one, or what the system takes now. */
async function isBetterThere(inUse: MediaStream | null, device: string | null): Promise<boolean> {
  const used = inUse?.getAudioTracks()[0]?.getSettings();
  const inputs = (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'audioinput');
  if (device !== null && inputs.some(({ deviceId }) => deviceId === device)) return used?.deviceId !== device;
  const usual = inputs.find(({ deviceId }) => isUsual(deviceId));
  return usual !== undefined && used?.groupId !== undefined && usual.groupId !== used.groupId;
}

const isLive = (stream: MediaStream | null) =>
  stream?.getAudioTracks().some((track) => track.readyState === 'live') === true;

/**
 * The microphone is opened when the desk opens, not at the first call: a missing permission shows before anybody rings,
 * and an answer does not wait for the device. A headset that is pulled out is asked for again when one is plugged in, and
 * the chosen one, or the system's new one, is taken when it comes back; in mid-call too.
 */
export function createMicrophone({ onState, onChange, chosen }: MicrophoneEvents): Microphone {
  let stream: MediaStream | null = null;
  let opening: Promise<MediaStream | null> | null = null;
  let isWanted = false;

  function take(fresh: MediaStream): void {
    const before = stream;
    stream = fresh;
    for (const track of fresh.getAudioTracks())
      track.addEventListener('ended', () => isWanted && stream === fresh && void begin());
    if (before !== null) onChange(fresh);
    stopAll(before);
  }
  async function ask(): Promise<MediaStream | null> {
    if (!isLive(stream)) onState('asking');
    const found = await openDevice(chosen());
    if (!isWanted) {
      if (typeof found !== 'string') stopAll(found);
      return null;
    }
    if (typeof found !== 'string') take(found);
    // What still works is better than what could not be had.
    else if (!isLive(stream)) {
      onState(found);
      return null;
    }
    onState('ready');
    return stream;
  }
  function begin(): Promise<MediaStream | null> {
    opening ??= ask().finally(() => {
      opening = null;
    });
    return opening;
  }
  async function look(): Promise<void> {
    if (isWanted && (!isLive(stream) || (await isBetterThere(stream, chosen())))) await begin();
  }
  if ('mediaDevices' in navigator) navigator.mediaDevices.addEventListener('devicechange', () => void look());
  return {
    open: () => {
      isWanted = true;
      return isLive(stream) ? Promise.resolve(stream) : begin();
    },
    change: async () => {
      if (isWanted) await begin();
    },
    close: () => {
      isWanted = false;
      stopAll(stream);
      stream = null;
      onState('off');
    },
  };
}

function stopAll(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

function reasonOf(error: unknown): MicrophoneState {
  const name = error instanceof DOMException ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  return name === 'NotFoundError' || name === 'OverconstrainedError' ? 'missing' : 'busy';
}
