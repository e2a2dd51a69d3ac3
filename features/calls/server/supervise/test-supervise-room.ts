// A centre with two desks and a supervisor, all with telephones that send tones of their own, for tests.
import { sql } from 'kysely';
import { type Actor, bind, systemActor } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { listenForCalls, type Phone, type ReceivedCall } from '#platform/server/sip/listen-for-calls.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { toneLevel } from '#platform/server/sip/sound.ts';
import { until } from '#platform/server/testing/until.ts';
import { runAction } from '#platform/server/unit.ts';
import type { Route, RouteAnswer, RouteInput } from '#platform/shared/contract.ts';
import { present, type Result } from '#platform/shared/result.ts';
import { type CallId, callId as callIdSchema } from '../../call.ts';
import { hangUpCall as hangUpRoute } from '../../contract.ts';
import { callParty as callPartyRoute, stepParty as stepPartyRoute } from '../../party-contract.ts';
import { switchCalls as switchRoute, takeSecond as takeRoute } from '../../queue-contract.ts';
import { type SuperviseMode, supervisionId } from '../../supervise.ts';
import * as routes from '../../supervise-contract.ts';
import { hangUpCall } from '../hang-up-call.ts';
import { callParty, stepParty } from '../party/party-actions.ts';
import type { PresenceRow } from '../presence-store.ts';
import { switchCalls, takeSecond } from '../queue/take-second.ts';
import { noIncidents } from '../recording/incidents-behind.ts';
import { movePresence } from '../set-presence.ts';
import { openTestCentre, type TestCentre, type TestDesk } from '../test-room.ts';
import { supervisePart } from './supervise-part.ts';

export const tones = { citizen: 440, second: 620, desk: 1100, boss: 1500, third: 900 } as const;

/** Somebody with a telephone, as far as sound goes. */
export type Ear = Pick<PlacedCall, 'heard' | 'now'>;

export interface SuperviseRoom {
  readonly centre: TestCentre;
  readonly desk: TestDesk;
  readonly boss: TestDesk;
  /** Whoever is called outside the centre. */
  readonly operator: Phone;
  readonly dial: (from: string, tone: number) => Promise<PlacedCall>;
  /** A citizen who talks with the desk. */
  readonly talk: () => Promise<{ citizen: PlacedCall; telephone: ReceivedCall; callId: CallId }>;
  /** The supervisor on the line of a call. */
  readonly listen: (callId: CallId) => Promise<{ line: ReceivedCall; id: routes.SupervisionView['id'] }>;
  readonly change: (id: routes.SupervisionView['id'], mode: SuperviseMode) => Promise<void>;
  readonly as: <R extends Route>(
    userId: string,
    route: R,
    input: Partial<RouteInput<R>>,
  ) => Promise<Result<RouteAnswer<R>, string>>;
  /** Their telephone is registered, and we know. */
  readonly reach: (one: TestDesk) => Promise<void>;
  readonly callOf: (digits: string) => Promise<CallId>;
  readonly presence: (userId: string) => Promise<PresenceRow>;
  readonly events: (id: string) => Promise<{ name: string; content: Record<string, unknown> }[]>;
  /** All citizens. */
  readonly hangUp: () => Promise<void>;
  /** Between two tests: hang up, classify, everybody off duty. */
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
}

type Cast = Pick<SuperviseRoom, 'centre' | 'desk' | 'boss' | 'as'>;
type Steps = Pick<SuperviseRoom, 'presence' | 'callOf' | 'dial' | 'reach'>;

export async function openSuperviseRoom(): Promise<SuperviseRoom> {
  // With a way out the feature's own listeners are heard, as in a whole server.
  const operator: Phone = await listenForCalls({
    address: '127.9.0.7',
    answerAfterMs: 'never',
    audio: { tone: tones.third },
  });
  const outgoing = { host: '127.9.0.7', port: operator.port, transport: 'udp' } as const;
  const centre = await openTestCentre({ outgoing });
  const { systemDb } = centre.database;
  const desk = await centre.addDesk('petugas', { answerAfterMs: 'never', tone: tones.desk, ready: false });
  const boss = await centre.addDesk('penyelia', { answerAfterMs: 'never', tone: tones.boss, ready: false });
  const placed: PlacedCall[] = [];
  const cast = { centre, desk, boss, as: actingIn(centre) };
  const steps = stepsOf(cast, placed);
  return {
    ...cast,
    ...steps,
    operator,
    talk: () => talk(cast, steps),
    listen: (callId) => listen(cast, steps, callId),
    change: async (id, mode) => {
      const changed = await cast.as(boss.userId, routes.changeSupervision, { params: { id }, body: { mode } });
      if (!changed.ok) throw new Error(`Not changed to ${mode}: ${changed.refusal.code}`);
    },
    events: (id) => rows(systemDb, sql`select name, content from events where subject_id = ${id} order by seq`),
    hangUp: async () => {
      for (const caller of placed) await caller.hangUp();
    },
    clear: () => clear(cast, placed.splice(0)),
    close: async () => {
      operator.close();
      await centre.close();
    },
  };
}

function stepsOf({ centre }: Cast, placed: PlacedCall[]): Steps {
  const { systemDb } = centre.database;
  const presence: Steps['presence'] = async (userId) =>
    present(
      await row<PresenceRow>(systemDb, sql`select * from presences where user_id = ${userId}`),
      'everybody here has one',
    );
  return {
    presence,
    callOf: async (digits) => {
      const found = () =>
        row<{ id: string }>(
          systemDb,
          sql`select id from calls where caller_raw = ${digits} and ended_at is null order by number desc limit 1`,
        );
      await until(`the call of ${digits} is there`, async () => (await found()) !== null);
      return callIdSchema.parse((await found())?.id);
    },
    dial: async (from, tone) => {
      const { sipPort: port } = centre.exchange.places;
      const caller = await placeCall({ host: '127.0.0.1', port, from, to: '112', audio: { tone } });
      placed.push(caller);
      return caller;
    },
    reach: async (each) => {
      await until('the telephone is registered', async () => (await each.register()) === 200);
      await until('the telephone is seen', async () => (await presence(each.userId)).reachable);
    },
  };
}

async function talk({ centre, desk }: Cast, steps: Steps): ReturnType<SuperviseRoom['talk']> {
  await steps.reach(desk);
  await until(
    'the desk is ready',
    async () => (await centre.act((ctx) => movePresence(ctx, desk.userId, 'ready', null))).ok,
  );
  const before = desk.phone.calls.length;
  const citizen = await steps.dial('081211111111', tones.citizen);
  const telephone = await desk.phone.waitForCall(before + 1);
  // As with people: nobody answers before the first sound.
  await until('the citizen hears the announcement', () => citizen.heard.energy() > 100);
  telephone.answer();
  await citizen.waitFor('answered');
  const callId = await steps.callOf('081211111111');
  await until('the desk is heard', () => hears(citizen, tones.desk));
  await until('the talk is written', async () => (await steps.presence(desk.userId)).state === 'talking');
  return { citizen, telephone, callId };
}

async function listen({ boss, as }: Cast, { reach }: Steps, callId: CallId): ReturnType<SuperviseRoom['listen']> {
  await reach(boss);
  const before = boss.phone.calls.length;
  const body = { reason: 'quality', note: '' } as const;
  const begun = await as(boss.userId, routes.beginSupervision, { params: { id: callId }, body });
  if (!begun.ok) throw new Error(`Not on the line: ${begun.refusal.code}`);
  const line = await boss.phone.waitForCall(before + 1);
  line.answer();
  await line.waitFor('answered');
  const id = supervisionId.parse(begun.value.id);
  await until('it is on the line', async () => {
    const floor = await as(boss.userId, routes.readFloor, {});
    return floor.ok && floor.value.mine?.id === id && floor.value.mine.connectedAt !== null;
  });
  return { line, id };
}

async function clear({ centre, desk, boss }: Cast, placed: readonly PlacedCall[]): Promise<void> {
  for (const caller of placed) await caller.hangUp();
  await until('all calls are over', () => centre.calls.telephony.state().openCalls === 0);
  await centre.database.ownerPool.query(
    "update calls set disposition = 'TEST' where disposition is null and state in ('answered', 'ended')",
  );
  await centre.database.ownerPool.query("update presences set owed_calls = '{}'");
  for (const { userId } of [desk, boss])
    await until(
      'everybody is off duty',
      async () => (await centre.act((ctx) => movePresence(ctx, userId, 'offline', null))).ok,
    );
}

/** Milliseconds of sound that are looked at together. */
const windowMs = 200;

/** Whether this tone is in what somebody heard in the last moment. */
export function hears(ear: Ear, tone: number): boolean {
  return ear.heard.tones([tone], ear.now() - windowMs * 2).length > 0;
}

/** How loud a tone was at most in what somebody heard since then, window by window: amplitude, 0 to 32767. */
export function loudestTone(ear: Ear, tone: number, from: number): number {
  const samples = ear.heard.samples(from);
  const step = (windowMs / 1000) * 8000;
  let most = 0;
  for (let at = 0; at + step <= samples.length; at += step / 2)
    most = Math.max(most, toneLevel(samples.subarray(at, at + step), tone));
  return most;
}

const known = [
  ...(supervisePart({ incidents: noIncidents }).routes ?? []),
  bind(hangUpRoute, hangUpCall),
  bind(takeRoute, takeSecond),
  bind(switchRoute, switchCalls),
  bind(callPartyRoute, callParty),
  bind(stepPartyRoute, stepParty),
];

/** A person's command, as the HTTP layer would run it. */
function actingIn(centre: TestCentre): SuperviseRoom['as'] {
  return async (userId, route, input) => {
    const path: string = route.path;
    const bound = present(known.find((each) => each.route.path === path) ?? null, `${path} is known here`);
    const given = { params: {}, query: {}, body: {}, ...input };
    const actor: Actor = {
      ...systemActor,
      kind: 'user',
      id: userId,
      permissions: new Set(['call.take', 'call.dial_free']),
    };
    const who = { tenantId: centre.tenantId, actor };
    const result = await runAction(centre.place, who, (ctx) => bound.action(ctx, given));
    // The route and its action were checked by `bind`.
    return result as Result<RouteAnswer<typeof route>, string>;
  };
}
