import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { isForeground, shouldForward } from './decisions.mjs';
import { pathWith } from './npm.mjs';

function isForegroundOfTerminal() {
  try {
    return isForeground(readFileSync('/proc/self/stat', 'utf8'));
  } catch {
    return Boolean(process.stdin.isTTY);
  }
}

/** Run the target with our input and output until it ends, then end as it did: same exit status or same signal. */
export function runTarget({ node, binFolder, args, cwd }) {
  const child = spawn(node, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd,
    stdio: 'inherit',
    env: { ...process.env, PATH: pathWith(binFolder) },
  });
  const sent = new Set();
  const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
    const handle = () => {
      const facts = { signal, sentBefore: sent.has(signal), isForegroundOfTerminal: isForegroundOfTerminal() };
      if (!shouldForward(facts)) return;
      sent.add(signal);
      child.kill(signal);
    };
    process.on(signal, handle);
    return [signal, handle];
  });
  child.once('error', (error) => {
    console.error(`${node} cannot be started: ${error.message}`);
    process.exit(1);
  });
  child.once('close', (status, signal) => {
    for (const [name, handle] of handlers) process.off(name, handle);
    if (signal) process.kill(process.pid, signal);
    else process.exit(status ?? 1);
  });
}
