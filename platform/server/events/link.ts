import { createHash } from 'node:crypto';

/** An event with every column as text or number, as it is hashed. Times in UTC with microseconds, PostgreSQL's own grain. */
export interface SealableEvent {
  readonly seq: number;
  readonly xid: string;
  readonly tenant_id: string;
  readonly name: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly audience: readonly string[];
  readonly actor_kind: string;
  readonly actor_id: string | null;
  /** `2026-11-21T13:38:04.123456Z` */
  readonly occurred_at: string;
  readonly recorded_at: string;
  readonly clock: string;
  readonly content: unknown;
}

/** What the first link of a tenant's chain stands on: 32 zero bytes. */
export const genesis = Buffer.alloc(32);

/** SQL of exactly the columns above; the events are called `e`. */
export const sealableColumns = `e.seq, e.xid::text as xid, e.tenant_id, e.name, e.subject_type, e.subject_id, e.audience,
  e.actor_kind, e.actor_id,
  to_char(e.occurred_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as occurred_at,
  to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as recorded_at,
  e.clock, e.content`;

/**
 * Canonical JSON after RFC 8785 (JCS): no white space, the members of every object sorted by the UTF-16 code units of
 * their names, strings and numbers as ECMAScript's JSON.stringify writes them.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      // Names of one object differ, so equal never happens; `<` on strings compares UTF-16 code units.
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

/**
 * One link: SHA-256 over the bytes of the previous hash (32 zero bytes for the first) followed by the UTF-8 bytes of the
 * canonical JSON of one object with these members, named as the columns of `events`, plus the link's own number:
 *
 *   actor_id (text or null), actor_kind, audience (array, in stored order), chain_no (number), clock, content (object),
 *   name, occurred_at, recorded_at, seq (number), subject_id, subject_type, tenant_id, xid (text)
 *
 * Whoever has the rows can repeat it: sort by chain_no, fold, compare each hash and at the end the published head.
 */
export function linkHash(previous: Uint8Array, chainNo: number, event: SealableEvent): Buffer {
  // Named one by one: an extra column in a query must not change the hash.
  const hashed = {
    actor_id: event.actor_id,
    actor_kind: event.actor_kind,
    audience: event.audience,
    chain_no: chainNo,
    clock: event.clock,
    content: event.content,
    name: event.name,
    occurred_at: event.occurred_at,
    recorded_at: event.recorded_at,
    seq: event.seq,
    subject_id: event.subject_id,
    subject_type: event.subject_type,
    tenant_id: event.tenant_id,
    xid: event.xid,
  };
  return createHash('sha256').update(previous).update(canonicalJson(hashed), 'utf8').digest();
}
