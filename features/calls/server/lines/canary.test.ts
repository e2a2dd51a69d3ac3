import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { row, rows, run } from '#platform/server/db/database.ts';
import { placeCall } from '#platform/server/sip/place-call.ts';
import { until } from '#platform/server/testing/until.ts';
import { newId } from '#platform/shared/ids.ts';
import { canaryTones, centreKey, centreLine } from '../../line.ts';
import { openTestCentre, type TestCentre } from '../test-room.ts';
import { beatCanary } from './canary.ts';

let centre: TestCentre;
const lineId = newId<'line'>();

interface Canary {
  readonly outcome: string;
  readonly coverage: string;
  readonly led: boolean | null;
  readonly answer_ms: number | null;
}

beforeAll(async () => {
  centre = await openTestCentre();
  await centre.addDesk('petugas1', { answerAfterMs: 100, tone: 1100 });
  await run(
    centre.database.systemDb,
    sql`insert into lines (id, tenant_id, key, content) values (${lineId}, ${centre.tenantId}, ${centreKey}, ${JSON.stringify(centreLine)}::jsonb)`,
  );
});
afterAll(() => centre?.close());

const canaries = () =>
  rows<Canary>(
    centre.database.systemDb,
    sql`select outcome, coverage, led, answer_ms from canaries where ended_at is not null order by ended_at`,
  );
const events = async () =>
  (
    await rows<{ name: string }>(
      centre.database.systemDb,
      sql`select name from events where subject_type = 'line' order by seq`,
    )
  ).map(({ name }) => name);

/** One beat, as the timers do it, and its canary's end. */
async function beat(): Promise<Canary | undefined> {
  const before = (await canaries()).length;
  await centre.act(async (ctx) => {
    await beatCanary(ctx, lineId, ctx.now);
    return { ok: true, value: null };
  });
  await until('the canary is over', async () => (await canaries()).length > before);
  return (await canaries()).at(-1);
}

test('a canary comes in by its line, is answered by nobody, and is no call', async () => {
  expect(await beat()).toMatchObject({ outcome: 'answered', coverage: 'entry', led: true });
  await centre.calls.telephony.importCel();
  expect(await rows(centre.database.systemDb, sql`select 1 from calls`)).toEqual([]);
  expect(await rows(centre.database.systemDb, sql`select 1 from call_offers`)).toEqual([]);
  const line = await row<{ last_success_at: string | null; down_since: string | null }>(
    centre.database.systemDb,
    sql`select last_success_at, down_since from lines`,
  );
  expect(line?.last_success_at).not.toBeNull();
  expect(line?.down_since).toBeNull();
});

test('nothing comes through for the time of the alarm: it is raised once, and ends with the first that does', async () => {
  // Telephony is gone, and with it whoever places canaries; the timers go on.
  await centre.calls.telephony.stop();
  await run(
    centre.database.systemDb,
    sql`update lines set last_success_at = clock_timestamp() - interval '181 seconds', created_at = clock_timestamp() - interval '1 hour'`,
  );
  const strike = () =>
    centre.act(async (ctx) => {
      await beatCanary(ctx, lineId, ctx.now);
      return { ok: true, value: null };
    });
  await strike();
  await strike();
  expect((await canaries()).at(-1)).toMatchObject({ outcome: 'no_telephony' });
  expect(await events()).toEqual(['line.down']);
  await centre.calls.telephony.start();
  await beat();
  await until('the alarm is over', async () => (await events()).length === 2);
  expect(await events()).toEqual(['line.down', 'line.up']);
  expect(await row(centre.database.systemDb, sql`select 1 from lines where down_since is not null`)).toBeNull();
});

test('when our server does not lead it, the exchange answers alone and says so', async () => {
  const { account } = centre.exchange.canaries;
  await centre.calls.telephony.stop();
  const { name, password } = account('sidoarjo', centreKey);
  const call = await placeCall({
    host: '127.0.0.1',
    port: centre.exchange.places.sipPort,
    from: name,
    password,
    to: 'canary',
    audio: { silence: true },
  });
  await call.waitFor('answered');
  await until('the tone is heard', () => call.heard.tones([canaryTones.alone], call.now() - 500).length > 0);
  await call.hangUp();
  await centre.calls.telephony.start();
}, 60_000);
