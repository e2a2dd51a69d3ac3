import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { insertLeg } from '#features/calls/server/store.ts';
import { rows, run } from '#platform/server/db/database.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { newId } from '#platform/shared/ids.ts';
import type { CardAnswer } from '../../card.ts';
import type { CardView } from '../../card-contract.ts';
import * as cardRoutes from '../../card-contract.ts';
import * as routes from '../../contract.ts';
import type { Player } from '../test-cast.ts';
import { createScene, type Scene } from '../testing.ts';
import { changeCard } from './card-settings.ts';

let database: TestDatabase;
let scene: Scene;

beforeAll(async () => {
  database = await createTestDatabase();
  scene = await createScene(database, { slug: 'sidoarjo' });
});
afterAll(() => database.close());

const village = '35.15.08.1004';
const cardOf = async (code: string): Promise<CardView> => {
  const { items } = await scene.must('taker', cardRoutes.listCards, {});
  const found = items.find((one) => one.code === code);
  if (found === undefined) throw new Error(`no card ${code}`);
  return found;
};
const open = (given: Record<string, unknown> = {}, player: Player = 'taker') =>
  scene.must(player, routes.openIncident, {
    body: routes.openIncident.body.parse({
      source: 'radio',
      typeId: scene.types.get('MED_AMBULANCE'),
      villageCode: village,
      lifeAtRisk: 'no',
      ...given,
    }),
  });
const read = (id: string, player: Player = 'taker') =>
  scene.must(player, routes.readIncident, { params: { id: routes.readIncident.params.parse({ id }).id } });
const way = (...given: [string, string, string?][]): CardAnswer[] =>
  given.map(([question, choice, words]) => ({ question, choice, words: words ?? null }));
/** A call in which this desk talks. */
const talkOf = async (who: 'taker' | 'taker2') => {
  const callId = await scene.addCall(who);
  await scene.work(async (ctx) => {
    const leg = { id: newId(), tenantId: ctx.tenantId, callId, kind: 'desk', userId: scene.users[who] } as const;
    await insertLeg(ctx.tx, { ...leg, channel: `desk-${newId()}`, at: ctx.now });
  });
  return callId;
};

interface Use {
  readonly id: string;
  readonly card: CardView;
  readonly callId?: string;
  readonly incidentId?: string;
}
const save = ({ id, card, callId, incidentId }: Use, revision: number, answers: CardAnswer[], who: Player = 'taker') =>
  scene.as(who, cardRoutes.saveCardRun, {
    params: { id },
    body: cardRoutes.saveCardRun.body.parse({
      cardId: card.id,
      cardVersion: card.version,
      callId: callId ?? null,
      incidentId: incidentId ?? null,
      revision,
      answers,
    }),
  });
const refused = (code: string) => ({ ok: false, refusal: { code } });
const eventsOf = (id: string) =>
  scene.work((ctx) =>
    rows<{ name: string; content: Record<string, unknown>; audience: string[] }>(
      ctx.tx,
      sql`select name, content, audience from events where subject_id = ${id} order by seq`,
    ),
  );
const runsIn = async (incidentId: string, who: Player = 'taker') =>
  (await scene.must(who, cardRoutes.listCardRuns, { query: cardRoutes.listCardRuns.query.parse({ incidentId }) }))
    .items;
const answersIn = async (incidentId: string, who: Player = 'taker') =>
  (
    await scene.must(who, cardRoutes.listCardAnswers, {
      params: cardRoutes.listCardAnswers.params.parse({ id: incidentId }),
    })
  ).items;

describe('answers in an incident', () => {
  test('danger raises it at once; the same answers again change nothing; back withdraws and lowers nothing', async () => {
    const incident = await open();
    expect(incident.priority).toBe('P2');
    const use = { id: newId(), card: await cardOf('CPR'), incidentId: incident.id };
    expect(await save(use, 0, way(['conscious', 'no']))).toMatchObject({ ok: true, value: { revision: 1 } });
    expect(await read(incident.id)).toMatchObject({ lifeAtRisk: 'yes', priority: 'P1' });
    expect(await save(use, 0, way(['conscious', 'no']))).toMatchObject({ ok: true, value: { revision: 1 } });
    const further = way(['conscious', 'no'], ['breathing', 'no']);
    expect(await save(use, 1, further)).toMatchObject({ ok: true, value: { revision: 2, answers: further } });
    expect(await save(use, 2, way(['conscious', 'yes']))).toMatchObject({ ok: true, value: { revision: 3 } });
    expect(await read(incident.id)).toMatchObject({ lifeAtRisk: 'yes', priority: 'P1' });
    expect((await eventsOf(use.id)).map(({ name, content }) => [name, content.question, content.choice])).toEqual([
      ['card_run.answered', 'conscious', 'no'],
      ['card_run.answered', 'breathing', 'no'],
      ['card_run.withdrawn', 'conscious', 'no'],
      ['card_run.withdrawn', 'breathing', 'no'],
      ['card_run.answered', 'conscious', 'yes'],
    ]);
    const changed = (await eventsOf(incident.id)).filter((one) => one.name === 'incident.changed');
    expect(changed.map((one) => one.content.fields)).toEqual([['lifeAtRisk', 'priority']]);
    expect((await answersIn(incident.id)).map((one) => one.choiceCode)).toEqual(['yes']);
  });

  test('words lie in erasable rows, fill an empty field and no other; events say codes and a digest', async () => {
    const incident = await open({ typeId: scene.types.get('FIRE_BUILDING'), description: 'kobong' });
    const use = { id: newId(), card: await cardOf('FIRE'), incidentId: incident.id };
    const answers = way(['inside', 'yes', 'dua anak'], ['trapped', 'noted', 'lantai dua kamar belakang']);
    expect(await save(use, 0, answers)).toMatchObject({ ok: true });
    expect(await read(incident.id)).toMatchObject({ landmark: 'lantai dua kamar belakang', description: 'kobong' });
    const said = JSON.stringify(await eventsOf(use.id));
    expect(said).not.toContain('dua anak');
    expect(said).toMatch(/"digest":"[0-9a-f]{64}"/);
    expect((await answersIn(incident.id)).map((one) => one.words)).toEqual(['dua anak', 'lantai dua kamar belakang']);
    await scene.work((ctx) => run(ctx.tx, sql`update card_words set text = null, erased_at = ${ctx.now}`));
    expect((await answersIn(incident.id)).map((one) => one.words)).toEqual([null, null]);
  });

  test('a priority that was lowered with a reason stays where it is until danger is new', async () => {
    const incident = await open({ lifeAtRisk: 'yes' });
    const patch = (given: Record<string, unknown>) =>
      scene.must('taker', routes.changeIncident, {
        params: { id: incident.id },
        body: routes.changeIncident.body.parse(given),
      });
    const lowered = await patch({ version: 1, lifeAtRisk: 'no', priority: 'P3', priorityReason: 'life_not_at_risk' });
    expect(lowered.priority).toBe('P3');
    const corrected = await patch({ version: lowered.version, landmark: 'dekat pasar' });
    expect(corrected.priority).toBe('P3');
    const use = { id: newId(), card: await cardOf('ACCIDENT'), incidentId: incident.id };
    await save(use, 0, way(['injured', 'unknown']));
    expect((await read(incident.id)).priority).toBe('P1');
  });

  test('two people in one run: who is behind is refused and shown the other; a made-up way is none', async () => {
    const incident = await open();
    const use = { id: newId(), card: await cardOf('CPR'), incidentId: incident.id };
    await save(use, 0, way(['conscious', 'yes']));
    expect(await save(use, 0, way(['conscious', 'no']), 'dispatcher')).toMatchObject(refused('card.stale'));
    expect(await save(use, 1, way(['breathing', 'no']))).toMatchObject(refused('card.no_path'));
    const other = { ...use, card: await cardOf('FIRE') };
    expect(await save(other, 1, way(['inside', 'no']))).toMatchObject(refused('card.run_other'));
    const [shown] = await runsIn(incident.id, 'dispatcher');
    expect(shown).toMatchObject({ revision: 1, answers: way(['conscious', 'yes']), changedBy: 'Nama taker' });
    expect(await save(use, 1, way(['conscious', 'yes'], ['complaint', 'chest']), 'dispatcher')).toMatchObject({
      ok: true,
    });
  });

  test('a card goes on after dispatch, and ends with its incident', async () => {
    const incident = await open();
    const use = { id: newId(), card: await cardOf('CPR'), incidentId: incident.id };
    await save(use, 0, way(['conscious', 'yes']));
    await scene.work((ctx) => run(ctx.tx, sql`update incidents set state = 'CANCELLED' where id = ${incident.id}`));
    expect(await save(use, 1, [])).toMatchObject(refused('incident.ended'));
  });
});

test('answers of a call are its incident’s from its first moment on, with what they do', async () => {
  const callId = await talkOf('taker');
  const use = { id: newId(), card: await cardOf('CPR'), callId };
  expect(await save(use, 0, way(['conscious', 'no']), 'taker2')).toMatchObject(refused('words.not_yours'));
  expect(await save(use, 0, way(['conscious', 'no']))).toMatchObject({ ok: true, value: { incidentId: null } });
  const listed = (who: Player) =>
    scene.must(who, cardRoutes.listCardRuns, { query: cardRoutes.listCardRuns.query.parse({ callId }) });
  expect((await listed('taker')).items).toHaveLength(1);
  expect((await listed('taker2')).items).toEqual([]);
  const incident = await open({ callId, source: undefined });
  expect(incident).toMatchObject({ lifeAtRisk: 'yes', priority: 'P1' });
  // The desk did not know of the incident when it sent this.
  const on = await save(use, 1, way(['conscious', 'no'], ['breathing', 'no']));
  expect(on).toMatchObject({ ok: true, value: { incidentId: incident.id, revision: 2 } });
  const timeline = await scene.must('taker', routes.readTimeline, { params: { id: incident.id } });
  const said = timeline.items.filter((one) => one.name === 'card_run.answered').map((one) => one.values);
  expect(said).toMatchObject([
    { choice: 'Tidak sadar' },
    { card: 'Tidak sadar / henti napas', choice: 'Tidak / megap-megap' },
  ]);
});

test('an agency reads what concerns its crew, only of its own incidents, and not who asked', async () => {
  const incident = await open({ typeId: scene.types.get('ASSAULT_HOMICIDE') });
  const use = { id: newId(), card: await cardOf('VIOLENCE'), incidentId: incident.id };
  const answers = way(
    ['safe', 'yes'],
    ['attacker', 'gone'],
    ['weapon', 'none'],
    ['hurt', 'no'],
    ['child', 'no'],
    ['again', 'yes'],
  );
  await scene.work((ctx) =>
    run(
      ctx.tx,
      sql`insert into assignments (id, tenant_id, incident_id, agency_id, part, state, sent_at)
          values (${newId()}, ${ctx.tenantId}, ${incident.id}, ${scene.agencies.get('DAMKAR')}, 'lead', 'SENT', ${ctx.now})`,
    ),
  );
  await save(use, 0, answers);
  expect((await answersIn(incident.id)).map((one) => one.questionKey)).toContain('again');
  const theirs = await answersIn(incident.id, 'damkar');
  expect(theirs.map((one) => one.questionKey)).toEqual(['safe', 'attacker', 'weapon', 'hurt', 'child']);
  expect(theirs.every((one) => one.answeredBy === null)).toBe(true);
  const audiences = (await eventsOf(use.id)).map(({ content, audience }) => [content.question, audience.length]);
  expect(audiences).toContainEqual(['weapon', 2]);
  expect(audiences).toContainEqual(['again', 1]);
  const asked = await scene.as('psc119', cardRoutes.listCardAnswers, {
    params: cardRoutes.listCardAnswers.params.parse({ id: incident.id }),
  });
  expect(asked).toMatchObject(refused('incident.not_found'));
});

test('a changed card leaves a running use with its version', async () => {
  const incident = await open();
  const card = await cardOf('BLEEDING');
  const use = { id: newId(), card, incidentId: incident.id };
  await save(use, 0, way(['safe', 'yes']));
  const [first, ...rest] = card.content.questions;
  if (first === undefined) throw new Error('the card has questions');
  const ask = { id: 'Amankah di sana?', en: 'Is it safe there?' };
  const content = { ...card.content, questions: [{ ...first, ask, choices: first.choices.slice(0, 1) }, ...rest] };
  // Without the second answer the question behind it would not be reached.
  content.questions = content.questions.filter((one) => one.key !== 'danger');
  const changed = await scene.work((ctx) =>
    changeCard(ctx, {
      params: { id: card.id },
      query: {},
      body: { version: card.version, reason: 'uji coba', content },
    }),
  );
  expect(changed).toMatchObject({ ok: true, value: { version: card.version + 1 } });
  const on = await save(use, 1, way(['safe', 'yes'], ['flow', 'oozing']));
  expect(on).toMatchObject({ ok: true, value: { cardVersion: card.version } });
  const [running] = await runsIn(incident.id);
  expect(running?.content.questions[0]?.ask.id).toBe(first.ask.id);
  const fresh = { ...use, id: newId(), card: await cardOf('BLEEDING') };
  expect(await save(fresh, 0, way(['safe', 'no']))).toMatchObject(refused('card.no_path'));
  expect(await save(fresh, 0, way(['safe', 'yes']))).toMatchObject({
    ok: true,
    value: { cardVersion: card.version + 1 },
  });
});
