import { sql } from 'kysely';
import type { SettingKind } from '#features/people/server/setting-versions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { type Db, row, rows, run, type Tx } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { CallerPlace, PlaceSource } from '../../caller-place.ts';
import { noAgreement, type PlaceAgreement, placeAgreement } from '../../place-agreement.ts';
import type { FoundPlace } from './places-of-variables.ts';

export interface CallerPlaceRow {
  readonly id: string;
  readonly source: PlaceSource;
  readonly origin: string;
  readonly place: CallerPlace;
  readonly received_at: Instant;
}

/** Its id; null when it is known already. */
export async function insertCallerPlace(
  ctx: ActionContext,
  callId: string,
  { source, origin, place }: FoundPlace,
): Promise<string | null> {
  const inserted = await row<{ id: string }>(
    ctx.tx,
    sql`insert into caller_places (id, tenant_id, call_id, source, origin, place, received_at)
        values (${newId<'caller_place'>()}, ${ctx.tenantId}, ${callId}, ${source}, ${origin}, ${JSON.stringify(place)}::jsonb, ${ctx.now})
        on conflict (call_id, source, origin) do nothing returning id`,
  );
  return inserted?.id ?? null;
}

export function callerPlaces(tx: Tx, callId: string): Promise<CallerPlaceRow[]> {
  return rows<CallerPlaceRow>(
    tx,
    sql`select id, source, origin, place, received_at from caller_places where call_id = ${callId} order by received_at, origin`,
  );
}

export interface PlaceAgreementRow {
  readonly id: string;
  readonly version: number;
  readonly content: PlaceAgreement;
}

export async function readAgreement(ctx: ActionContext, lock: 'lock' | 'read' = 'read'): Promise<PlaceAgreementRow> {
  const found = await row<PlaceAgreementRow>(
    ctx.tx,
    sql`select id, version, content from place_agreements where tenant_id = ${ctx.tenantId} ${lock === 'lock' ? sql`for update` : sql``}`,
  );
  if (found === null) throw new Error('A regency has an agreement from its founding on (seedAgreement)');
  return found;
}

export async function agreementOf(ctx: ActionContext): Promise<PlaceAgreement> {
  const found = await row<{ content: PlaceAgreement }>(
    ctx.tx,
    sql`select content from place_agreements where tenant_id = ${ctx.tenantId}`,
  );
  return found?.content ?? noAgreement;
}

export const placeAgreementKind: SettingKind<typeof placeAgreement> = {
  kind: 'place_agreement',
  schema: placeAgreement,
  load: async (ctx, id) => {
    const found = await readAgreement(ctx, 'lock');
    return found.id === id ? found : null;
  },
  save: async (ctx, id, content, version) => {
    await run(
      ctx.tx,
      sql`update place_agreements set content = ${JSON.stringify(content)}::jsonb, version = ${version}
          where tenant_id = ${ctx.tenantId} and id = ${id}`,
    );
  },
};

export async function seedAgreement(ctx: ActionContext): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into place_agreements (id, tenant_id, content)
        values (${newId<'place_agreement'>()}, ${ctx.tenantId}, ${JSON.stringify(noAgreement)}::jsonb)`,
  );
}

/** The header names of all regencies, for the exchange, which is of no tenant. */
export async function placeHeaders(systemDb: Db): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await rows<{ slug: string; headers: readonly string[] }>(
    systemDb,
    sql`select t.slug, array(select jsonb_array_elements(a.content->'headers')->>'header') as headers
        from place_agreements a join tenants t on t.id = a.tenant_id`,
  );
  return new Map(found.map(({ slug, headers }) => [slug, headers]));
}

/** The regency that gave this key to whoever delivers telephones' places; null: nobody did. */
export async function tenantOfAmlKey(systemDb: Db, keySha256: string): Promise<string | null> {
  const found = await row<{ tenant_id: string }>(
    systemDb,
    sql`select tenant_id from place_agreements where content->>'amlKeySha256' = ${keySha256}`,
  );
  return found?.tenant_id ?? null;
}

/** The calls of a number that a place measured now can belong to: open, or arrived since then; the latest first. */
export async function callsOfNumber(ctx: ActionContext, e164: string, since: Instant): Promise<string[]> {
  const found = await rows<{ id: string }>(
    ctx.tx,
    sql`select id from calls where tenant_id = ${ctx.tenantId} and caller_e164 = ${e164} and direction = 'inbound'
          and (ended_at is null or arrived_at >= ${since}) order by arrived_at desc limit 5`,
  );
  return found.map(({ id }) => id);
}
