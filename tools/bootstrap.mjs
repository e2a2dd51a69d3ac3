// Entry of every npm script: `node tools/bootstrap.mjs [NODE OPTIONS] FILE.ts [ARGS]`. Plain JavaScript for Node 20, because it
// runs before anything is installed: it makes node_modules and a Node that runs TypeScript, then hands over to FILE.
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { splitArguments } from './bootstrap/decisions.mjs';
import { ensureDependencies } from './bootstrap/dependencies.mjs';
import { Stop } from './bootstrap/npm.mjs';
import { runTarget } from './bootstrap/run-target.mjs';
import { ensureRuntime } from './bootstrap/runtime.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

try {
  const { nodeOptions, file, rest } = splitArguments(process.argv.slice(2));
  if (!file) throw new Stop('Usage: node tools/bootstrap.mjs [NODE OPTIONS] FILE.ts [ARGS]');
  const { node, binFolder } = await ensureRuntime(root);
  await ensureDependencies(root, binFolder);
  runTarget({ node, binFolder, args: [...nodeOptions, resolve(root, file), ...rest], cwd: process.cwd() });
} catch (error) {
  const reason = error instanceof Stop ? error.message : explain(error);
  console.error(reason);
  process.exitCode = 1;
}

/** File-system refusals name the path; anything else is a fault of ours and keeps its stack. */
function explain(error) {
  if (['EACCES', 'EPERM', 'EROFS', 'ENOSPC'].includes(error?.code)) {
    return `${error.message}. Free the space, or run this as the owner of the folder ${root}.`;
  }
  return error?.stack ?? String(error);
}
