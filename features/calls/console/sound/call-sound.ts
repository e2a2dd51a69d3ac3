import { ticking } from '#platform/web/ticking.ts';
import type { SoundNow, SoundWatch } from './sound-watch.ts';

interface Files {
  readonly watch: typeof import('./sound-watch.ts');
  readonly reports: typeof import('./sound-reports.ts');
}

/** The sound of the telephone's calls: followed while one is on, told to the server afterwards. */
export interface CallSound {
  readonly begin: (callId: string | null, owner: string) => void;
  /** The statistics of the call's connection, each second. */
  readonly look: (report: RTCStatsReport) => SoundNow | null;
  readonly end: () => void;
  /** Send what is left of earlier calls of this telephone. */
  readonly sendKept: (owner: string) => void;
}

/** What it needs comes after the telephone has registered: a call that rings at once is answered without. */
export function createCallSound(): CallSound {
  let files: Files | null = null;
  let current: { callId: string | null; owner: string; startedAt: string; watch: SoundWatch | null } | null = null;

  async function load(): Promise<Files> {
    if (files !== null) return files;
    const [watch, reports] = await Promise.all([import('./sound-watch.ts'), import('./sound-reports.ts')]);
    files = { watch, reports };
    return files;
  }

  return {
    begin: (callId, owner) => {
      current = { callId, owner, startedAt: new Date(ticking.now()).toISOString(), watch: null };
      // The server may be away; asked for again with the next call.
      void load().catch(() => undefined);
    },
    look: (report) => {
      if (files === null || current === null) return null;
      current.watch ??= files.watch.createSoundWatch();
      const sample = files.watch.sampleOf(report, performance.now());
      return sample === null ? null : current.watch.take(sample);
    },
    end: () => {
      const figures = current?.watch?.figures() ?? null;
      if (files !== null && current !== null && figures !== null) {
        const { callId, owner, startedAt } = current;
        // Kept before this returns: a page that goes away ends its call with its last breath.
        files.reports.keepReport(owner, { callId, startedAt, figures });
      }
      current = null;
    },
    sendKept: (owner) =>
      void load().then(
        ({ reports }) => reports.sendReports(owner),
        () => undefined,
      ),
  };
}
