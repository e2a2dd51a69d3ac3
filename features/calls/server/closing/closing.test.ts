import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { Route, RouteInput } from '#platform/shared/contract.ts';
import { ok, type Result } from '#platform/shared/result.ts';
import type { CallId, Disposition, EndedBy } from '../../call.ts';
import * as routes from '../../closing-contract.ts';
import type { EvidenceCode } from '../../evidence.ts';
import { retentionClassOf } from '../../recording-rules.ts';
import { endCall } from '../end-call.ts';
import { type NightRoom, openNightRoom } from '../queue/test-night.ts';
import { noIncidents } from '../recording/incidents-behind.ts';
import { movePresence } from '../set-presence.ts';
import { setReachable } from '../set-reachable.ts';
import { markSilent } from '../silent/mark-silent.ts';
import { finishWrapUp } from '../wrap-up-call.ts';
import { closingPart } from './closing-part.ts';
import { seedClosingSettings } from './closing-settings-store.ts';

let room: NightRoom;
let [sri, budi, wati]: [string, string, string] = ['', '', ''];
let isSensitive = false;
const { routes: bound = [] } = closingPart({ ...noIncidents, mayHear: async () => !isSensitive });
beforeAll(async () => {
  room = await openNightRoom();
  [sri, budi, wati] = [await room.addUser('sri'), await room.addUser('budi'), await room.addUser('wati')];
  await room.act(async (ctx) => ok(await seedClosingSettings(ctx)));
});
afterAll(() => room?.close());
beforeEach(() => {
  isSensitive = false;
});
afterEach(() => room.clear());

const lead = ['setting.read', 'setting.change', 'call.read'];
/** As the HTTP layer runs it: the contract fills in what was left out. */
async function ask<R extends Route>(who: string, route: R, input: Partial<RouteInput<R>>, also: string[] = []) {
  const found = bound.find((each) => each.route.path === route.path && each.route.method === route.method);
  if (found === undefined) throw new Error(`${route.path} is not of this part`);
  const body = route.body === undefined ? {} : route.body.parse(input.body ?? {});
  const given = { params: {}, query: {}, ...input, body };
  return (await room.by(who, (ctx) => found.action(ctx, given), also)) as Result<Record<string, never>>;
}
const say = (who: string, id: string, code: Disposition, evidence: EvidenceCode[] = [], more: object = {}) =>
  ask(who, routes.classifyCall, { params: { id: id as CallId }, body: { code, evidence, ...more } });
const sayAsLead = (id: string, code: Disposition, reason?: string) =>
  ask(
    wati,
    routes.classifyCall,
    { params: { id: id as CallId }, body: { code, evidence: [], ...(reason === undefined ? {} : { reason }) } },
    lead,
  );
const historyOf = async (id: string) => {
  const found = await ask(wati, routes.listJudgements, { params: { id: id as CallId } }, lead);
  if (!found.ok) throw new Error(found.refusal.code);
  return (found.value as unknown as { items: routes.JudgementView[] }).items;
};
const codeOf = (result: Result<unknown>) => (result.ok ? 'ok' : result.refusal.code);
const events = async (id: string) =>
  (
    await rows<{ content: Record<string, unknown> }>(
      room.database.systemDb,
      sql`select content from events where subject_id = ${id} and name = 'call.classified' order by seq`,
    )
  ).map(({ content }) => content);

/** Somebody talked, and it is over. */
async function talked(who = sri, seconds = 30, by: EndedBy = 'caller', caller: string | null = null): Promise<string> {
  const id = await talking(who, caller);
  await room.pass(seconds);
  await room.act((ctx) => endCall(ctx, { callId: id, by, cause: 16, at: room.now() }));
  return id;
}
async function talking(who: string, caller: string | null = null): Promise<string> {
  await room.act(async (ctx) => ok(await setReachable(ctx, who, true)));
  await room.act((ctx) => movePresence(ctx, who, 'ready', null));
  const id = await room.arrive(caller);
  expect(codeOf(await room.answer(id, who))).toBe('ok');
  return id;
}
const ready = (id: string) =>
  room.by(sri, (ctx) => finishWrapUp(ctx, { params: { id: id as CallId }, query: {}, body: {} }));

describe('evidence', () => {
  test('too little or unfit is refused and writes nothing; two are enough, more may follow, and nothing is said twice', async () => {
    const id = await talked();
    expect(codeOf(await say(sri, id, 'PRANK_CHILD'))).toBe('call.evidence_missing');
    expect(codeOf(await say(sri, id, 'PRANK_CHILD', ['laughter']))).toBe('call.evidence_missing');
    expect(codeOf(await say(sri, id, 'PRANK_CHILD', ['laughter', 'swearing']))).toBe('call.evidence_unfit');
    expect([await events(id), (await room.call(id)).disposition]).toEqual([[], null]);

    expect(codeOf(await say(sri, id, 'PRANK_CHILD', ['admits_prank', 'laughter']))).toBe('ok');
    expect(codeOf(await say(sri, id, 'PRANK_CHILD', ['laughter', 'admits_prank']))).toBe('ok');
    expect(codeOf(await say(sri, id, 'PRANK_CHILD'))).toBe('ok');
    expect(codeOf(await say(sri, id, 'PRANK_CHILD', ['laughter', 'admits_prank', 'singing_music']))).toBe('ok');
    expect(await events(id)).toEqual([
      { code: 'PRANK_CHILD', userId: sri, judgement: 1, evidence: ['laughter', 'admits_prank'] },
      { code: 'PRANK_CHILD', userId: sri, judgement: 2, evidence: ['laughter', 'singing_music', 'admits_prank'] },
    ]);
    expect(codeOf(await ready(id))).toBe('ok');
    expect(await room.presence(sri)).toMatchObject({ state: 'ready', call_id: null });
  });

  test('a call from before there was evidence keeps its class and its first judge when it is corrected', async () => {
    const id = await talked();
    await run(
      room.database.systemDb,
      sql`update calls set disposition = 'PRANK_ADULT', disposition_by = ${sri}, disposition_at = ${room.now()} where id = ${id}`,
    );
    expect(await historyOf(id)).toMatchObject([{ number: 0, code: 'PRANK_ADULT', evidence: [], by: { id: sri } }]);
    expect(codeOf(await say(sri, id, 'PRANK_ADULT'))).toBe('ok');
    expect(codeOf(await ready(id))).toBe('ok');
    expect(codeOf(await say(sri, id, 'INFO_PUBLIC'))).toBe('ok');
    expect(await historyOf(id)).toMatchObject([
      { number: 0, code: 'PRANK_ADULT', before: null, by: { id: sri } },
      { number: 1, code: 'INFO_PUBLIC', before: 'PRANK_ADULT', by: { id: sri } },
    ]);
  });
});

describe('corrections', () => {
  test('by its taker within a shift, by a supervisor with a reason; the history stays, and what counted it counts anew', async () => {
    const id = await talked(sri, 30, 'caller', '081234567890');
    await say(sri, id, 'PRANK_CHILD', ['laughter', 'admits_prank']);
    await ready(id);
    expect(codeOf(await say(budi, id, 'EMERGENCY_NEW'))).toBe('call.not_yours');
    await room.pass(9 * 3600);
    expect(codeOf(await say(sri, id, 'EMERGENCY_NEW'))).toBe('call.correct_too_late');
    expect(codeOf(await sayAsLead(id, 'EMERGENCY_NEW'))).toBe('call.reason_missing');
    expect(await historyOf(id)).toHaveLength(1);
    const kept = await room.call(id);
    expect(retentionClassOf({ ...kept, hasIncident: false })).toBe('nuisance');

    expect(codeOf(await sayAsLead(id, 'EMERGENCY_NEW', 'Rekaman: anak minta tolong untuk ibunya'))).toBe('ok');
    expect(await historyOf(id)).toMatchObject(
      [
        { number: 1, code: 'PRANK_CHILD', evidence: ['laughter', 'admits_prank'], by: { id: sri }, reason: null },
        { number: 2, code: 'EMERGENCY_NEW', before: 'PRANK_CHILD', by: { id: wati }, reason: /^Rekaman/ },
      ].map((one) => ({ ...one, ...(one.reason === null ? {} : { reason: expect.stringMatching(/^Rekaman/) }) })),
    );
    expect((await events(id)).at(-1)).toEqual({ code: 'EMERGENCY_NEW', userId: wati, judgement: 2, corrected: true });
    expect(retentionClassOf({ ...(await room.call(id)), hasIncident: false })).toBe('emergency');

    isSensitive = true;
    expect((await historyOf(id)).map(({ reason }) => reason)).toEqual([null, null]);
  });

  test('two who correct at once are one after the other, with a number each', async () => {
    const id = await talked();
    await say(sri, id, 'PRANK_ADULT', ['laughter', 'joking_request']);
    await Promise.all([say(sri, id, 'INFO_PUBLIC'), sayAsLead(id, 'COMPLAINT', 'Pengaduan sampah')]);
    const history = await historyOf(id);
    expect(history.map(({ number }) => number)).toEqual([1, 2, 3]);
    expect(history.at(-1)?.code).toBe((await room.call(id)).disposition);
    expect(history[2]?.before).toBe(history[1]?.code);
  });
});

describe('silent calls', () => {
  const silent = (callId: string) =>
    room.act((ctx) => markSilent(ctx, { callId, since: room.now(), media: 'flowing', userId: null, signs: [] }));

  test('on the line neither silent nor a nuisance before the procedure is through; a caller who left may be called so', async () => {
    const id = await talking(sri);
    await silent(id);
    expect(codeOf(await say(sri, id, 'GHOST'))).toBe('call.silent_first');
    expect(codeOf(await say(sri, id, 'ACCIDENTAL', ['pocket_noise']))).toBe('call.silent_first');
    expect(codeOf(await say(sri, id, 'PRANK_CHILD', ['laughter', 'admits_prank']))).toBe('call.silent_first');
    expect(await events(id)).toEqual([]);
    await room.act((ctx) => endCall(ctx, { callId: id, by: 'caller', cause: 16, at: room.now() }));
    expect(codeOf(await say(sri, id, 'GHOST', ['no_speech']))).toBe('ok');
  });

  test('a call that was never silent says why it is none', async () => {
    const id = await talked(sri, 30);
    expect(codeOf(await say(sri, id, 'GHOST'))).toBe('call.never_silent');
    const short = await talked(budi, 4);
    expect(codeOf(await say(budi, short, 'GHOST'))).toBe('ok');
  });
});

describe('care', () => {
  const care = async (who: string) => {
    const found = await ask(who, routes.readClosingHelp, {});
    if (!found.ok) throw new Error(found.refusal.code);
    return (found.value as unknown as { care: Record<string, unknown> }).care;
  };
  const abused = async () => {
    const id = await talked(sri, 20);
    await say(sri, id, 'PRANK_ABUSIVE', ['swearing', 'insults_taker']);
    return id;
  };
  const listed = async () => {
    const found = await ask(wati, routes.listCare, {}, lead);
    return found.ok ? (found.value as unknown as { items: unknown[] }).items : [];
  };

  test('three in an hour: a break is offered, planned by one press, and follows the call; a corrected one counts no more', async () => {
    for (let count = 0; count < 2; count++) await ready(await abused());
    expect(await care(sri)).toMatchObject({ abusive: 2, isDue: false, hasBreak: false });
    expect(await listed()).toEqual([]);
    const third = await abused();
    expect(await care(sri)).toMatchObject({ abusive: 3, isDue: true, hasBreak: false });
    expect(await listed()).toEqual([{ user: { id: sri, displayName: expect.any(String) }, abusive: 3 }]);
    expect(await care(budi)).toMatchObject({ abusive: 0, isDue: false });

    expect(await ask(sri, routes.planBreak, {})).toEqual(ok({ isNow: false }));
    expect(await room.presence(sri)).toMatchObject({ state: 'wrap_up', resume_state: 'break' });
    expect(await care(sri)).toMatchObject({ hasBreak: true });
    await ready(third);
    expect(await room.presence(sri)).toMatchObject({ state: 'break', break_reason: 'rest' });

    await say(sri, third, 'INFO_OTHER');
    expect(await care(sri)).toMatchObject({ abusive: 2, isDue: false });
    await room.pass(3700);
    expect(await care(sri)).toMatchObject({ abusive: 0 });
  });

  test('a break planned while talking follows the wrap-up; without a call it begins at once, off duty not at all', async () => {
    const id = await talking(sri);
    expect(await ask(sri, routes.planBreak, {})).toEqual(ok({ isNow: false }));
    await room.act((ctx) => endCall(ctx, { callId: id, by: 'caller', cause: 16, at: room.now() }));
    await say(sri, id, 'INFO_PUBLIC');
    await ready(id);
    expect(await room.presence(sri)).toMatchObject({ state: 'break', break_reason: 'rest' });
    await room.act((ctx) => movePresence(ctx, sri, 'ready', null));
    expect(await ask(sri, routes.planBreak, { body: { reason: 'prayer' } })).toEqual(ok({ isNow: true }));
    expect(await room.presence(sri)).toMatchObject({ state: 'break', break_reason: 'prayer' });
    await room.act((ctx) => movePresence(ctx, sri, 'offline', null));
    expect(codeOf(await ask(sri, routes.planBreak, {}))).toBe('break.not_now');
  });

  test('words and numbers are a versioned setting of the regency', async () => {
    const found = await ask(wati, routes.readClosingSettings, {}, lead);
    if (!found.ok) throw new Error(found.refusal.code);
    const { id, version, content } = found.value as unknown as routes.ClosingSetting;
    const changed = { ...content, scriptChild: 'Halo Dik, 112 untuk keadaan darurat ya.', abuseThreshold: 1 };
    const body = { version, reason: 'Bahasa setempat', content: changed };
    expect(codeOf(await ask(wati, routes.changeClosingSettings, { params: { id }, body }, lead))).toBe('ok');
    expect(codeOf(await ask(wati, routes.changeClosingSettings, { params: { id }, body }, lead))).toBe('setting.stale');
    const kept = await row<{ version: number }>(
      room.database.systemDb,
      sql`select version from closing_settings where id = ${id}`,
    );
    expect(kept?.version).toBe(version + 1);
    await ready(await abused());
    expect(await care(sri)).toMatchObject({ abusive: 1, isDue: true });
  });
});
