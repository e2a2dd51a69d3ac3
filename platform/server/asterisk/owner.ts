import { chmod, chown, mkdir, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

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
  for (const folder of folders) if (!(await everyoneMayEnter(dirname(folder)))) return undefined;
  return { uid: Number(match[1]), gid: Number(match[2]) };
}

async function everyoneMayEnter(folder: string): Promise<boolean> {
  const found = await stat(folder).catch(() => undefined);
  if (found !== undefined && (found.mode & 0o001) === 0) return false;
  return folder === dirname(folder) || everyoneMayEnter(dirname(folder));
}

/** A folder that the owner may write; parents made on the way can be entered by everybody, whatever the umask is. */
export async function ownedFolder(folder: string, owner: Owner | undefined, mode = 0o750): Promise<void> {
  const first = await mkdir(dirname(folder), { recursive: true });
  if (first !== undefined) {
    for (let parent = dirname(folder); parent.length >= first.length; parent = dirname(parent))
      await chmod(parent, 0o755);
  }
  await mkdir(folder, { recursive: true, mode });
  if (owner !== undefined) await chown(folder, owner.uid, owner.gid);
}
