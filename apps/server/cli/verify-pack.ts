import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { PackManifest } from '#features/callers/pack.ts';
import { checkPack, isInOrder, type PackCheck } from '#features/callers/server/pack/check-pack.ts';
import { faultsOf, type PackRead, readPack } from '#features/callers/server/pack/pack-file.ts';
import { staffInWords } from '#features/callers/server/pack/staff.ts';
import { formatInstant } from '#platform/shared/time.ts';
import { type Config, readConfig } from '../config.ts';
import { withHouse } from './open-house.ts';

/** Whether `sigap verify FILE` asks here: a file with the seal of a pack, or a PDF, of which nothing else here can be checked. */
export function isForPack(file: Buffer): boolean {
  return readPack(file).state !== 'no_pack' || file.subarray(0, 5).toString('latin1') === '%PDF-';
}

/**
 * An evidence pack: first the file by itself, then, unless a key was given to compare it with, what this installation's chain says. The
 * exit status is 0 only when nothing is left open.
 */
export async function verifyPackFile(name: string, file: Buffer, key: string | null): Promise<number> {
  const read = readPack(file);
  if (read.state === 'no_pack')
    throw new Error(`${name} is a PDF without the seal of an evidence pack: it is none, or its end was cut off.`);
  if (read.state === 'altered') {
    console.log(`${name} was ALTERED after it was signed: it is not an evidence pack any more.`);
    return 1;
  }
  const { manifest, sha256 } = read;
  tell(manifest, sha256);
  const faults = faultsOf(manifest);
  for (const fault of faults) console.log(`  WRONG ${fault}`);
  const rest = key === null ? await askInstallation(read) : compareKey(manifest, key);
  const isFine = rest && faults.length === 0;
  console.log(isFine ? 'The pack is in order.' : 'The pack is NOT proven.');
  return isFine ? 0 : 1;
}

function tell({ words, content, number, ...manifest }: PackManifest, sha256: string): void {
  const when = (at: string) => formatInstant(at, words.zone, 'en');
  console.log(`Evidence pack ${content.caseNumber}/${number} of ${words.regency}: ${content.calls.length} calls`);
  console.log(`  signed ${when(manifest.signedAt)} by ${staffInWords(manifest.signedBy)}`);
  console.log(`  prepared ${when(manifest.preparedAt)} by ${staffInWords(manifest.preparedBy)}`);
  console.log(`  not one byte was changed since; SHA-256 ${sha256}`);
}

function compareKey({ publicKey }: PackManifest, key: string): boolean {
  // Published in plain base64, in the file in that for addresses: Node reads both alike.
  const isSame = Buffer.from(key, 'base64').toString('base64url') === publicKey;
  console.log(isSame ? '  signed with the key that was given' : `  WRONG signed with another key: ${publicKey}`);
  return isSame;
}

async function askInstallation({ manifest, sha256 }: Extract<PackRead, { state: 'sound' }>): Promise<boolean> {
  const config = readConfig(process.env, []);
  if (!(await isInstalled(config))) {
    console.log(`  signed with the key ${manifest.publicKey}`);
    console.log(
      `  There is no installation here to ask whose key that is. Compare it with the publicKey of /open-data/${manifest.slug}/chain: --key KEY`,
    );
    return false;
  }
  const folder = join(config.data, 'keys');
  const check = await withHouse(config, ({ house }) =>
    checkPack(house.installation.systemDb, folder, { manifest, sha256 }),
  );
  for (const line of inWords(check)) console.log(`  ${line}`);
  return isInOrder(check);
}

async function isInstalled({ databaseUrl, data }: Config): Promise<boolean> {
  return databaseUrl !== null || (await stat(data).catch(() => null)) !== null;
}

function inWords(check: PackCheck): string[] {
  if (!check.isOurs) return ['WRONG its regency is none of this installation'];
  const held = check.events - check.changed.length;
  const heads = check.heads - check.changedHeads.length;
  return [
    check.isOurKey ? "signed with the regency's key" : 'WRONG the key is none of this regency',
    check.wasSigned
      ? `this very file was signed here${check.isSealed ? '' : ' (its own event is not in the chain yet: a second or two)'}`
      : 'WRONG no event says that this file was signed here',
    `${held} of ${check.events} events are in the chain as they were`,
    ...check.changed.map((chainNo) => `WRONG event ${chainNo} is gone or was changed`),
    `${heads} of ${check.heads} signed ends of days are the same`,
    ...check.changedHeads.map((day) => `WRONG the signed end of ${day} is gone or another one`),
    check.isEndThere
      ? 'the chain goes through the link at which the pack was prepared'
      : 'WRONG the chain does not go through the link at which the pack was prepared',
  ];
}
