import { sql } from 'kysely';
import { row, rows, run, type Tx } from '#platform/server/db/database.ts';
import type { Language } from '#platform/shared/texts.ts';
import type { Instant } from '#platform/shared/time.ts';
import type { Role } from '../permissions.ts';
import type { SessionId, UserId } from '../person.ts';
import type { AccountContent, UserView } from '../user-contract.ts';

interface UserRow {
  readonly id: UserId;
  readonly username: string;
  readonly display_name: string;
  readonly email: string | null;
  readonly roles: Role[];
  readonly agency_id: string | null;
  readonly agency_name: string | null;
  readonly language: Language;
  readonly must_change_password: boolean;
  readonly has_second_factor: boolean;
  readonly locked_until: Instant | null;
  readonly disabled_at: Instant | null;
  readonly last_seen_at: Instant | null;
  readonly open_sessions: number;
  readonly version: number;
}

const userColumns = sql`
  select u.id, u.username, u.display_name, u.email, u.roles, u.agency_id, a.name as agency_name, u.language, u.must_change_password,
    u.totp_secret is not null as has_second_factor, u.locked_until, u.disabled_at, s.last_seen_at, coalesce(s.open, 0) as open_sessions, u.version
  from users u
  left join agencies a on a.id = u.agency_id
  left join lateral (
    select max(seen_at) as last_seen_at, count(*) filter (where state = 'open') as open from sessions where user_id = u.id
  ) s on true`;

function viewOf(user: UserRow): UserView {
  return {
    id: user.id,
    username: user.username,
    displayName: user.display_name,
    email: user.email,
    roles: user.roles,
    agencyId: user.agency_id,
    agencyName: user.agency_name,
    language: user.language,
    mustChangePassword: user.must_change_password,
    hasSecondFactor: user.has_second_factor,
    lockedUntil: user.locked_until,
    disabled: user.disabled_at !== null,
    lastSeenAt: user.last_seen_at,
    openSessions: user.open_sessions,
    version: user.version,
  };
}

export async function selectUsers(
  tx: Tx,
  wanted: { q: string | null; role: Role | null; disabled: boolean | null; after: string | null; limit: number },
): Promise<UserView[]> {
  // What people type is text, not a pattern.
  const part = wanted.q === null ? null : `%${wanted.q.replace(/[\\%_]/g, '\\$&')}%`;
  const found = await rows<UserRow>(
    tx,
    sql`${userColumns}
        where (${part}::text is null or u.username ilike ${part}::text or u.display_name ilike ${part}::text)
          and (${wanted.role}::text is null or ${wanted.role}::text = any(u.roles))
          and (${wanted.disabled}::boolean is null or (u.disabled_at is not null) = ${wanted.disabled}::boolean)
          and (${wanted.after}::text is null or u.username > ${wanted.after}::text)
        order by u.username limit ${wanted.limit}`,
  );
  return found.map(viewOf);
}

export async function selectUser(tx: Tx, id: string): Promise<UserView | null> {
  const found = await row<UserRow>(tx, sql`${userColumns} where u.id = ${id}`);
  return found === null ? null : viewOf(found);
}

export async function updateAccount(
  tx: Tx,
  id: string,
  content: AccountContent,
  version: number,
  now: Instant,
): Promise<void> {
  await run(
    tx,
    sql`update users set display_name = ${content.displayName}, email = ${content.email}, roles = ${content.roles}::text[],
          agency_id = ${content.agencyId}, version = ${version},
          disabled_at = case when ${content.disabled} then coalesce(disabled_at, ${now}::timestamptz) end
        where id = ${id}`,
  );
}

/** Administrators who can still act, locked so that two of them cannot remove each other at the same moment. */
export function lockAdmins(tx: Tx): Promise<{ id: UserId }[]> {
  return rows<{ id: UserId }>(
    tx,
    sql`select id from users where 'ADMIN' = any(roles) and disabled_at is null order by id for update`,
  );
}

export interface SessionListRow {
  readonly id: SessionId;
  readonly state: 'open' | 'second_factor';
  readonly address: string | null;
  readonly agent: string | null;
  readonly created_at: Instant;
  readonly seen_at: Instant;
  readonly expires_at: Instant;
}

export function selectSessions(tx: Tx, userId: string): Promise<SessionListRow[]> {
  return rows<SessionListRow>(
    tx,
    sql`select id, state, address, agent, created_at, seen_at, expires_at from sessions where user_id = ${userId} order by seen_at desc`,
  );
}

/** The sessions of a person, the locked ones too. */
export async function sessionIds(tx: Tx, userId: string): Promise<string[]> {
  const found = await rows<{ id: string }>(tx, sql`select id from sessions where user_id = ${userId}`);
  return found.map((session) => session.id);
}

export async function updateLanguage(tx: Tx, id: string, language: Language): Promise<void> {
  await run(tx, sql`update users set language = ${language} where id = ${id}`);
}

export async function saveOneTimeSecret(
  tx: Tx,
  id: string,
  secret: string | null,
  lastStep: number | null,
): Promise<void> {
  await run(tx, sql`update users set totp_secret = ${secret}, totp_last_step = ${lastStep} where id = ${id}`);
}

/** Which of these usernames this regency has; those of others show only when they are inserted. */
export async function takenUsernames(tx: Tx, usernames: readonly string[]): Promise<Set<string>> {
  const found = await rows<{ username: string }>(
    tx,
    sql`select username from users where username = any(${[...usernames]}::text[])`,
  );
  return new Set(found.map((user) => user.username));
}

/** Active agencies by name; the code is what people write into a file. */
export function selectAgencyChoices(tx: Tx): Promise<{ id: string; code: string; name: string }[]> {
  return rows<{ id: string; code: string; name: string }>(
    tx,
    sql`select id, code, name from agencies where active order by name`,
  );
}
