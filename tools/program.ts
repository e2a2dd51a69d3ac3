import { spawn } from 'node:child_process';

export interface Ended {
  readonly status: number;
  /** Both streams as they came. */
  readonly output: string;
  readonly ms: number;
}

/** Run a program of the house to its end; `show` also passes on what it prints. A program that is not there ends with 127. */
export function runProgram(
  command: readonly [string, ...string[]],
  options: { cwd?: string; env?: Readonly<Record<string, string>>; show?: boolean } = {},
): Promise<Ended> {
  const [program, ...args] = command;
  const began = performance.now();
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      cwd: options.cwd ?? process.cwd(),
      env: { ...process.env, ...options.env },
    });
    const take = (stream: NodeJS.WriteStream) => (text: string) => {
      output += text;
      if (options.show === true) stream.write(text);
    };
    child.stdout.setEncoding('utf8').on('data', take(process.stdout));
    child.stderr.setEncoding('utf8').on('data', take(process.stderr));
    child.once('error', (error) =>
      resolve({ status: 127, output: `${output}${program}: ${error.message}\n`, ms: performance.now() - began }),
    );
    child.once('close', (status) => resolve({ status: status ?? 1, output, ms: performance.now() - began }));
  });
}

/** A program of node_modules, run by this very Node: no npx, no shell. */
export function tool(file: string, ...args: readonly string[]): [string, ...string[]] {
  return [process.execPath, `node_modules/${file}`, ...args];
}
