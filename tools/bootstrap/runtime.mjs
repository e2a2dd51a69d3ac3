import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chooseRuntime } from './decisions.mjs';
import { withLock } from './lock.mjs';
import { runNpm, Stop } from './npm.mjs';

function isMusl() {
  return process.platform === 'linux' && process.report?.getReport?.().header.glibcVersionRuntime === undefined;
}

/** Put the package into a temporary folder and rename it: a killed run leaves no half of a Node behind. */
async function fetchNode(root, place, wanted) {
  const tools = join(root, 'var', 'tools');
  // `var` is the data folder as well, unless SIGAP_DATA names another: others may pass through, and see nothing.
  mkdirSync(join(root, 'var'), { recursive: true, mode: 0o711 });
  mkdirSync(tools, { recursive: true });
  const unfinished = mkdtempSync(join(tools, '.fetch-'));
  try {
    console.error(
      `This machine has Node ${process.versions.node}; fetching Node ${wanted.version} into var/tools (about 120 MB) ...`,
    );
    await runNpm(
      [
        'install',
        '--prefix',
        unfinished,
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
        `${wanted.name}@${wanted.version}`,
      ],
      { cwd: unfinished, what: `Fetching Node ${wanted.version}` },
    );
    const note = JSON.parse(readFileSync(join(unfinished, 'node_modules', '.package-lock.json'), 'utf8'));
    if (note.packages[`node_modules/${wanted.name}`]?.integrity !== wanted.integrity) {
      throw new Stop(
        `${wanted.name}@${wanted.version} is not the file this program was tested with; check your npm registry.`,
      );
    }
    renameSync(join(unfinished, 'node_modules', wanted.name), place);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** The Node to go on with: `{ node, binFolder }`. Fetches one when this one is too old to run TypeScript. */
export async function ensureRuntime(root) {
  const { platform, arch, version } = process;
  const here = { node: process.execPath, binFolder: dirname(process.execPath) };
  // The report that tells glibc from musl is slow to make: only an old Node needs it.
  const first = chooseRuntime({ version, platform, arch, isMusl: false });
  if (first.kind === 'this') return here;
  if (first.kind === 'stop') throw new Stop(first.message);
  const place = join(root, 'var', 'tools', `node-${first.version}`);
  const node = join(place, 'bin', 'node');
  if (!existsSync(node)) {
    const wanted = chooseRuntime({ version, platform, arch, isMusl: isMusl() });
    if (wanted.kind === 'stop') throw new Stop(wanted.message);
    const onWait = () => console.error('Another start is fetching Node, waiting ...');
    await withLock(`node:${root}`, onWait, async () => {
      if (!existsSync(node)) await fetchNode(root, place, wanted);
    });
  }
  return { node, binFolder: dirname(node) };
}
