import { ticking } from '#platform/web/ticking.ts';
import type { SoundFigures } from '../../sound-quality.ts';
import type { SoundNow, SoundWatch } from './sound-watch.ts';

/** What follows the sound of calls. It comes after the first load (FollowSound.tsx): a call is answered without it. */
export interface SoundMeans {
  readonly createWatch: () => SoundWatch;
  /** `owner`: the telephone that measured it. */
  readonly keep: (owner: string, of: { callId: string | null; startedAt: string; figures: SoundFigures }) => void;
  readonly look: (watch: SoundWatch, report: RTCStatsReport) => SoundNow | null;
}

/** The sound of the telephone's calls: followed while one is on, told to the server afterwards. */
export interface CallSound {
  readonly begin: (callId: string | null, owner: string) => void;
  /** The statistics of the call's connection, each second. */
  readonly look: (report: RTCStatsReport) => SoundNow | null;
  readonly end: () => void;
  readonly give: (means: SoundMeans) => void;
}

export function createCallSound(): CallSound {
  let means: SoundMeans | null = null;
  let current: { callId: string | null; owner: string; startedAt: string; watch: SoundWatch | null } | null = null;
  return {
    give: (given) => {
      means = given;
    },
    begin: (callId, owner) => {
      current = { callId, owner, startedAt: new Date(ticking.now()).toISOString(), watch: null };
    },
    look: (report) => {
      if (means === null || current === null) return null;
      current.watch ??= means.createWatch();
      return means.look(current.watch, report);
    },
    end: () => {
      const figures = current?.watch?.figures() ?? null;
      // Kept before this returns: a page that goes away ends its call with its last breath.
      if (current !== null && figures !== null) means?.keep(current.owner, { ...current, figures });
      current = null;
    },
  };
}
