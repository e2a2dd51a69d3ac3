import { spawn } from 'node:child_process';
import { join } from 'node:path';

// `npm run dev`: the server restarts when its sources change (Node's own watch), the screens reload by Vite, which hands
// /api on to the server. Ctrl+C reaches both.
const root = join(import.meta.dirname, '..');
const server = spawn(
  process.execPath,
  [
    '--watch-path=apps/server',
    '--watch-path=features',
    '--watch-path=platform',
    '--watch-preserve-output',
    'apps/server/main.ts',
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
);
const screens = spawn(process.execPath, [join(root, 'node_modules/vite/bin/vite.js')], { cwd: root, stdio: 'inherit' });

const end = (signal: NodeJS.Signals) => {
  server.kill(signal);
  screens.kill(signal);
};
process.on('SIGINT', () => end('SIGINT'));
process.on('SIGTERM', () => end('SIGTERM'));
server.once('exit', (code) => {
  screens.kill('SIGTERM');
  process.exitCode = code ?? 1;
});
