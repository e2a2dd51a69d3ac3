import type { ActionContext } from '#platform/server/action.ts';
import { dayOf, type Zone } from '#platform/shared/time.ts';
import type { PackContent, PackEvent, PackProof } from '../../pack.ts';
import { endOfChain, type GroundEvent, groundEvents, type HeadRow, headsOf } from './ground-store.ts';

/** What a call's entry in the pack stands on. Others (offers, holds) say nothing that the pack says. */
const provenNames = [
  'call.arrived',
  'call.answered',
  'call.ended',
  'call.classified',
  'recording.stored',
  'recording.missing',
  'recording.compressed',
  'recording.sealed',
  'recording.deleted',
] as const;

/** Where the events of the pack stand in the chain. Null: the sealer has not come to one of them yet. */
export async function gatherProof(ctx: ActionContext, content: PackContent, zone: Zone): Promise<PackProof | null> {
  const callIds = content.calls.map(({ id }) => id);
  const found = await groundEvents(ctx, { caseId: content.caseId, callIds, names: provenNames });
  const events = found.map(eventOf);
  const end = await endOfChain(ctx);
  if (end === null || events.some((event) => event === null)) return null;
  const days = [...new Set(found.map((event) => dayOf(event.occurred_at, zone)))];
  return {
    events: events.filter((event) => event !== null),
    heads: (await headsOf(ctx, days)).map(headOf),
    end: { chainNo: end.chain_no, hash: end.hash.toString('hex') },
  };
}

function eventOf(found: GroundEvent): PackEvent | null {
  const { chain_no: chainNo, previous_hash: previous, hash, content, ...event } = found;
  if (chainNo === null || previous === null || hash === null) return null;
  return {
    chainNo,
    previousHash: previous.toString('hex'),
    hash: hash.toString('hex'),
    // A column of type jsonb that appendEvents fills with an object.
    event: { ...event, audience: [...event.audience], content: content as Record<string, unknown> },
  };
}

function headOf({
  day,
  chain_no: chainNo,
  hash,
  public_key: publicKey,
  signature,
}: HeadRow): PackProof['heads'][number] {
  return {
    day,
    chainNo,
    hash: hash.toString('hex'),
    publicKey: publicKey.toString('base64url'),
    signature: signature.toString('base64url'),
  };
}
