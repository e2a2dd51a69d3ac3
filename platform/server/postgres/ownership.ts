import { chmod, chown, lchown, lstat, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PostgresProblem } from './problem.ts';
import { type RunAs, runProgram } from './program.ts';

/** Debian's and macOS's last resort when /etc/passwd has no `nobody`. */
const nobody = { uid: 65534, gid: 65534 };

async function lookUpUser(name: string): Promise<{ uid: number; gid: number } | null> {
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  for (const line of passwd.split('\n')) {
    const [user, , uid, gid] = line.split(':');
    if (user === name && uid !== undefined && gid !== undefined) return { uid: Number(uid), gid: Number(gid) };
  }
  return null;
}

/** Read SIGAP_PG_UID: `1234`, `1234:1234` or a user name. */
async function configuredUser(setting: string): Promise<{ uid: number; gid: number }> {
  const numbers = /^(\d+)(?::(\d+))?$/.exec(setting);
  const user = numbers ? { uid: Number(numbers[1]), gid: Number(numbers[2] ?? numbers[1]) } : await lookUpUser(setting);
  if (!user) throw new PostgresProblem('postgres.unknown_user', { user: setting });
  if (user.uid === 0) throw new PostgresProblem('postgres.run_as_root');
  return user;
}

/**
 * Who PostgreSQL runs as. An ordinary user runs it as himself. Root drops to SIGAP_PG_UID, else to the owner the data
 * already has, else to `nobody`: no account is ever made on the machine.
 */
export async function chooseUser(dataFolder: string, setting = process.env.SIGAP_PG_UID): Promise<RunAs> {
  const owner = await stat(dataFolder).catch(() => null);
  const uid = process.getuid?.() ?? -1;
  if (uid !== 0) {
    if (owner && uid !== -1 && owner.uid !== uid) {
      throw new PostgresProblem('postgres.not_owner', { folder: dataFolder, owner: owner.uid, uid });
    }
    return null;
  }
  if (setting) return configuredUser(setting);
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return (await lookUpUser('nobody')) ?? nobody;
}

/** Give a whole tree to the server's user. Does nothing where it already owns the top, so a start stays quick. */
export async function giveTree(folder: string, runAs: RunAs): Promise<void> {
  if (!runAs) return;
  if ((await stat(folder)).uid === runAs.uid) return;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    await lchown(join(entry.parentPath, entry.name), runAs.uid, runAs.gid);
  }
  // The top last: an interrupted pass is done again from the start.
  await chown(folder, runAs.uid, runAs.gid);
}

/** Make a folder only the server's user may enter (PostgreSQL insists on mode 0700 for its data). */
export async function makePrivate(folder: string, runAs: RunAs): Promise<void> {
  await mkdir(folder, { recursive: true });
  const found = await stat(folder);
  if ((found.mode & 0o777) !== 0o700) await chmod(folder, 0o700);
  await giveTree(folder, runAs);
}

/**
 * The folder that holds it all stays with whoever starts us. When root dropped to another user that user must pass through
 * (mode 0711), and the sub-folders keep everyone else out.
 */
export async function makePassable(folder: string, runAs: RunAs): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const found = await lstat(folder);
  if (runAs && found.uid !== runAs.uid && (found.mode & 0o001) === 0) await chmod(folder, (found.mode & 0o777) | 0o011);
}

/** Can the server's user walk to this folder from the root? False under a 0700 home such as /root or a `mktemp -d`. */
export async function canReach(folder: string, runAs: RunAs): Promise<boolean> {
  if (!runAs) return true;
  const { status } = await runProgram('/bin/sh', ['-c', 'cd -- "$1"', 'sh', folder], { runAs });
  return status === 0;
}
