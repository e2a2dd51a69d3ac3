import { sql } from 'kysely';
import { type Db, row, rows } from '../db/database.ts';
import { verifyHead } from './head.ts';
import { genesis, linkHash, type SealableEvent, sealableColumns } from './link.ts';

/** What is wrong with the first link that does not hold. */
export type BrokenLink =
  /** A number is missing: the seal was removed. */
  | { readonly kind: 'missing_seal'; readonly chainNo: number }
  /** The seal is there, its event is gone. */
  | { readonly kind: 'missing_event'; readonly chainNo: number; readonly seq: number }
  /** The link does not stand on the one before it. */
  | { readonly kind: 'broken_chain'; readonly chainNo: number; readonly seq: number }
  /** The event is not what was sealed. */
  | { readonly kind: 'changed_event'; readonly chainNo: number; readonly seq: number }
  /** An event behind the sealer's position that was never sealed: it was put in afterwards. */
  | { readonly kind: 'inserted_event'; readonly seq: number }
  /** The sealer has sealed further than the chain goes: its end was cut off. */
  | { readonly kind: 'cut_off'; readonly seq: number }
  /** A signed head names a link that is not there or has another hash. */
  | { readonly kind: 'head_differs'; readonly day: string; readonly chainNo: number }
  /** The signature of a head does not fit. */
  | { readonly kind: 'head_forged'; readonly day: string; readonly chainNo: number };

export interface ChainReport {
  readonly links: number;
  readonly head: { readonly chainNo: number; readonly hash: string } | null;
  /** Events the sealer has not reached yet; a second or two behind is normal. */
  readonly unsealed: number;
  readonly broken: BrokenLink | null;
}

interface Link extends SealableEvent {
  readonly chain_no: number;
  readonly sealed_seq: number;
  readonly previous_hash: Buffer;
  readonly hash: Buffer;
  readonly event_seq: number | null;
}

const pageSize = 5000;

/**
 * Recompute the whole chain of a tenant from its events and stop at the first link that does not hold; then check
 * the signed heads, and that no event was put in or cut off. Reads as the machinery (all tenants).
 */
export async function verifyChain(
  systemDb: Db,
  tenantId: string,
  onProgress: (links: number) => void = () => undefined,
): Promise<ChainReport> {
  let chainNo = 0;
  let hash: Buffer = genesis;
  let broken: BrokenLink | null = null;
  for (;;) {
    const links = await readLinks(systemDb, tenantId, chainNo);
    for (const link of links) {
      broken = faultOf(link, chainNo + 1, hash);
      if (broken !== null) break;
      [chainNo, hash] = [link.chain_no, link.hash];
    }
    onProgress(chainNo);
    if (broken !== null || links.length < pageSize) break;
  }
  broken ??= (await insertedOrCut(systemDb, tenantId)) ?? (await wrongHead(systemDb, tenantId));
  const unsealed = await row<{ count: number }>(
    systemDb,
    sql`select count(*) from events e where tenant_id = ${tenantId} and not exists (select from event_seals s where s.seq = e.seq)`,
  );
  return {
    links: chainNo,
    head: chainNo === 0 ? null : { chainNo, hash: hash.toString('hex') },
    unsealed: unsealed?.count ?? 0,
    broken,
  };
}

function readLinks(systemDb: Db, tenantId: string, after: number): Promise<Link[]> {
  return rows<Link>(
    systemDb,
    sql`select s.chain_no, s.seq as sealed_seq, s.previous_hash, s.hash, e.seq as event_seq, ${sql.raw(sealableColumns)}
        from event_seals s left join events e on e.seq = s.seq
        where s.tenant_id = ${tenantId} and s.chain_no > ${after} order by s.chain_no limit ${pageSize}`,
  );
}

function faultOf(link: Link, expectedNo: number, previous: Buffer): BrokenLink | null {
  if (link.chain_no !== expectedNo) return { kind: 'missing_seal', chainNo: expectedNo };
  const where = { chainNo: link.chain_no, seq: link.sealed_seq };
  if (link.event_seq === null) return { kind: 'missing_event', ...where };
  if (!link.previous_hash.equals(previous)) return { kind: 'broken_chain', ...where };
  if (!linkHash(previous, link.chain_no, link).equals(link.hash)) return { kind: 'changed_event', ...where };
  return null;
}

async function insertedOrCut(systemDb: Db, tenantId: string): Promise<BrokenLink | null> {
  // Only in the cluster the position belongs to: in a restored one the sealer first catches up.
  const inserted = await row<{ seq: number }>(
    systemDb,
    sql`select e.seq from events e, sealer_position p, installation i
        where e.tenant_id = ${tenantId} and i.epoch = p.epoch and (e.xid, e.seq) <= (p.xid, p.seq)
          and not exists (select from event_seals s where s.seq = e.seq) order by e.seq limit 1`,
  );
  if (inserted !== null) return { kind: 'inserted_event', seq: inserted.seq };
  const cut = await row<{ seq: number }>(
    systemDb,
    sql`select p.seq from sealer_position p where p.seq not in (0, ${Number.MAX_SAFE_INTEGER})
        and not exists (select from event_seals s where s.seq = p.seq)`,
  );
  return cut === null ? null : { kind: 'cut_off', seq: cut.seq };
}

interface HeadRow {
  readonly day: string;
  readonly chain_no: number;
  readonly hash: Buffer;
  readonly public_key: Buffer;
  readonly signature: Buffer;
  readonly link_hash: Buffer | null;
}

async function wrongHead(systemDb: Db, tenantId: string): Promise<BrokenLink | null> {
  const heads = await rows<HeadRow>(
    systemDb,
    sql`select h.day, h.chain_no, h.hash, h.public_key, h.signature, s.hash as link_hash from chain_heads h
        left join event_seals s on s.tenant_id = h.tenant_id and s.chain_no = h.chain_no
        where h.tenant_id = ${tenantId} order by h.day`,
  );
  for (const head of heads) {
    const where = { day: head.day, chainNo: head.chain_no };
    if (head.link_hash === null || !head.link_hash.equals(head.hash)) return { kind: 'head_differs', ...where };
    if (
      !verifyHead(
        { tenantId, day: head.day, chainNo: head.chain_no, hash: head.hash.toString('hex') },
        head.public_key,
        head.signature,
      )
    ) {
      return { kind: 'head_forged', ...where };
    }
  }
  return null;
}
