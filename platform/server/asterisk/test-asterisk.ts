// A real Asterisk for tests: own folder, own ports, ended and removed afterwards.
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { freePort, mediaPorts } from '../testing/free-port.ts';
import type { AsteriskSettings } from './config/settings.ts';
import { installAsterisk } from './install.ts';
import { type RunningAsterisk, startAsterisk } from './process.ts';

/** Downloads are kept here between runs, as `npm start` does. */
export const toolCache = resolve(import.meta.dirname, '../../../var/tools');

export interface TestPlaces {
  readonly folder: string;
  readonly sipPort: number;
  readonly httpPort: number;
  readonly rtp: { readonly from: number; readonly to: number };
  readonly ari: { readonly user: string; password: string };
}

export interface TestAsterisk {
  readonly asterisk: RunningAsterisk;
  readonly places: TestPlaces;
  readonly lines: readonly string[];
  /** Start or adopt again in the same folder, as a new process of ours would. */
  again(): Promise<RunningAsterisk>;
  close(): Promise<void>;
}

/** Start an Asterisk of its own in a new temporary folder. `describe` gets the ports; `writable` names folders below the first. */
export async function startTestAsterisk(options: {
  describe: (places: TestPlaces) => AsteriskSettings;
  writable?: (folder: string) => readonly string[];
  before?: (places: TestPlaces) => Promise<void>;
  onRestart?: () => void;
  /** Ports for sound; a benchmark with many calls needs more. */
  rtpPorts?: number;
}): Promise<TestAsterisk> {
  const folder = await mkdtemp(join(tmpdir(), 'asterisk-test-'));
  await chmod(folder, 0o755);
  const places: TestPlaces = {
    folder,
    sipPort: await freePort(),
    httpPort: await freePort(),
    rtp: mediaPorts(options.rtpPorts ?? 400),
    ari: { user: 'test', password: randomBytes(12).toString('hex') },
  };
  const lines: string[] = [];
  const log = (line: string) => void lines.push(line);
  await options.before?.(places);
  const start = async () => {
    const program = await installAsterisk({ prefix: join(folder, 'prefix'), cache: toolCache, log });
    if (!program.ok)
      throw new Error(`Tests need Asterisk: ${program.refusal.code} ${JSON.stringify(program.refusal.detail)}`);
    return startAsterisk({
      program: program.value,
      folder: join(folder, 'asterisk'),
      logs: join(folder, 'logs'),
      settings: options.describe(places),
      writable: options.writable?.(folder) ?? [],
      log,
      ...(options.onRestart === undefined ? {} : { onRestart: options.onRestart }),
    });
  };
  let current = await start();
  return {
    asterisk: current,
    places,
    lines,
    again: async () => {
      current.release();
      current = await start();
      return current;
    },
    close: async () => {
      await current.stop();
      // What it closes at its very end may still be written.
      await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    },
  };
}
