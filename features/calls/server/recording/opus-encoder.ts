import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { run } from '#platform/server/debian/run.ts';
import type { OpusEncoder } from './compress-recording.ts';

/** Debian's `opusenc` (opus-tools) of this machine. Null: there is none; looked for anew each time, so that installing it is enough. */
export async function findOpusEncoder(): Promise<OpusEncoder | null> {
  return (await run('opusenc', ['--version'])).status === 0 ? encodeWith('opusenc', []) : null;
}

/** 32 kbit/s for two channels of telephone speech: both sides stay apart. */
const options = ['--quiet', '--speech', '--bitrate', '32', '--no-phase-inv', '-', '-'];

export function encodeWith(program: string, before: readonly string[]): OpusEncoder {
  return async (wav) => {
    const child = spawn(program, [...before, ...options], { stdio: ['pipe', 'pipe', 'ignore'] });
    const parts: Buffer[] = [];
    child.stdout.on('data', (part: Buffer) => parts.push(part));
    const ended = new Promise<number | null>((resolve) => {
      child.once('error', () => resolve(null));
      child.once('close', resolve);
    });
    // It went away while it was written to; its status says so.
    child.stdin.on('error', () => {});
    for await (const part of wav) {
      if (child.stdin.destroyed) continue;
      if (!child.stdin.write(part)) await Promise.race([once(child.stdin, 'drain'), ended]);
    }
    child.stdin.end();
    return (await ended) === 0 && parts.length > 0 ? Buffer.concat(parts) : null;
  };
}
