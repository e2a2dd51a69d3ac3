import { sql } from 'kysely';
import { type Db, row, rows, run, type Tx } from '#platform/server/db/database.ts';
import { present } from '#platform/shared/result.ts';
import type { CallLease, SeenProcess } from '../../lease-rules.ts';

/** One life of a process under its name. */
export interface ProcessLife {
  readonly pbxSystem: string;
  readonly app: string;
  readonly instance: string;
  readonly epoch: number;
}

const openStates = sql`('arrived', 'queued', 'offered', 'answered')`;

/** This life holds the name from now on; the beats of any other are refused. */
export async function registerProcess(systemDb: Db, life: Omit<ProcessLife, 'epoch'>): Promise<ProcessLife> {
  const found = await row<{ epoch: number }>(
    systemDb,
    sql`insert into telephony_processes as p (pbx_system, app, instance) values (${life.pbxSystem}, ${life.app}, ${life.instance})
        on conflict (pbx_system, app) do update set epoch = p.epoch + 1, instance = excluded.instance, beat = 0 returning epoch`,
  );
  return { ...life, epoch: present(found, 'an upsert returns its row').epoch };
}

/** This life beats, and reads the others; `isHeld` false: it holds its name no more. */
export async function beatAndLook(
  systemDb: Db,
  life: ProcessLife,
): Promise<{ readonly isHeld: boolean; readonly others: readonly SeenProcess[] }> {
  const read = await rows<{ app: string; epoch: number; beat: number; held: boolean; mine: boolean }>(
    systemDb,
    sql`with own as (
          update telephony_processes set beat = beat + 1
          where pbx_system = ${life.pbxSystem} and app = ${life.app} and epoch = ${life.epoch} and instance = ${life.instance} returning true)
        select app, epoch, beat, instance is not null as held, exists (select from own) as mine
        from telephony_processes where pbx_system = ${life.pbxSystem}`,
  );
  return {
    isHeld: read.some(({ app, mine }) => app === life.app && mine),
    others: read
      .filter(({ app }) => app !== life.app)
      .map(({ app, epoch, beat, held }) => ({ app, epoch, beat, isHeld: held })),
  };
}

/** Nobody holds this name any more, unless it beat since it was read. False: it did, or another process was quicker. */
export async function fenceProcess(systemDb: Db, pbxSystem: string, seen: SeenProcess): Promise<boolean> {
  const changed = await run(
    systemDb,
    sql`update telephony_processes set instance = null, epoch = epoch + 1
        where pbx_system = ${pbxSystem} and app = ${seen.app} and epoch = ${seen.epoch} and beat = ${seen.beat} and instance is not null`,
  );
  return changed === 1;
}

/** An orderly end: others need not wait until the silence tells them. */
export async function leaveProcess(systemDb: Db, life: ProcessLife): Promise<void> {
  await run(
    systemDb,
    sql`update telephony_processes set instance = null, epoch = epoch + 1
        where pbx_system = ${life.pbxSystem} and app = ${life.app} and epoch = ${life.epoch} and instance = ${life.instance}`,
  );
}

/**
 * A process that was halted in the middle of a transaction holds its locks for ever: on the call, the desk, even the next number of the
 * regency. Ends such sessions; `db` and its user see only their own. Harmless: PostgreSQL undoes them, and their process could not go on.
 */
export async function endHaltedSessions(db: Db | Tx, node: string): Promise<number> {
  const ended = await rows(
    db,
    sql`select pg_terminate_backend(pid) from pg_stat_activity
        where application_name like '%:' || ${node} and usename = current_user and state like 'idle in transaction%' and pid <> pg_backend_pid()`,
  );
  return ended.length;
}

/** Calls on this machine that `app` may take: its own of an earlier life, and those of a name that nobody holds. */
const takeable = (pbxSystem: string, app: string) => sql`
  c.pbx_system = ${pbxSystem} and c.state in ${openStates} and c.pbx_app <> ${app}
  and not exists (select from telephony_processes p where p.pbx_system = c.pbx_system and p.app = c.pbx_app and p.instance is not null)`;

export async function tenantsWithOrphans(systemDb: Db, pbxSystem: string, app: string): Promise<readonly string[]> {
  const found = await rows<{ tenant_id: string }>(
    systemDb,
    sql`select distinct c.tenant_id from calls c where ${takeable(pbxSystem, app)}`,
  );
  return found.map((each) => each.tenant_id);
}

/** Regencies in which an earlier life of this process left open calls. */
export async function tenantsWithOwn(systemDb: Db, pbxSystem: string, app: string): Promise<readonly string[]> {
  const found = await rows<{ tenant_id: string }>(
    systemDb,
    sql`select distinct tenant_id from calls where pbx_system = ${pbxSystem} and pbx_app = ${app} and state in ${openStates}`,
  );
  return found.map((each) => each.tenant_id);
}

export interface TakenRow extends CallLease {
  readonly id: string;
}

/** Until the end of the transaction nobody else takes calls of this regency: the two of one desk stay together. */
export async function takeAlone(tx: Tx, tenantId: string): Promise<void> {
  await run(tx, sql`select pg_advisory_xact_lock(hashtextextended(${`take ${tenantId}`}, 112))`);
}

/** Take them; a call whose row somebody has locked is left for the next time. */
export function takeOrphans(tx: Tx, tenantId: string, pbxSystem: string, app: string): Promise<TakenRow[]> {
  return rows<TakenRow>(
    tx,
    sql`update calls set pbx_app = ${app}, pbx_token = pbx_token + 1, version = version + 1
        where id in (select c.id from calls c where c.tenant_id = ${tenantId} and ${takeable(pbxSystem, app)} for update skip locked)
        returning id, pbx_app as app, pbx_token as token`,
  );
}

/** What an earlier life of this process may still write is refused from now on. */
export function takeOwn(tx: Tx, tenantId: string, pbxSystem: string, app: string): Promise<TakenRow[]> {
  return rows<TakenRow>(
    tx,
    sql`update calls set pbx_token = pbx_token + 1, version = version + 1
        where tenant_id = ${tenantId} and pbx_system = ${pbxSystem} and pbx_app = ${app} and state in ${openStates}
        returning id, pbx_app as app, pbx_token as token`,
  );
}

/** Lead a locked call from now on; how often it went over by then. */
export async function ownCall(tx: Tx, callId: string, app: string): Promise<number> {
  const taken = await row<{ token: number }>(
    tx,
    sql`update calls set pbx_app = ${app}, pbx_token = pbx_token + 1, version = version + 1 where id = ${callId} returning pbx_token as token`,
  );
  return present(taken, 'the row is locked').token;
}

/** The lease of a call, its row locked: what is decided by it holds until the end of the transaction. */
export function lockLease(tx: Tx, callId: string): Promise<{ app: string | null; token: number } | null> {
  return row(tx, sql`select pbx_app as app, pbx_token as token from calls where id = ${callId} for update`);
}

export interface LeaseRow {
  readonly id: string;
  readonly linkedid: string;
  readonly app: string;
  readonly token: number;
}

/** The open calls of one machine, with who leads them and whether that process lives. */
export function openLeases(systemDb: Db, pbxSystem: string): Promise<(LeaseRow & { readonly is_led: boolean })[]> {
  return rows(
    systemDb,
    sql`select c.id, c.pbx_linkedid as linkedid, c.pbx_app as app, c.pbx_token as token,
          exists (select from telephony_processes p where p.pbx_system = c.pbx_system and p.app = c.pbx_app and p.instance is not null) as is_led
        from calls c where c.pbx_system = ${pbxSystem} and c.pbx_app is not null and c.state in ${openStates}`,
  );
}

/** Run `work` while no other process does; null when another one is at it. The lock ends with the transaction, whatever becomes of us. */
export async function alone<Value>(systemDb: Db, what: string, work: () => Promise<Value>): Promise<Value | null> {
  return systemDb.transaction().execute(async (tx) => {
    const lock = await row<{ got: boolean }>(
      tx,
      sql`select pg_try_advisory_xact_lock(hashtextextended(${what}, 112)) as got`,
    );
    return lock?.got === true ? work() : null;
  });
}

/** The processes of one machine that hold their names. */
export async function liveApps(systemDb: Db, pbxSystem: string): Promise<ReadonlySet<string>> {
  const found = await rows<{ app: string }>(
    systemDb,
    sql`select app from telephony_processes where pbx_system = ${pbxSystem} and instance is not null`,
  );
  return new Set(found.map(({ app }) => app));
}
