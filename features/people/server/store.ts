import { sql } from 'kysely';
import { type Db, row, rows, run, type Tx } from '#platform/server/db/database.ts';
import type { Language } from '#platform/shared/texts.ts';
import type { Instant, Zone } from '#platform/shared/time.ts';
import type { Role } from '../permissions.ts';
import type { SessionId, TenantId, UserId } from '../person.ts';

export interface AccountRow {
  readonly id: UserId;
  readonly tenant_id: TenantId;
  readonly username: string;
  readonly display_name: string;
  readonly email: string | null;
  readonly roles: Role[];
  readonly agency_id: string | null;
  readonly language: Language;
  readonly password_hash: string;
  readonly must_change_password: boolean;
  readonly totp_secret: string | null;
  readonly totp_last_step: number | null;
  readonly failed_attempts: number;
  readonly locked_until: Instant | null;
  readonly disabled_at: Instant | null;
  readonly version: number;
}

/** Usernames are unique in the installation, so this look-up needs the machinery's database: no tenant is known yet. */
export function accountByUsername(systemDb: Db, username: string): Promise<AccountRow | null> {
  return row<AccountRow>(systemDb, sql`select * from users where username = ${username}`);
}

export function accountById(tx: Tx, id: string): Promise<AccountRow | null> {
  return row<AccountRow>(tx, sql`select * from users where id = ${id}`);
}

export function lockAccount(tx: Tx, id: string): Promise<AccountRow | null> {
  return row<AccountRow>(tx, sql`select * from users where id = ${id} for update`);
}

export async function saveAttempts(tx: Tx, id: string, attempts: number, lockedUntil: Instant | null): Promise<void> {
  await run(
    tx,
    sql`update users set failed_attempts = ${attempts}, locked_until = ${lockedUntil}::timestamptz where id = ${id}`,
  );
}

export async function saveOneTimeStep(tx: Tx, id: string, step: number): Promise<boolean> {
  const changed = await run(
    tx,
    sql`update users set totp_last_step = ${step} where id = ${id} and (totp_last_step is null or totp_last_step < ${step})`,
  );
  return changed === 1;
}

export async function savePassword(tx: Tx, id: string, passwordHash: string, mustChange: boolean): Promise<void> {
  await run(
    tx,
    sql`update users set password_hash = ${passwordHash}, must_change_password = ${mustChange}, failed_attempts = 0,
        locked_until = null where id = ${id}`,
  );
}

/** A session with its person and regency, as every request needs it. */
export interface SessionRow {
  readonly session_id: SessionId;
  readonly state: 'open' | 'second_factor';
  readonly seen_at: Instant;
  readonly expires_at: Instant;
  readonly user_id: UserId;
  readonly username: string;
  readonly display_name: string;
  readonly roles: Role[];
  readonly agency_id: string | null;
  readonly agency_name: string | null;
  readonly language: Language;
  readonly must_change_password: boolean;
  readonly tenant_id: TenantId;
  readonly slug: string;
  readonly tenant_name: string;
  readonly short_name: string;
  readonly crest: string | null;
  readonly zone: Zone;
  readonly demo: boolean;
}

const sessionWithPerson = sql`
  select s.id as session_id, s.state, s.seen_at, s.expires_at, u.id as user_id, u.username, u.display_name, u.roles, u.agency_id,
    a.name as agency_name, u.language, u.must_change_password, t.id as tenant_id, t.slug, t.name as tenant_name,
    t.short_name, t.crest, t.zone, t.demo
  from sessions s
  join users u on u.id = s.user_id and u.disabled_at is null
  join tenants t on t.id = s.tenant_id
  left join agencies a on a.id = u.agency_id`;

/** A live session by the hash of its token; `now` only where a test turns the clock. */
export function sessionByToken(
  systemDb: Db,
  tokenHash: Buffer,
  idleMs: number,
  now: Instant | null,
): Promise<SessionRow | null> {
  return row<SessionRow>(
    systemDb,
    sql`${sessionWithPerson} cross join (select coalesce(${now}::timestamptz, clock_timestamp()) as now) clock
        where s.token_hash = ${tokenHash} and s.expires_at > clock.now and s.seen_at > clock.now - ${idleMs} * interval '1 millisecond'`,
  );
}

export function sessionWithPersonById(tx: Tx, id: string): Promise<SessionRow | null> {
  return row<SessionRow>(tx, sql`${sessionWithPerson} where s.id = ${id}`);
}

/** Note a sign of life, at most once per `touchMs` and session. */
export async function touchSessions(
  systemDb: Db,
  ids: readonly string[],
  touchMs: number,
  now: Instant | null,
): Promise<void> {
  await run(
    systemDb,
    sql`update sessions set seen_at = clock.now from (select coalesce(${now}::timestamptz, clock_timestamp()) as now) clock
        where id = any(${[...ids]}::uuid[]) and seen_at < clock.now - ${touchMs} * interval '1 millisecond'`,
  );
}

export interface NewSession {
  readonly id: SessionId;
  readonly tenantId: string;
  readonly userId: string;
  readonly tokenHash: Buffer;
  readonly state: 'open' | 'second_factor';
  readonly address: string;
  readonly agent: string | null;
  readonly now: Instant;
  readonly expiresAt: Instant;
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await run(
    tx,
    sql`insert into sessions (id, tenant_id, user_id, token_hash, state, address, agent, created_at, seen_at, expires_at)
        values (${session.id}, ${session.tenantId}, ${session.userId}, ${session.tokenHash}, ${session.state},
          ${session.address}, ${session.agent}, ${session.now}, ${session.now}, ${session.expiresAt})`,
  );
}

export async function replaceToken(
  tx: Tx,
  id: string,
  change: { tokenHash: Buffer; now: Instant; expiresAt: Instant },
): Promise<void> {
  await run(
    tx,
    sql`update sessions set token_hash = ${change.tokenHash}, state = 'open', seen_at = ${change.now}, expires_at = ${change.expiresAt}
        where id = ${id}`,
  );
}

export interface EndedSession {
  readonly id: SessionId;
  readonly user_id: UserId;
}

export function deleteSession(tx: Tx, id: string): Promise<EndedSession | null> {
  return row<EndedSession>(tx, sql`delete from sessions where id = ${id} returning id, user_id`);
}

export function deleteSessionsOf(tx: Tx, userId: string, except: string | null): Promise<EndedSession[]> {
  return rows<EndedSession>(
    tx,
    sql`delete from sessions where user_id = ${userId} and (${except}::uuid is null or id <> ${except}::uuid) returning id, user_id`,
  );
}

export interface NewAccount {
  readonly id: UserId;
  readonly tenantId: string;
  readonly username: string;
  readonly displayName: string;
  readonly email: string | null;
  readonly roles: readonly Role[];
  readonly agencyId: string | null;
  readonly language: Language;
  readonly passwordHash: string;
  readonly mustChangePassword: boolean;
}

/** False when the username is taken anywhere in the installation. */
export async function insertAccount(tx: Tx, account: NewAccount): Promise<boolean> {
  const inserted = await run(
    tx,
    sql`insert into users (id, tenant_id, username, display_name, email, roles, agency_id, language, password_hash, must_change_password)
        values (${account.id}, ${account.tenantId}, ${account.username}, ${account.displayName}, ${account.email},
          ${[...account.roles]}::text[], ${account.agencyId}, ${account.language}, ${account.passwordHash}, ${account.mustChangePassword})
        on conflict (username) do nothing`,
  );
  return inserted === 1;
}

export async function hasAgency(tx: Tx, id: string): Promise<boolean> {
  return (await row(tx, sql`select 1 from agencies where id = ${id} and active`)) !== null;
}

export interface NewTenant {
  readonly id: TenantId;
  readonly slug: string;
  readonly name: string;
  readonly shortName: string;
  readonly regionCode: string;
  readonly zone: Zone;
  readonly hosts: readonly string[];
  readonly crest: string | null;
  readonly demo: boolean;
}

/** False when the slug is taken. */
export async function insertTenant(tx: Tx, tenant: NewTenant): Promise<boolean> {
  const inserted = await run(
    tx,
    sql`insert into tenants (id, slug, name, short_name, region_code, zone, hosts, crest, demo)
        values (${tenant.id}, ${tenant.slug}, ${tenant.name}, ${tenant.shortName}, ${tenant.regionCode}, ${tenant.zone},
          ${[...tenant.hosts]}::text[], ${tenant.crest}, ${tenant.demo})
        on conflict (slug) do nothing`,
  );
  return inserted === 1;
}

export function tenantIdBySlug(systemDb: Db, slug: string): Promise<{ id: TenantId } | null> {
  return row<{ id: TenantId }>(systemDb, sql`select id from tenants where slug = ${slug}`);
}

/** The regency of an installation that has exactly one. */
export function onlyTenant(systemDb: Db): Promise<{ id: TenantId } | null> {
  return row<{ id: TenantId }>(systemDb, sql`select id from tenants where (select count(*) from tenants) = 1`);
}

export function tenantIdByHost(systemDb: Db, host: string): Promise<{ id: TenantId } | null> {
  return row<{ id: TenantId }>(
    systemDb,
    sql`select id from tenants where ${host} = any(hosts) order by created_at limit 1`,
  );
}

export async function insertAccess(
  tx: Tx,
  entry: {
    tenantId: string;
    userId: string;
    subjectType: string;
    subjectId: string;
    field: string;
    reason: string;
    at: Instant;
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into access_log (tenant_id, user_id, subject_type, subject_id, field, reason, at)
        values (${entry.tenantId}, ${entry.userId}, ${entry.subjectType}, ${entry.subjectId}, ${entry.field}, ${entry.reason}, ${entry.at})`,
  );
}

/** The same of several rows of one kind, in one statement. */
export async function insertAccesses(
  tx: Tx,
  entry: {
    tenantId: string;
    userId: string;
    subjectType: string;
    subjectIds: readonly string[];
    field: string;
    reason: string;
    at: Instant;
  },
): Promise<void> {
  await run(
    tx,
    sql`insert into access_log (tenant_id, user_id, subject_type, subject_id, field, reason, at)
        select ${entry.tenantId}, ${entry.userId}, ${entry.subjectType}, id, ${entry.field}, ${entry.reason}, ${entry.at}
        from unnest(${[...entry.subjectIds]}::uuid[]) as given (id)`,
  );
}
