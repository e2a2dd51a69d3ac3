import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ExchangeTenant } from '#features/calls/server/pbx/exchange-tenant.ts';
import { testTenants } from '#features/calls/server/pbx/test-exchange.ts';
import { openTestCentre, type TestCentre, type TestDesk } from '#features/calls/server/test-room.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { type CallOptions, placeCall } from '#platform/server/sip/place-call.ts';
import { until } from '#platform/server/testing/until.ts';
import { followRegencies } from './exchange-refresh.ts';

let centre: TestCentre;
let desk: TestDesk;
const prepared: string[] = [];
let refusals = 0;

type Regency = ExchangeTenant & { readonly name: string };

beforeAll(async () => {
  centre = await openTestCentre({
    refresh: (exchange, database) =>
      followRegencies({
        first: testTenants,
        read: async () => {
          const found = await rows<{ slug: string; name: string; peers: string[] | null; numbers: string[] | null }>(
            database.systemDb,
            sql`select slug, name, settings->'trunk'->'peers' as peers, settings->'trunk'->'numbers' as numbers from tenants order by slug`,
          );
          // Ketapang is in the exchange only; the tables of this test hold Sidoarjo.
          return testTenants.map((each): Regency => {
            const said = found.find(({ slug }) => slug === each.slug);
            return { ...each, peers: said?.peers ?? each.peers, numbers: said?.numbers ?? each.numbers };
          });
        },
        prompts: async (regencies) => void prepared.push(...regencies.map(({ slug }) => slug)),
        apply: async (regencies) => {
          if (refusals > 0) {
            refusals--;
            throw new Error('Asterisk is away for a moment');
          }
          await exchange.asterisk.apply(exchange.settingsFor(regencies));
        },
      }),
  });
  desk = await centre.addDesk('petugas1', { answerAfterMs: 100, tone: 1100 });
});
afterAll(() => centre?.close());

const saveTrunk = (trunk: { peers: string[]; numbers?: string[] }) =>
  run(
    centre.database.systemDb,
    sql`update tenants set settings = jsonb_build_object('trunk', ${JSON.stringify({ numbers: [], ...trunk })}::jsonb) where slug = 'sidoarjo'`,
  );

const call = (options: Partial<CallOptions> = {}) =>
  placeCall({
    host: '127.0.0.1',
    port: centre.exchange.places.sipPort,
    from: '081234567890',
    to: '112',
    audio: { tone: 440 },
    ...options,
  });

/** What an INVITE from there gets; a call that comes in is hung up again. */
async function knock(options: Partial<CallOptions>): Promise<number> {
  const tried = await call(options);
  await Promise.race([tried.waitFor('early-media'), tried.waitFor('ended')]).catch(() => undefined);
  await tried.hangUp();
  const last = tried.events.at(-1);
  return last?.type === 'ended' ? last.status : 0;
}

const untilStatus = (status: number, options: Partial<CallOptions>) =>
  until(`${JSON.stringify(options)} gets ${status}`, async () => (await knock(options)) === status, 60_000);

test('a trunk is added, changed and taken away while a call is up, and the call goes on', async () => {
  const pid = centre.exchange.asterisk.pid();
  await until(
    'the desk is seen',
    async () => (await row(centre.database.systemDb, sql`select 1 from presences where reachable`)) !== null,
  );
  const talking = await call();
  await talking.waitFor('answered');
  const received = desk.phone.calls.at(-1);
  const hearsDesk = () => talking.heard.tones([1100], talking.now() - 500).length > 0;
  await until('the desk is heard', hearsDesk);

  expect(await knock({ localAddress: '127.9.0.1' }), 'nobody yet').toBe(401);
  refusals = 1;
  await saveTrunk({ peers: ['127.0.0.0/16', '127.9.0.0/24'], numbers: ['1500112'] });
  await untilStatus(487, { localAddress: '127.9.0.1' });
  expect(await knock({ localAddress: '127.9.0.1', to: '1500112' }), 'a further number').toBe(487);
  expect(await knock({ localAddress: '127.9.1.1' }), 'the neighbour of the new peer').toBe(401);

  // The peer of the very call that is up goes too, and with it the last one.
  await saveTrunk({ peers: ['127.9.0.1'] });
  await untilStatus(401, {});
  expect(await knock({ localAddress: '127.9.0.1' })).toBe(487);
  expect(await knock({ localAddress: '127.9.0.1', to: '1500112' }), 'a number that is none any more').toBe(404);
  await saveTrunk({ peers: [] });
  await untilStatus(401, { localAddress: '127.9.0.1' });

  expect(talking.events.map(({ type }) => type)).not.toContain('ended');
  await until('the desk is heard still', hearsDesk);
  await until('the caller is heard', () => (received?.heard.tones([440]).length ?? 0) > 0);
  await until('only the call that is up is left', () => centre.calls.telephony.state().openCalls === 1);
  expect(centre.calls.telephony.state().state).toBe('connected');
  await talking.hangUp();
  await until(
    'the hang-up of a caller whose trunk is gone is seen',
    async () =>
      (await row(
        centre.database.systemDb,
        sql`select 1 from calls where state = 'ended' and ended_by = 'caller' and caller_e164 = '+6281234567890'`,
      )) !== null,
  );
  expect(centre.exchange.asterisk.pid()).toBe(pid);
  expect(prepared, 'no name changed, no voice is needed').toEqual([]);
}, 180_000);
