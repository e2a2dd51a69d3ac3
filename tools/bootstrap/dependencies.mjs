import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installCommand, installedMatches, installStamp, needsInstall } from './decisions.mjs';
import { withLock } from './lock.mjs';
import { runNpm, Stop } from './npm.mjs';

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

function parse(text) {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}

/** npm's own note of what it installed. */
function readInstalled(modules) {
  return parse(readText(join(modules, '.package-lock.json')));
}

/** Under node_modules, which `npm ci` empties first: a killed installation never looks finished. */
function writeStamp(modules, wanted) {
  try {
    mkdirSync(modules, { recursive: true });
    const unfinished = join(modules, `.installed.${process.pid}`);
    writeFileSync(unfinished, wanted);
    renameSync(unfinished, join(modules, '.installed'));
  } catch (error) {
    // A tree installed by root and run by another user cannot be stamped, and need not be: the slower check serves.
    if (error.code !== 'EACCES' && error.code !== 'EROFS' && error.code !== 'EPERM') throw error;
  }
}

function inspect(root) {
  const modules = join(root, 'node_modules');
  const lockText = readText(join(root, 'package-lock.json'));
  if (lockText === null) throw new Stop('package-lock.json is missing; this is not a complete copy of the program.');
  const hash = createHash('sha256').update(lockText).digest('hex');
  const wantedStamp = installStamp(hash, process.platform, process.arch);
  const stamp = readText(join(modules, '.installed'));
  const facts = { modules, wantedStamp, lock: null, isStamped: stamp === wantedStamp, isMissing: false };
  if (facts.isStamped) return facts;
  const lock = parse(lockText);
  return { ...facts, lock, isMissing: needsInstall({ stamp, wantedStamp, lock, installed: readInstalled(modules) }) };
}

async function install(root, binFolder, { modules, lock }) {
  const [command, ...options] = installCommand(lock);
  console.error(`Installing the packages (npm ${command}) ...`);
  // Both notes go first: killed half way, no later start may believe them.
  for (const name of ['.installed', '.package-lock.json']) rmSync(join(modules, name), { force: true });
  // No package here needs its install script; npm is moving to block them, so they are off everywhere alike.
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await runNpm([command, ...options, ...quiet], { cwd: root, binFolder, what: 'Installing the packages' });
  if (!installedMatches(lock, readInstalled(modules))) {
    throw new Stop(
      'npm ended well, but node_modules does not match package-lock.json. Delete node_modules and run it again.',
    );
  }
}

/** Make node_modules match package-lock.json. Costs one read and one hash when nothing changed. */
export async function ensureDependencies(root, binFolder) {
  if (inspect(root).isStamped) return;
  const onWait = () => console.error('Another start is installing the packages, waiting ...');
  await withLock(`packages:${root}`, onWait, async () => {
    const state = inspect(root);
    if (state.isStamped) return;
    if (state.isMissing) await install(root, binFolder, state);
    writeStamp(state.modules, state.wantedStamp);
  });
}
