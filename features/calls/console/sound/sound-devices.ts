import { z } from 'zod';

/** Which devices this browser uses; null: the system's own. */
export interface SoundChoice {
  readonly microphone: string | null;
  readonly speaker: string | null;
  /** Of the ring, which is heard with the headset off. */
  readonly ring: string | null;
}

const usual: SoundChoice = { microphone: null, speaker: null, ring: null };
const kept = z.object({
  microphone: z.string().nullable(),
  speaker: z.string().nullable(),
  ring: z.string().nullable(),
});
const key = 'sigap.sound';

/** Kept per browser, not per person: the headset belongs to the desk. */
export function readChoice(): SoundChoice {
  try {
    const found = kept.safeParse(JSON.parse(localStorage.getItem(key) ?? 'null'));
    return found.success ? found.data : usual;
  } catch {
    return usual;
  }
}

export function keepChoice(choice: SoundChoice): void {
  try {
    localStorage.setItem(key, JSON.stringify(choice));
  } catch {
    // Without storage the choice holds as long as the page.
  }
}

/** Browsers list the system's choice a second time under these ids. */
export const isUsual = (deviceId: string) => deviceId === '' || deviceId === 'default' || deviceId === 'communications';

/** Send sound to a device. False: it is not there (any more) and the system's own is used. */
export async function playOn(output: AudioContext | HTMLAudioElement, device: string | null): Promise<boolean> {
  // TypeScript knows it of elements only (W3C audio-output §2; contexts: Web Audio 1.1). Browsers without it play on the system's own.
  const { setSinkId } = output as { readonly setSinkId?: (id: string) => Promise<void> };
  if (setSinkId === undefined) return device === null;
  try {
    await setSinkId.call(output, device ?? '');
    return true;
  } catch {
    await setSinkId.call(output, '').catch(() => undefined);
    return false;
  }
}
