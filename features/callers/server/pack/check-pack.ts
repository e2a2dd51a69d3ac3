import type { Db } from '#platform/server/db/database.ts';
import { publicKeyOf, signingKey } from '#platform/server/events/head.ts';
import { canonicalJson, linkHash } from '#platform/server/events/link.ts';
import type { PackEvent, PackManifest } from '../../pack.ts';
import { hashAt, knownHeads, packStanding, regencyExists, type SealedEvent, sealedEvents } from './check-store.ts';

/** What an installation knows about a pack whose file is sound. */
export interface PackCheck {
  /** Its regency is one of this installation. */
  readonly isOurs: boolean;
  /** Its key is the regency's: the one it signs with, or one that has signed an end of its chain. */
  readonly isOurKey: boolean;
  /** This very file was signed here, as an event of the chain says; `sealed`: that event has its own link. */
  readonly wasSigned: boolean;
  readonly isSealed: boolean;
  readonly events: number;
  /** Chain numbers whose event is gone or is not what the pack says. */
  readonly changed: readonly number[];
  readonly heads: number;
  /** Days whose signed end is gone or is another one. */
  readonly changedHeads: readonly string[];
  /** The chain still goes through the link at which it ended when the pack was prepared. */
  readonly isEndThere: boolean;
}

/** Ask the chain of this installation whether it still says what a pack says. `folder` holds the signing keys. */
export async function checkPack(
  systemDb: Db,
  folder: string,
  given: { readonly manifest: PackManifest; readonly sha256: string },
): Promise<PackCheck> {
  const { tenantId, packId, content, proof, publicKey } = given.manifest;
  const counts = { events: proof.events.length, heads: proof.heads.length };
  // Also because a key is made for a regency that is asked for one.
  if (!(await regencyExists(systemDb, tenantId)))
    return { ...nothing, ...counts, changed: proof.events.map(({ chainNo }) => chainNo) };
  const heads = await knownHeads(systemDb, tenantId);
  const keys = [publicKeyOf(await signingKey(folder, tenantId)), ...heads.map((head) => head.public_key)];
  const standing = await packStanding(systemDb, {
    tenantId,
    caseId: content.caseId,
    packId,
    fileHash: given.sha256,
  });
  return {
    isOurs: true,
    isOurKey: keys.some((key) => key.toString('base64url') === publicKey),
    wasSigned: standing.told,
    isSealed: standing.sealed,
    ...counts,
    changed: await changedOf(systemDb, tenantId, proof.events),
    changedHeads: proof.heads
      .filter(({ day, hash }) => !heads.some((head) => head.day === day && head.hash.toString('hex') === hash))
      .map(({ day }) => day),
    isEndThere: (await hashAt(systemDb, tenantId, proof.end.chainNo)) === proof.end.hash,
  };
}

const nothing: PackCheck = {
  isOurs: false,
  isOurKey: false,
  wasSigned: false,
  isSealed: false,
  events: 0,
  changed: [],
  heads: 0,
  changedHeads: [],
  isEndThere: false,
};

async function changedOf(systemDb: Db, tenantId: string, events: readonly PackEvent[]): Promise<number[]> {
  const chainNos = events.map(({ chainNo }) => chainNo);
  const found = new Map((await sealedEvents(systemDb, tenantId, chainNos)).map((one) => [one.chain_no, one]));
  return events.filter((event) => !isSame(event, found.get(event.chainNo))).map(({ chainNo }) => chainNo);
}

function isSame(said: PackEvent, there: SealedEvent | undefined): boolean {
  if (there === undefined || there.hash.toString('hex') !== said.hash) return false;
  // The seal may be as it was and its event not: the hash is computed from what is there.
  const hash = linkHash(there.previous_hash, said.chainNo, there);
  return hash.equals(there.hash) && canonicalJson(said.event.content) === canonicalJson(there.content);
}

/** Whether everything that was asked holds. */
export function isInOrder(check: PackCheck): boolean {
  return (
    check.isOurs &&
    check.isOurKey &&
    check.wasSigned &&
    check.changed.length === 0 &&
    check.changedHeads.length === 0 &&
    check.isEndThere
  );
}
