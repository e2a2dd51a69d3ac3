import { chmod, lchown, mkdir, readdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** The user and group under which Asterisk runs when we are root. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * As root we run Asterisk as `nobody`: it takes packets from outside and needs no right but to its own folders. As an ordinary
 * user, or where `nobody` could not reach one of the folders (a parent that only root may enter), it runs as we do: undefined.
 */
export async function chooseOwner(folders: readonly string[]): Promise<Owner | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '');
  const match = /^nobody:[^:]*:(\d+):(\d+):/m.exec(passwd);
  if (match === null) return undefined;
  // Those folders become the user's own; all above them must let everybody pass.
  const own = new Set(folders);
  for (const folder of folders) if (!(await everyoneMayEnter(dirname(folder), own))) return undefined;
  return { uid: Number(match[1]), gid: Number(match[2]) };
}

async function everyoneMayEnter(folder: string, own: ReadonlySet<string>): Promise<boolean> {
  const found = await stat(folder).catch(() => undefined);
  if (found !== undefined && (found.mode & 0o001) === 0 && !own.has(folder)) return false;
  return folder === dirname(folder) || everyoneMayEnter(dirname(folder), own);
}

/** A folder that the owner may write; parents made on the way can be entered by everybody, whatever the umask is. */
export async function ownedFolder(folder: string, owner: Owner | undefined, mode = 0o750): Promise<void> {
  const first = await mkdir(dirname(folder), { recursive: true });
  if (first !== undefined) {
    for (let parent = dirname(folder); parent.length >= first.length; parent = dirname(parent))
      await chmod(parent, 0o755);
  }
  await mkdir(folder, { recursive: true, mode });
  if (owner !== undefined && (await stat(folder)).uid !== owner.uid) await giveTree(folder, owner);
}

/** With all that an Asterisk under another user has left there. */
async function giveTree(folder: string, owner: Owner): Promise<void> {
  await lchown(folder, owner.uid, owner.gid);
  for (const each of await readdir(folder, { recursive: true })) await lchown(join(folder, each), owner.uid, owner.gid);
}
