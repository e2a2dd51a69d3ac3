import { sql } from 'kysely';
import type { ActionContext } from '#platform/server/action.ts';
import { type Db, row, rows, run } from '#platform/server/db/database.ts';
import type { Instant, Zone } from '#platform/shared/time.ts';
import type { CallState, EndedBy } from '../../call.ts';
import type { CarrierWindowId } from '../../carrier-window.ts';
import type { LineId } from '../../line.ts';

export interface CarrierWindowRow {
  readonly id: CarrierWindowId;
  readonly lineId: LineId;
  readonly lineName: string;
  readonly numbers: readonly string[];
  readonly askedBy: string;
  readonly reason: string;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
  readonly openedBy: string;
  readonly openerName: string;
  readonly closedAt: Instant | null;
  readonly closedBy: string | null;
  readonly closerName: string | null;
  readonly calls: number;
}

const view = sql`w.id, w.line_id as "lineId", l.content->>'name' as "lineName", w.numbers, w.asked_by as "askedBy", w.reason,
  w.opens_at as "opensAt", w.closes_at as "closesAt", w.opened_by as "openedBy", o.display_name as "openerName",
  w.closed_at as "closedAt", w.closed_by as "closedBy", c.display_name as "closerName",
  (select count(*)::int from carrier_calls cc where cc.window_id = w.id) as calls`;
const from = sql`carrier_windows w join lines l on l.id = w.line_id join users o on o.id = w.opened_by left join users c on c.id = w.closed_by`;

/** The newest first; a year's are enough to look back on. */
export function selectWindows(ctx: ActionContext, lineId: string | null): Promise<CarrierWindowRow[]> {
  return rows<CarrierWindowRow>(
    ctx.tx,
    sql`select ${view} from ${from} where w.tenant_id = ${ctx.tenantId} and (${lineId}::uuid is null or w.line_id = ${lineId})
        order by w.opens_at desc, w.id limit 100`,
  );
}

export function findWindow(ctx: ActionContext, id: string): Promise<CarrierWindowRow | null> {
  return row<CarrierWindowRow>(
    ctx.tx,
    sql`select ${view} from ${from} where w.tenant_id = ${ctx.tenantId} and w.id = ${id}`,
  );
}

/** Called with the line locked. */
export async function hasOpenWindow(ctx: ActionContext, lineId: string): Promise<boolean> {
  const found = await row(
    ctx.tx,
    sql`select 1 from carrier_windows where tenant_id = ${ctx.tenantId} and line_id = ${lineId} and closed_at is null`,
  );
  return found !== null;
}

/** Of these numbers, those from which somebody in need called within two years. */
export async function citizensAmong(ctx: ActionContext, numbers: readonly string[]): Promise<ReadonlySet<string>> {
  const found = await rows<{ number: string }>(
    ctx.tx,
    sql`select distinct caller_e164 as number from calls
        where tenant_id = ${ctx.tenantId} and caller_e164 = any (${[...numbers]}::text[]) and purpose = 'public' and direction = 'inbound'
          and disposition in ('EMERGENCY_NEW', 'EMERGENCY_DUP', 'EMERGENCY_FOLLOWUP', 'URGENT_NONLIFE', 'COUNSELLING')
          and arrived_at > ${ctx.now}::timestamptz - interval '2 years'`,
  );
  return new Set(found.map(({ number }) => number));
}

export async function insertWindow(
  ctx: ActionContext,
  window: {
    readonly id: string;
    readonly lineId: string;
    readonly numbers: readonly string[];
    readonly askedBy: string;
    readonly reason: string;
    readonly opensAt: Instant;
    readonly closesAt: Instant;
    readonly by: string;
  },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into carrier_windows (id, tenant_id, line_id, numbers, asked_by, reason, opens_at, closes_at, opened_by, opened_at)
        values (${window.id}, ${ctx.tenantId}, ${window.lineId}, ${[...window.numbers]}::text[], ${window.askedBy}, ${window.reason},
          ${window.opensAt}, ${window.closesAt}, ${window.by}, ${ctx.now})`,
  );
}

/** Its line; null when it was closed already. */
export async function saveClosed(ctx: ActionContext, id: string, by: string | null): Promise<string | null> {
  const closed = await row<{ line_id: string }>(
    ctx.tx,
    sql`update carrier_windows set closed_at = ${ctx.now}, closed_by = ${by}
        where tenant_id = ${ctx.tenantId} and id = ${id} and closed_at is null returning line_id`,
  );
  return closed?.line_id ?? null;
}

/** False: there is no such window here. */
export async function insertCarrierCall(
  ctx: ActionContext,
  call: { readonly callId: string; readonly windowId: string; readonly codec: string },
): Promise<boolean> {
  const inserted = await run(
    ctx.tx,
    sql`insert into carrier_calls (call_id, tenant_id, window_id, codec)
        select ${call.callId}, ${ctx.tenantId}, id, ${call.codec} from carrier_windows where tenant_id = ${ctx.tenantId} and id = ${call.windowId}
        on conflict (call_id) do nothing`,
  );
  return inserted === 1;
}

export interface CarrierCallRow {
  readonly id: string;
  readonly number: number;
  readonly state: CallState;
  readonly arrivedAt: Instant;
  readonly answeredAt: Instant | null;
  readonly endedAt: Instant | null;
  readonly codec: string;
  readonly callerRaw: string | null;
  readonly callerE164: string | null;
  readonly dialled: string;
  readonly endedBy: EndedBy | null;
  readonly cause: number | null;
}

/** In the order of their arrival. */
export function selectCarrierCalls(ctx: ActionContext, windowId: string): Promise<CarrierCallRow[]> {
  return rows<CarrierCallRow>(
    ctx.tx,
    sql`select c.id, c.number::int, c.state, c.arrived_at as "arrivedAt", c.answered_at as "answeredAt", c.ended_at as "endedAt", cc.codec,
          c.caller_raw as "callerRaw", c.caller_e164 as "callerE164", c.dialled, c.ended_by as "endedBy", c.hangup_cause as cause
        from carrier_calls cc join calls c on c.id = cc.call_id
        where cc.tenant_id = ${ctx.tenantId} and cc.window_id = ${windowId} order by c.arrived_at, c.id limit 5000`,
  );
}

export interface WindowInForce {
  readonly id: string;
  readonly slug: string;
  readonly zone: Zone;
  readonly key: string;
  readonly lineName: string;
  readonly callerStrip: string;
  readonly callerAdd: string;
  readonly numbers: readonly string[];
  readonly opensAt: Instant;
  readonly closesAt: Instant;
}

/** Windows that are planned or open, over all regencies, for the exchange; one without numbers changes nothing there. */
export function windowsInForce(systemDb: Db): Promise<WindowInForce[]> {
  return rows<WindowInForce>(
    systemDb,
    sql`select w.id, t.slug, t.zone, l.key, l.content->>'name' as "lineName", l.content->>'callerStrip' as "callerStrip",
          l.content->>'callerAdd' as "callerAdd", w.numbers, w.opens_at as "opensAt", w.closes_at as "closesAt"
        from carrier_windows w join lines l on l.id = w.line_id join tenants t on t.id = w.tenant_id
        where w.closed_at is null and w.closes_at > clock_timestamp() and cardinality(w.numbers) > 0 and (l.content->>'active')::boolean
        order by t.slug, w.opens_at, w.id`,
  );
}
