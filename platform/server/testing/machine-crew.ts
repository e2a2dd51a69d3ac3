import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { TestDatabase } from './test-database.ts';

/** A few worker processes of which one is killed at random moments and replaced, until they are told to stop. */
export class MachineCrew {
  readonly #database: TestDatabase;
  readonly #kind: 'deadlines' | 'jobs';
  readonly #random: () => number;
  readonly #crew: ChildProcess[] = [];
  kills = 0;

  constructor(database: TestDatabase, kind: 'deadlines' | 'jobs', random: () => number) {
    this.#database = database;
    this.#kind = kind;
    this.#random = random;
  }

  async start(size: number): Promise<void> {
    await Promise.all(Array.from({ length: size }, () => this.#hire()));
  }

  async #hire(): Promise<void> {
    const { appUrl, systemUrl, ownerUrl } = this.#database;
    const child = spawn(process.execPath, [join(import.meta.dirname, 'machine-worker.ts'), this.#kind], {
      env: { ...process.env, APP_URL: appUrl, SYSTEM_URL: systemUrl, OWNER_URL: ownerUrl },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#crew.push(child);
    const died = once(child, 'exit').then(([code]) => {
      throw new Error(`A worker ended with ${code} before it said that it works; its reason is above`);
    });
    // Lost races must not become unhandled: every worker ends one day, killed.
    died.catch(() => undefined);
    await Promise.race([once(child.stdout, 'data'), died]);
  }

  /** kill -9 of one at random; another takes its place. */
  async killOne(): Promise<void> {
    const [victim] = this.#crew.splice(Math.floor(this.#random() * this.#crew.length), 1);
    if (victim === undefined) return;
    this.kills += 1;
    await end(victim);
    await this.#hire();
  }

  async stop(): Promise<void> {
    await Promise.all(this.#crew.splice(0).map(end));
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}
