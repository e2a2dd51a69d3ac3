import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';

/** The user a program runs as; null: the user of this process. */
export type RunAs = { readonly uid: number; readonly gid: number } | null;

export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/**
 * Run a program to its end with a clean environment: PGDATA, PGHOST or LD_LIBRARY_PATH of whoever starts us must not reach
 * PostgreSQL. With `openFolder` the program inherits that folder, opened by us, as descriptor 3: on Linux it can then use it as
 * /proc/self/fd/3 although it may not walk there. A program that cannot be started ends with status null and the reason as output.
 */
export async function runProgram(
  program: string,
  args: readonly string[],
  options: { runAs: RunAs; openFolder?: string | undefined; env?: Readonly<Record<string, string>> },
): Promise<Ended> {
  const handle = options.openFolder === undefined ? null : await open(options.openFolder);
  const ended = new Promise<Ended>((resolve) => {
    const child = spawn(program, args, {
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe', ...(handle ? [handle.fd] : [])],
      env: { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', ...options.env },
      ...(options.runAs ?? {}),
    });
    let output = '';
    const collect = (text: string) => {
      output = (output + text).slice(-20_000);
    };
    child.stdout?.setEncoding('utf8').on('data', collect);
    child.stderr?.setEncoding('utf8').on('data', collect);
    child.once('error', (error) => resolve({ status: null, output: error.message }));
    child.once('close', (status) => resolve({ status, output }));
  });
  return ended.finally(() => handle?.close());
}
