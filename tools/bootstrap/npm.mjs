import { spawn } from 'node:child_process';
import { delimiter } from 'node:path';

/** Raised for what the person at the keyboard can mend; printed as one line. */
export class Stop extends Error {}

/** PATH with `folder` first. */
export function pathWith(folder, env = process.env) {
  return env.PATH ? `${folder}${delimiter}${env.PATH}` : folder;
}

/**
 * Run npm and show what it prints. Under `npm start` the npm that started us is used (npm_execpath), else the one on PATH.
 * A line every ten seconds shows that a quiet npm is still at work.
 */
export function runNpm(args, { cwd, binFolder, what }) {
  const [program, first] = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, [process.env.npm_execpath]]
    : ['npm', []];
  const env = { ...process.env, npm_config_update_notifier: 'false' };
  if (binFolder) env.PATH = pathWith(binFolder);
  // Settings of the outer `npm run` that must not steer this one.
  for (const name of [
    'npm_config_prefix',
    'npm_config_global',
    'npm_config_local_prefix',
    'NODE_ENV',
    'npm_config_omit',
  ])
    delete env[name];
  const started = Date.now();
  return new Promise((resolve, reject) => {
    const child = spawn(program, [...first, ...args], { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
    const ticker = setInterval(() => {
      console.error(`  ${what}: ${Math.round((Date.now() - started) / 1000)} s`);
    }, 10_000);
    child.once('error', (error) => {
      clearInterval(ticker);
      reject(new Stop(`npm cannot be started (${error.message}). Install npm 10 or newer.`));
    });
    child.once('close', (status, signal) => {
      clearInterval(ticker);
      if (status === 0) resolve();
      else
        reject(
          new Stop(
            `${what} failed (npm ${args[0]}: ${signal ?? `exit status ${status}`}). The reason is above; run the command again when it is mended.`,
          ),
        );
    });
  });
}
