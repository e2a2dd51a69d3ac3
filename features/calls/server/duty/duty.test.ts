import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { row, rows, run } from '#platform/server/db/database.ts';
import { listenForCalls, type Phone, type ReceivedCall } from '#platform/server/sip/listen-for-calls.ts';
import { until } from '#platform/server/testing/until.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok } from '#platform/shared/result.ts';
import { openTestCentre, type TestCentre } from '../test-room.ts';
import { askForDutyCall, cancelDutyCalls } from './duty-calls.ts';

let centre: TestCentre;
/** Every telephone outside, behind the operator. */
let telephone: Phone;
const agencyId = newId<'agency'>();

beforeAll(async () => {
  telephone = await listenForCalls({ answerAfterMs: 'never', audio: { tone: 440 } });
  centre = await openTestCentre({ outgoing: { host: '127.0.0.1', port: telephone.port, transport: 'udp' } });
  await run(
    centre.database.systemDb,
    sql`insert into agencies (id, tenant_id, code, name, name_en, kind) values (${agencyId}, ${centre.tenantId}, 'DAMKAR', 'Damkar', 'Fire', 'OPD')`,
  );
  // Seconds that a test would wait for are not what is tested.
  await setTelephone({ ringSeconds: 60, pressSeconds: 60 });
});
afterAll(async () => {
  telephone?.close();
  await centre?.close();
});
afterEach(async () => {
  for (const call of telephone.calls) await call.hangUp();
  await until('every call is over', async () => (await openCalls()) === 0);
});

const setTelephone = (content: { ringSeconds: number; pressSeconds: number }) =>
  run(
    centre.database.systemDb,
    sql`insert into channel_settings (id, tenant_id, content) values (${newId()}, ${centre.tenantId}, ${JSON.stringify({ telephone: content })}::jsonb)
        on conflict (tenant_id) do update set content = excluded.content`,
  );
const openCalls = async () =>
  (await rows(centre.database.systemDb, sql`select 1 from duty_calls where ended_at is null`)).length;
const found = (id: string) =>
  row<{ pressed: string | null; result: string | null; repeats: number; picked_up_at: string | null }>(
    centre.database.systemDb,
    sql`select pressed, result, repeats, picked_up_at from duty_calls where id = ${id}`,
  );
const eventsOf = async (id: string) =>
  (
    await rows<{ name: string; content: object }>(
      centre.database.systemDb,
      sql`select name, content from events where subject_id = ${id} order by seq`,
    )
  ).map(({ name }) => name);

async function ask(number = '0812 1111 0001', text = 'Tugas baru. Kebakaran di Sidokare.') {
  const subject = { type: 'assignment', id: newId<'assignment'>() };
  const asked = await centre.act(async (ctx) =>
    ok(await askForDutyCall(ctx, { subject, agencyId, contactId: null, number, text })),
  );
  if (!asked.ok) throw new Error(asked.refusal.code);
  return { id: asked.value, subject };
}

async function ring(given: { number?: string; text?: string } = {}) {
  const before = telephone.calls.length;
  const asked = await ask(given.number, given.text);
  return { ...asked, call: await telephone.waitForCall(before + 1) };
}

const hears = (call: ReceivedCall, what: string) => until(what, () => call.heard.energy() > 300);
const ends = async (id: string, result: string) => {
  await until(`it ended as ${result}`, async () => (await found(id))?.result !== null);
  expect(await found(id)).toMatchObject({ result });
};

test('the task is spoken; nine says it again, one accepts, and it is thanked and hung up', async () => {
  const { id, call } = await ring();
  expect(call.to).toContain('081211110001');
  expect(call.from).toContain('112');
  call.answer();
  await hears(call, 'the task is heard');
  await call.press('9');
  await until('it was repeated', async () => (await found(id))?.repeats === 1);
  await call.press('5');
  await call.press('1');
  expect(await call.waitFor('ended', 60_000)).toMatchObject({ by: 'peer' });
  await ends(id, 'accepted');
  expect(await eventsOf(id)).toEqual([
    'duty_call.asked',
    'duty_call.picked_up',
    'duty_call.repeated',
    'duty_call.pressed',
    'duty_call.ended',
  ]);
});

test('two rejects; a key after the first counts no more', async () => {
  const { id, call } = await ring();
  call.answer();
  await hears(call, 'the task is heard');
  await call.press('2');
  await until('it was pressed', async () => (await found(id))?.pressed === '2');
  await call.press('1');
  await ends(id, 'rejected');
});

test('busy, declined and hung up without a key are results of their own', async () => {
  const busy = await ring();
  await busy.call.hangUp();
  await until('it ended', async () => (await found(busy.id))?.result !== null);
  expect(['busy', 'declined', 'unreachable', 'no_answer']).toContain((await found(busy.id))?.result);
  const hungUp = await ring();
  hungUp.call.answer();
  await hears(hungUp.call, 'the task is heard');
  await hungUp.call.hangUp();
  await ends(hungUp.id, 'hung_up');
});

test('an answering machine is told twice, then hung up on', async () => {
  await setTelephone({ ringSeconds: 60, pressSeconds: 5 });
  const { id, call } = await ring({ text: 'Tugas.' });
  await setTelephone({ ringSeconds: 60, pressSeconds: 60 });
  call.answer();
  expect(await call.waitFor('ended', 120_000)).toMatchObject({ by: 'peer' });
  await ends(id, 'no_press');
});

test('it rings to the end and nobody is there', async () => {
  await setTelephone({ ringSeconds: 5, pressSeconds: 5 });
  const { id } = await ring();
  await setTelephone({ ringSeconds: 60, pressSeconds: 60 });
  await ends(id, 'no_answer');
});

test('what is needed no more stops ringing, and a number that is none has no line', async () => {
  const { id, subject, call } = await ring();
  await centre.act(async (ctx) => ok(await cancelDutyCalls(ctx, subject.id)));
  expect(await call.waitFor('ended', 60_000)).toMatchObject({ by: 'peer' });
  await ends(id, 'cancelled');
  const nobody = await ask('bukan nomor');
  await ends(nobody.id, 'no_line');
});

test('a call of the machine is no call of the public, and leaves no sound behind', async () => {
  await centre.calls.telephony.importCel();
  expect(await rows(centre.database.systemDb, sql`select 1 from calls`)).toEqual([]);
  expect(await readdir(join(centre.exchange.prompts, 'duty')).catch(() => [])).toEqual([]);
  const told = await rows<{ content: object }>(
    centre.database.systemDb,
    sql`select content from events where name like 'duty_call.%'`,
  );
  expect(JSON.stringify(told)).not.toMatch(/Sidokare|1111|Kebakaran/);
});
