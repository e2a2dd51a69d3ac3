// A centre with one desk and the shipped settings of silent calls, for tests.
import { sql } from 'kysely';
import { type Actor, bind, systemActor } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import type { Sound } from '#platform/server/sip/sound.ts';
import { until } from '#platform/server/testing/until.ts';
import { runAction } from '#platform/server/unit.ts';
import type { Route, RouteAnswer, RouteInput } from '#platform/shared/contract.ts';
import { ok, present, type Result } from '#platform/shared/result.ts';
import { type CallId, callId as callIdSchema } from '../../call.ts';
import { classifyCall as classifyRoute } from '../../closing-contract.ts';
import { hangUpCall as hangUpRoute } from '../../contract.ts';
import { type SilentContent, silentDefaults } from '../../silent-settings.ts';
import { classifyCall } from '../classify-call.ts';
import { hangUpCall } from '../hang-up-call.ts';
import { seedPrompts } from '../prompt-store.ts';
import { movePresence } from '../set-presence.ts';
import type { CallRow } from '../store.ts';
import { openTestCentre, type TestCentre, type TestDesk } from '../test-room.ts';
import { silentRoutes } from './silent-actions.ts';
import { type SignRow, seedSilentSettings, signsOf } from './silent-store.ts';

export interface SilentRoom {
  readonly centre: TestCentre;
  readonly desk: TestDesk;
  /** A caller who is answered. */
  readonly talk: (audio: Sound | 'none') => Promise<{ caller: PlacedCall; callId: CallId; call: CallRow }>;
  readonly set: (content: Partial<SilentContent>) => Promise<void>;
  /** As the person at the desk. */
  readonly asDesk: <R extends Route>(
    route: R,
    input: Partial<RouteInput<R>>,
  ) => Promise<Result<RouteAnswer<R>, string>>;
  readonly as: <R extends Route>(
    userId: string,
    route: R,
    input: Partial<RouteInput<R>>,
  ) => Promise<Result<RouteAnswer<R>, string>>;
  readonly callNow: (id: string) => Promise<CallRow>;
  readonly signs: (id: string) => Promise<SignRow[]>;
  readonly events: (id: string) => Promise<{ name: string; content: Record<string, unknown> }[]>;
  /** Between two tests: hang up and classify. */
  readonly clear: () => Promise<void>;
}

export async function openSilentRoom(): Promise<SilentRoom> {
  const centre = await openTestCentre();
  const { systemDb, ownerPool } = centre.database;
  await centre.act(async (ctx) => {
    await seedPrompts(ctx);
    await seedSilentSettings(ctx);
    return ok(null);
  });
  // The files of the regency's language are placed when the exchange comes up.
  await centre.calls.telephony.stop();
  await centre.calls.telephony.start();
  const desk = await centre.addDesk('petugas1', { answerAfterMs: 'never', tone: 0, ready: false });
  const placed: PlacedCall[] = [];
  const as = actingIn(centre);
  const last = () => row<CallRow>(systemDb, sql`select * from calls order by number desc limit 1`);
  return {
    centre,
    desk,
    talk: async (audio) => {
      const ready = async () => (await centre.act((ctx) => movePresence(ctx, desk.userId, 'ready', null))).ok;
      // A registration ends after a while, and tests may stall.
      await until('the telephone is registered', async () => (await desk.register()) === 200);
      await until('the desk is ready', ready);
      const before = desk.phone.calls.length;
      const { sipPort: port } = centre.exchange.places;
      const caller = await placeCall({ host: '127.0.0.1', port, from: '081234567890', to: '112', audio });
      placed.push(caller);
      const telephone = await desk.phone.waitForCall(before + 1);
      telephone.answer();
      await caller.waitFor('answered');
      await until('the answer is written', async () => (await last())?.state === 'answered');
      const call = present(await last(), 'a call was placed');
      return { caller, call, callId: callIdSchema.parse(call.id) };
    },
    set: async (content) => {
      const all = JSON.stringify({ ...silentDefaults, localLanguage: 'jv', ...content });
      await run(systemDb, sql`update silent_settings set content = ${all}::jsonb`);
    },
    as,
    asDesk: (route, input) => as(desk.userId, route, input),
    callNow: async (id) =>
      present(await row<CallRow>(systemDb, sql`select * from calls where id = ${id}`), `there is a call ${id}`),
    signs: (id) =>
      centre.act(async (ctx) => ok(await signsOf(ctx.tx, id))).then((found) => (found.ok ? found.value : [])),
    events: (id) => rows(systemDb, sql`select name, content from events where subject_id = ${id} order by seq`),
    clear: async () => {
      for (const caller of placed.splice(0)) await caller.hangUp();
      await until('all calls are over', () => centre.calls.telephony.state().openCalls === 0);
      await ownerPool.query(
        "update calls set disposition = 'TEST' where disposition is null and state in ('answered', 'ended')",
      );
    },
  };
}

const known = [...silentRoutes(), bind(hangUpRoute, hangUpCall), bind(classifyRoute, classifyCall)];

/** A person's command, as the HTTP layer would run it. */
function actingIn(centre: TestCentre): SilentRoom['as'] {
  return async (userId, route, input) => {
    const path: string = route.path;
    const bound = present(known.find((each) => each.route.path === path) ?? null, `${path} is known here`);
    const given = { params: {}, query: {}, body: {}, ...input };
    const permissions = new Set(['call.take', 'call.read']);
    const actor: Actor = { ...systemActor, kind: 'user', id: userId, permissions };
    const who = { tenantId: centre.tenantId, actor };
    const result = await runAction(centre.place, who, (ctx) => bound.action(ctx, given));
    // The route and its action were checked by `bind`.
    return result as Result<RouteAnswer<typeof route>, string>;
  };
}
