import { sql } from 'kysely';
import type { AgencyId, Calendar, DutyContactId } from '#features/agencies/agency.ts';
import type { Priority } from '#features/incidents/incident.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import type { Instant, Zone } from '#platform/shared/time.ts';
import type { AlertResult, Ladder, LadderAct, LadderContent, LadderStop } from '../../ladder.ts';
import type { DutyPerson } from '../../ladder-rules.ts';

export interface LadderRow extends Ladder {
  readonly id: string;
  readonly assignmentId: string;
}

const columns = sql`l.id, l.assignment_id as "assignmentId", l.content, l.start_at as "startAt", l.taken, l.reminded, l.stopped`;

/** What an assignment's ladder needs of the world when it begins. */
export interface Beginning {
  readonly source: string;
  readonly content: LadderContent | null;
}

/** The agency's own ladder, else the regency's; null where there is none. */
export function beginningOf(
  ctx: ActionContext,
  about: { readonly incidentId: string; readonly agencyId: string },
): Promise<Beginning | null> {
  return row<Beginning>(
    ctx.tx,
    sql`select i.source, (select l.content from ladders l where l.tenant_id = ${ctx.tenantId}
            and (l.agency_id = ${about.agencyId} or l.agency_id is null) order by l.agency_id nulls last limit 1) as content
        from incidents i where i.tenant_id = ${ctx.tenantId} and i.id = ${about.incidentId}`,
  );
}

export async function insertLadder(
  ctx: ActionContext,
  ladder: {
    readonly id: string;
    readonly assignmentId: string;
    readonly content: LadderContent;
    readonly startAt: Instant;
    readonly stopped: LadderStop | null;
  },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into assignment_ladders (id, tenant_id, assignment_id, content, start_at, stopped)
        values (${ladder.id}, ${ctx.tenantId}, ${ladder.assignmentId}, ${JSON.stringify(ladder.content)}::jsonb, ${ladder.startAt}, ${ladder.stopped})`,
  );
}

/** Where a ladder lies, before anything is locked: incident, assignment, ladder, in this order. */
export function locateLadder(
  ctx: ActionContext,
  id: string,
): Promise<{ incidentId: string; assignmentId: string } | null> {
  return row(
    ctx.tx,
    sql`select a.incident_id as "incidentId", a.id as "assignmentId" from assignment_ladders l join assignments a on a.id = l.assignment_id
        where l.tenant_id = ${ctx.tenantId} and l.id = ${id}`,
  );
}

export function lockLadderOf(ctx: ActionContext, assignmentId: string): Promise<LadderRow | null> {
  return row<LadderRow>(
    ctx.tx,
    sql`select ${columns} from assignment_ladders l where l.tenant_id = ${ctx.tenantId} and l.assignment_id = ${assignmentId} for update`,
  );
}

export async function saveLadder(
  ctx: ActionContext,
  ladder: Pick<LadderRow, 'id' | 'taken' | 'reminded' | 'stopped'>,
): Promise<void> {
  await run(
    ctx.tx,
    sql`update assignment_ladders set taken = ${[...ladder.taken]}::integer[], reminded = ${ladder.reminded}, stopped = ${ladder.stopped}
        where tenant_id = ${ctx.tenantId} and id = ${ladder.id}`,
  );
}

/** The world of a ladder at this moment. */
export interface Surroundings {
  readonly priority: Priority;
  readonly calendar: Calendar | null;
  readonly zone: Zone;
  readonly regency: string;
  readonly agency: string;
  readonly agencyPhone: string | null;
  /** False: it answers by links and the telephone. */
  readonly hasAccounts: boolean;
  readonly number: number;
  readonly typeName: string | null;
  readonly sensitive: boolean;
  readonly villageName: string | null;
  readonly districtName: string | null;
  readonly landmark: string | null;
}

export function surroundingsOf(
  ctx: ActionContext,
  about: { readonly incidentId: string; readonly agencyId: string },
): Promise<Surroundings | null> {
  return row<Surroundings>(
    ctx.tx,
    sql`select coalesce(i.priority, 'P3') as priority, g.calendar, n.zone, n.name as regency, g.name as agency, g.phone as "agencyPhone", g.has_accounts as "hasAccounts", i.number,
          t.name as "typeName", i.sensitive, v.name as "villageName", d.name as "districtName", p.landmark
        from incidents i join tenants n on n.id = i.tenant_id join agencies g on g.id = ${about.agencyId}
        left join incident_types t on t.id = i.incident_type_id left join regions v on v.code = i.village_code
        left join regions d on d.code = i.district_code left join incident_particulars p on p.incident_id = i.id
        where i.tenant_id = ${ctx.tenantId} and i.id = ${about.incidentId}`,
  );
}

export interface ContactRow extends DutyPerson {
  readonly id: DutyContactId;
  readonly phone: string | null;
  readonly email: string | null;
}

/** The active contacts of an agency in their order. */
export function contactsOf(ctx: ActionContext, agencyId: string): Promise<ContactRow[]> {
  return rows<ContactRow>(
    ctx.tx,
    sql`select id, phone, email, superior, windows from duty_contacts
        where tenant_id = ${ctx.tenantId} and agency_id = ${agencyId} and active order by position, name`,
  );
}

export interface NewAlert {
  readonly assignmentId: string;
  readonly kind: 'step' | 'remind';
  readonly number: number;
  readonly act: LadderAct;
  readonly way: 'push' | 'email' | 'whatsapp' | 'sms' | 'telephone' | 'screen' | 'none';
  readonly contactId: string | null;
  readonly messageId: string | null;
  readonly dutyCallId: string | null;
  readonly result: AlertResult | null;
  readonly code: string | null;
}

export async function insertAlert(ctx: ActionContext, alert: NewAlert): Promise<string> {
  const id = newId<'assignment_alert'>();
  await run(
    ctx.tx,
    sql`insert into assignment_alerts (id, tenant_id, assignment_id, kind, number, act, way, contact_id, message_id, duty_call_id, at, result, code, ended_at)
        values (${id}, ${ctx.tenantId}, ${alert.assignmentId}, ${alert.kind}, ${alert.number}, ${alert.act}, ${alert.way}, ${alert.contactId},
          ${alert.messageId}, ${alert.dutyCallId}, ${ctx.now}, ${alert.result}, ${alert.code}, ${alert.result === null ? null : ctx.now})`,
  );
  return id;
}

export interface AlertRow {
  readonly id: string;
  readonly assignmentId: string;
  readonly act: LadderAct;
  readonly way: NewAlert['way'];
  readonly contactId: DutyContactId | null;
  readonly result: AlertResult | null;
}

/** The attempt that a message or a call is; null for one that was sent for something else. */
export function alertBehind(
  ctx: ActionContext,
  by: { readonly messageId: string } | { readonly dutyCallId: string },
): Promise<AlertRow | null> {
  const which = 'messageId' in by ? sql`message_id = ${by.messageId}` : sql`duty_call_id = ${by.dutyCallId}`;
  return row<AlertRow>(
    ctx.tx,
    sql`select id, assignment_id as "assignmentId", act, way, contact_id as "contactId", result from assignment_alerts
        where tenant_id = ${ctx.tenantId} and ${which}`,
  );
}

export async function saveAlertEnd(
  ctx: ActionContext,
  id: string,
  end: { readonly result: AlertResult; readonly code: string | null; readonly at: Instant },
): Promise<void> {
  await run(
    ctx.tx,
    sql`update assignment_alerts set result = ${end.result}, code = ${end.code}, ended_at = ${end.at} where tenant_id = ${ctx.tenantId} and id = ${id}`,
  );
}

export function resultsOf(ctx: ActionContext, assignmentId: string): Promise<{ result: AlertResult | null }[]> {
  return rows<{ result: AlertResult | null }>(
    ctx.tx,
    sql`select result from assignment_alerts where tenant_id = ${ctx.tenantId} and assignment_id = ${assignmentId} and act <> 'supervisor'`,
  );
}

export interface ShownAlert extends AlertRow {
  readonly kind: 'step' | 'remind';
  readonly at: Instant;
  readonly code: string | null;
  readonly endedAt: Instant | null;
  readonly contactName: string | null;
}

/** Every attempt about these assignments, oldest first. */
export function alertsOf(ctx: ActionContext, assignmentIds: readonly string[]): Promise<ShownAlert[]> {
  return rows<ShownAlert>(
    ctx.tx,
    sql`select l.id, l.assignment_id as "assignmentId", l.kind, l.act, l.way, l.contact_id as "contactId", l.at, l.result, l.code, l.ended_at as "endedAt",
          d.name as "contactName"
        from assignment_alerts l left join duty_contacts d on d.id = l.contact_id
        where l.tenant_id = ${ctx.tenantId} and l.assignment_id = any(${[...assignmentIds]}::uuid[]) order by l.at, l.number, l.id`,
  );
}

export interface OpenLadder extends LadderRow {
  readonly state: string;
  readonly sentAt: Instant;
  readonly acknowledgedAt: Instant | null;
  readonly arriveDueAt: Instant | null;
  readonly agencyId: AgencyId;
  readonly priority: Priority;
  readonly calendar: Calendar | null;
  readonly zone: Zone;
}

/** The ladders of open assignments, all of them or one's. */
export function openLadders(ctx: ActionContext, assignmentId: string | null): Promise<OpenLadder[]> {
  return rows<OpenLadder>(
    ctx.tx,
    sql`select ${columns}, a.state, a.sent_at as "sentAt", a.acknowledged_at as "acknowledgedAt", a.arrive_due_at as "arriveDueAt",
          a.agency_id as "agencyId", coalesce(i.priority, 'P3') as priority, g.calendar, n.zone
        from assignment_ladders l join assignments a on a.id = l.assignment_id join incidents i on i.id = a.incident_id
        join agencies g on g.id = a.agency_id join tenants n on n.id = a.tenant_id
        where l.tenant_id = ${ctx.tenantId}
          and ${assignmentId === null ? sql`a.ended_at is null` : sql`a.id = ${assignmentId}`}`,
  );
}
