import { sql } from 'kysely';
import { row, rows, run, type Tx } from '#platform/server/db/database.ts';
import type { AgencyContent, AgencyId, Calendar, DutyContactContent, DutyContactId } from '../agency.ts';
import type { AgencyView, DutyContactView } from '../contract.ts';

interface AgencyRow {
  readonly id: AgencyId;
  readonly code: string;
  readonly name: string;
  readonly name_en: string;
  readonly kind: AgencyContent['kind'];
  readonly phone: string | null;
  readonly has_accounts: boolean;
  readonly medical: boolean;
  readonly active: boolean;
  readonly calendar: Calendar | null;
  readonly version: number;
}

function viewOf(agency: AgencyRow): AgencyView {
  return {
    id: agency.id,
    code: agency.code,
    name: agency.name,
    nameEn: agency.name_en,
    kind: agency.kind,
    phone: agency.phone,
    hasAccounts: agency.has_accounts,
    medical: agency.medical,
    active: agency.active,
    calendar: agency.calendar,
    version: agency.version,
  };
}

/** By code; `only` narrows to one agency, `after` is the last code of the page before. */
export async function selectAgencies(
  tx: Tx,
  wanted: { only: string | null; active: boolean | null; after: string | null; limit: number },
): Promise<AgencyView[]> {
  const found = await rows<AgencyRow>(
    tx,
    sql`select * from agencies
        where (${wanted.only}::uuid is null or id = ${wanted.only}::uuid)
          and (${wanted.active}::boolean is null or active = ${wanted.active}::boolean)
          and (${wanted.after}::text is null or code > ${wanted.after}::text)
        order by code limit ${wanted.limit}`,
  );
  return found.map(viewOf);
}

export async function selectAgency(tx: Tx, id: string, lock: 'lock' | 'read' = 'read'): Promise<AgencyView | null> {
  const found = await row<AgencyRow>(
    tx,
    sql`select * from agencies where id = ${id} ${lock === 'lock' ? sql`for update` : sql``}`,
  );
  return found === null ? null : viewOf(found);
}

/** False when the code is taken in this regency. */
export async function insertAgency(
  tx: Tx,
  agency: AgencyContent & { id: AgencyId; tenantId: string; code: string },
): Promise<boolean> {
  const inserted = await run(
    tx,
    sql`insert into agencies (id, tenant_id, code, name, name_en, kind, phone, has_accounts, medical, active, calendar)
        values (${agency.id}, ${agency.tenantId}, ${agency.code}, ${agency.name}, ${agency.nameEn}, ${agency.kind}, ${agency.phone},
          ${agency.hasAccounts}, ${agency.medical}, ${agency.active}, ${jsonOf(agency.calendar)}::jsonb)
        on conflict (tenant_id, code) do nothing`,
  );
  return inserted === 1;
}

export async function updateAgency(tx: Tx, id: string, content: AgencyContent, version: number): Promise<void> {
  await run(
    tx,
    sql`update agencies set name = ${content.name}, name_en = ${content.nameEn}, kind = ${content.kind}, phone = ${content.phone},
          has_accounts = ${content.hasAccounts}, medical = ${content.medical}, active = ${content.active}, calendar = ${jsonOf(content.calendar)}::jsonb, version = ${version}
        where id = ${id}`,
  );
}

function jsonOf(calendar: Calendar | null): string | null {
  return calendar === null ? null : JSON.stringify(calendar);
}

const contactColumns = sql`id, agency_id, name, phone, email, position, active, superior, windows, version`;

export function selectContacts(tx: Tx, agencyId: string): Promise<DutyContactView[]> {
  return rows<DutyContactView>(
    tx,
    sql`select ${contactColumns} from duty_contacts where agency_id = ${agencyId} order by active desc, position, name`,
  );
}

export function selectContact(tx: Tx, id: string): Promise<DutyContactView | null> {
  return row<DutyContactView>(tx, sql`select ${contactColumns} from duty_contacts where id = ${id} for update`);
}

export async function insertContact(
  tx: Tx,
  contact: DutyContactContent & { id: DutyContactId; tenantId: string; agencyId: string },
): Promise<void> {
  await run(
    tx,
    sql`insert into duty_contacts (id, tenant_id, agency_id, name, phone, email, position, active, superior, windows)
        values (${contact.id}, ${contact.tenantId}, ${contact.agencyId}, ${contact.name}, ${contact.phone}, ${contact.email},
          ${contact.position}, ${contact.active}, ${contact.superior}, ${windowsOf(contact)}::jsonb)`,
  );
}

export async function updateContact(tx: Tx, id: string, content: DutyContactContent, version: number): Promise<void> {
  await run(
    tx,
    sql`update duty_contacts set name = ${content.name}, phone = ${content.phone}, email = ${content.email},
          position = ${content.position}, active = ${content.active}, superior = ${content.superior},
          windows = ${windowsOf(content)}::jsonb, version = ${version}
        where id = ${id}`,
  );
}

function windowsOf({ windows }: DutyContactContent): string | null {
  return windows === null ? null : JSON.stringify(windows);
}

/** The agency of a code in this regency. */
export async function agencyIdByCode(tx: Tx, tenantId: string, code: string): Promise<AgencyId | null> {
  const found = await row<{ id: AgencyId }>(
    tx,
    sql`select id from agencies where tenant_id = ${tenantId} and code = ${code}`,
  );
  return found === null ? null : found.id;
}

export function selectCodes(tx: Tx, tenantId: string): Promise<{ id: AgencyId; code: string }[]> {
  return rows<{ id: AgencyId; code: string }>(tx, sql`select id, code from agencies where tenant_id = ${tenantId}`);
}

export interface DutyPhone {
  readonly id: DutyContactId;
  readonly agency_id: AgencyId;
  readonly name: string;
  readonly phone: string;
  readonly agency: string;
  readonly agency_en: string;
}

const dutyPhones = sql`select d.id, d.agency_id, d.name, d.phone, a.name as agency, a.name_en as agency_en
  from duty_contacts d join agencies a on a.id = d.agency_id where d.active and a.active and d.phone is not null`;

/** Telephones on duty, by agency and in the order in which they are rung. */
export function selectDutyPhones(tx: Tx): Promise<DutyPhone[]> {
  return rows<DutyPhone>(tx, sql`${dutyPhones} order by a.code, d.position, d.name`);
}

export function selectDutyPhone(tx: Tx, id: string): Promise<DutyPhone | null> {
  return row<DutyPhone>(tx, sql`${dutyPhones} and d.id = ${id}`);
}
