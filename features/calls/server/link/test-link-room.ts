// A regency over HTTP with an SMS gateway of its own, for tests of the caller's link. Calls are rows: no exchange.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { sql } from 'kysely';
import { createPeople } from '#features/people/server/feature.ts';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { systemActor } from '#platform/server/action.ts';
import { assemble } from '#platform/server/assemble.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { startJobs } from '#platform/server/jobs/jobs.ts';
import { silentLog } from '#platform/server/log/log.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { runWork } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { type FollowUpContent, followUpSeed } from '../../follow-up.ts';
import { createCalls } from '../calls.ts';
import { endCall } from '../end-call.ts';

/** Whoever sends the regency's texts, and what it was given. */
export interface SmsGateway {
  readonly url: string;
  /** Oldest first. */
  readonly texts: readonly { readonly to: string; readonly text: string }[];
  /** The token of the newest link. */
  readonly token: () => string;
  readonly close: () => void;
}

export async function openGateway(): Promise<SmsGateway> {
  const texts: { to: string; text: string }[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString()));
    request.on('end', () => {
      // Only what is under test sends here.
      texts.push(JSON.parse(body) as { to: string; text: string });
      response.writeHead(202).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // Listening on a port, so it has an address with one.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/sms`,
    texts,
    token: () => /\/l\/([\w-]{22})/.exec(texts.at(-1)?.text ?? '')?.[1] ?? '',
    close: () => void server.close(),
  };
}

interface TalkOptions {
  readonly isSilent?: boolean;
  /** From the number of that call. */
  readonly again?: string;
}

export interface LinkRoom {
  readonly database: TestDatabase;
  readonly centre: TestCentre;
  readonly tenantId: string;
  readonly gateway: SmsGateway;
  /** A call that this person talks on. */
  readonly talk: (userId: string, options?: TalkOptions) => Promise<string>;
  /** It ends as the exchange would say it, with what follows from that. */
  readonly end: (callId: string, by: 'caller' | 'desk', cause?: number) => Promise<void>;
  readonly addUser: (name: string, role: 'CALL_TAKER' | 'DISPATCHER') => Promise<{ id: string; cookie: string }>;
  readonly plan: (content: Partial<FollowUpContent>) => Promise<void>;
  readonly events: (subjectId: string) => Promise<{ name: string; content: Record<string, unknown> }[]>;
  readonly close: () => Promise<void>;
}

export const testPublicUrl = 'https://112.contoh.go.id';

export async function openLinkRoom(publicUrl: string | null = testPublicUrl): Promise<LinkRoom> {
  const database = await createTestDatabase();
  const { systemDb } = database;
  const gateway = await openGateway();
  const place = { ...database.place(), listeners: {} };
  const calls = createCalls({
    systemDb,
    listen: database.systemPool,
    place: () => place,
    dataFolder: tmpdir(),
    log: silentLog,
    exchange: () => null,
    wsUrl: () => 'ws://127.0.0.1/ws',
    sipDomain: '127.0.0.1',
    publicUrl,
  });
  const people = createPeople({ systemDb, defaultTenant: 'sidoarjo', place: () => place });
  const features = [people.feature, calls.feature];
  const { listeners, jobs: handlers } = assemble(features);
  Object.assign(place.listeners, listeners);
  const centre = await createTestCentre(database, { house: { people, place: () => place }, features });
  const tenantId = await centre.addTenant({ slug: 'sidoarjo' });
  const jobs = await startJobs({ place, ownerPool: database.ownerPool, handlers });
  const plan = (content: Partial<FollowUpContent>) =>
    run(
      systemDb,
      sql`update follow_up_settings set content = ${JSON.stringify({ ...followUpSeed, active: false, smsActive: true, smsUrl: gateway.url, ...content })}::jsonb`,
    ).then(() => undefined);
  await plan({});
  return {
    database,
    centre,
    tenantId,
    gateway,
    talk: (userId, options = {}) => talkIn(database, tenantId, userId, options),
    end: (callId, by, cause = 16) =>
      runWork(place, { tenantId, actor: systemActor }, async (ctx) => {
        const ended = await endCall(ctx, { callId, by, cause, at: ctx.now });
        if (!ended.ok) throw new Error(ended.refusal.code);
      }),
    addUser: async (name, role) => ({
      id: await centre.addUser(tenantId, { username: name, roles: [role] }),
      cookie: await centre.cookieOf(name),
    }),
    plan,
    events: (subjectId) =>
      rows(systemDb, sql`select name, content from events where subject_id = ${subjectId} order by seq`),
    close: async () => {
      await jobs.stop();
      gateway.close();
      await centre.close();
      await database.close();
    },
  };
}

/** Numbers of callers, one for each call: who calls again would end a ladder. */
let callers = 0;

async function talkIn(
  database: TestDatabase,
  tenantId: string,
  userId: string,
  { isSilent = false, again }: TalkOptions,
): Promise<string> {
  const { systemDb } = database;
  const callId = newId<'call'>();
  const earlier = await row<{ number: string }>(
    systemDb,
    sql`select caller_e164 as number from calls where id = ${again ?? null}::uuid`,
  );
  const caller = earlier?.number ?? `+62812${String(++callers).padStart(7, '0')}`;
  const silence = isSilent ? sql`now(), 'flowing'` : sql`null, null`;
  await run(
    systemDb,
    sql`insert into calls (id, tenant_id, number, state, pbx_system, pbx_linkedid, dialled, caller_raw, caller_e164, arrived_at, queued_at,
          answered_at, answered_by, silent_since, silent_media)
        values (${callId}, ${tenantId}, next_number(${tenantId}, 'call'), 'answered', 'uji', ${callId}, '112', ${caller}, ${caller}, now(), now(),
          now(), ${userId}, ${silence})`,
  );
  await run(
    systemDb,
    sql`insert into call_legs (id, tenant_id, call_id, kind, user_id, pbx_channel, joined_at)
        values (${newId()}, ${tenantId}, ${callId}, 'desk', ${userId}, 'uji', now())`,
  );
  await run(
    systemDb,
    sql`insert into presences (tenant_id, user_id, state, call_id) values (${tenantId}, ${userId}, 'talking', ${callId})
        on conflict (tenant_id, user_id) do update set state = 'talking', call_id = excluded.call_id, break_reason = null`,
  );
  return callId;
}
