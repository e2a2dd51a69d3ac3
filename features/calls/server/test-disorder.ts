// A real centre to which anything happens in any order: citizens, desks, the server, Asterisk. For property tests.
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { Actor } from '#platform/server/action.ts';
import { row, rows, run } from '#platform/server/db/database.ts';
import type { ReceivedCall } from '#platform/server/sip/listen-for-calls.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { until } from '#platform/server/testing/until.ts';
import { runAction } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok } from '#platform/shared/result.ts';
import type { CallId } from '../call.ts';
import { planQueue } from '../queue-rules.ts';
import { classifyCall } from './classify-call.ts';
import { watchContext } from './pbx/dialplan.ts';
import { peekQueue, readQueueDesks, readQueueSettings } from './queue/queue-store.ts';
import { switchCalls, takeSecond } from './queue/take-second.ts';
import { movePresence } from './set-presence.ts';
import { openTestCentre, type TestCentre, type TestDesk } from './test-room.ts';

const deskCount = 3;
const who = fc.nat(deskCount - 1);

/** One thing that happens, and how many milliseconds until the next: it may still be under way. */
export const disorderStep = fc.tuple(
  fc.oneof(
    {
      weight: 5,
      arbitrary: fc
        .constantFrom('anonymous', '081211111111', '081222222222', '081233333333')
        .map((from) => ({ do: 'call' as const, from })),
    },
    { weight: 6, arbitrary: who.map((desk) => ({ do: 'answer' as const, desk })) },
    { weight: 2, arbitrary: fc.nat(3).map((nth) => ({ do: 'citizen leaves' as const, nth })) },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constantFrom('hang up' as const, 'second' as const, 'hold' as const), desk: who }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constantFrom('decline' as const, 'switch' as const, 'resume' as const),
        desk: who,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constantFrom('page closed' as const, 'sign on' as const, 'vanish' as const),
        desk: who,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('choose' as const),
        desk: who,
        state: fc.constantFrom('ready' as const, 'break' as const, 'offline' as const),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({ do: fc.constantFrom('server gone' as const, 'server back' as const) }),
    },
    { weight: 1, arbitrary: fc.constant({ do: 'exchange killed' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'wait' as const }) },
  ),
  fc.constantFrom(0, 0, 30, 150, 400),
);
type Step = typeof disorderStep extends fc.Arbitrary<infer Each> ? Each : never;

export class Disorder {
  readonly centre: TestCentre;
  readonly #desks: readonly TestDesk[];
  #citizens: PlacedCall[] = [];
  #isServerUp = true;

  static async open(): Promise<Disorder> {
    // Lost calls get their ladders; there is no way out by which they could be called.
    const centre = await openTestCentre({ follows: true });
    await run(
      centre.database.systemDb,
      sql`insert into queue_settings (id, tenant_id, content)
          values (${newId()}, ${centre.tenantId}, '{"ringS": 2, "supervisorsAfterS": 2, "anyoneAfterS": 3, "ringAllAfterS": 4, "wrapUpS": 5}')`,
    );
    const desks: TestDesk[] = [];
    for (let at = 0; at < deskCount; at++)
      desks.push(await centre.addDesk(`petugas${at}`, { answerAfterMs: 'never', tone: 1100 }));
    return new Disorder(centre, desks);
  }

  private constructor(centre: TestCentre, desks: readonly TestDesk[]) {
    this.centre = centre;
    this.#desks = desks;
  }

  async perform([happening, pauseMs]: Step): Promise<void> {
    await this.#happen(happening);
    await sleep(pauseMs);
    await this.checkNow();
  }

  async #happen(it: Step[0]): Promise<void> {
    if (it.do === 'call') return this.#call(it.from);
    if (it.do === 'citizen leaves') return this.#leave(this.#citizens[it.nth]);
    if (it.do === 'server gone') return this.#serverGone();
    if (it.do === 'server back') return this.#serverBack();
    if (it.do === 'wait') return void (await sleep(2200));
    if (it.do === 'exchange killed') return this.#killExchange();
    if (!('desk' in it)) return;
    const desk = this.#desks[it.desk];
    if (desk === undefined) return;
    const call = desk.phone.calls.findLast((each) => !each.events.some(({ type }) => type === 'ended'));
    const isUp = call?.events.some(({ type }) => type === 'answered') === true;
    if (it.do === 'answer') call?.answer();
    else if (it.do === 'choose')
      await this.centre.act((ctx) => movePresence(ctx, desk.userId, it.state, it.state === 'break' ? 'rest' : null));
    else if (it.do === 'second' || it.do === 'switch') await this.#second(desk.userId, it.do);
    else if (it.do === 'sign on') void desk.register();
    else if (it.do === 'page closed') {
      void desk.register(0);
      if (isUp) void call?.hangUp();
    } else if (call === undefined) return;
    else if (it.do === 'decline') {
      if (!isUp) void call.hangUp();
    } else if (isUp) this.#atCall(it.do, call);
  }

  #atCall(what: 'hang up' | 'hold' | 'resume' | 'vanish', call: ReceivedCall): void {
    if (what === 'hang up') void call.hangUp();
    else if (what === 'vanish') call.vanish();
    // Refused where the exchange has gone meanwhile.
    else call.hold(what === 'hold').catch(() => undefined);
  }

  async #call(from: string): Promise<void> {
    const { sipPort: port } = this.centre.exchange.places;
    this.#citizens.push(await placeCall({ host: '127.0.0.1', port, from, to: '112', audio: { silence: true } }));
  }

  #leave(citizen: PlacedCall | undefined): void {
    // Nobody answers a goodbye while the exchange is gone: it is not awaited.
    void citizen?.hangUp().catch(() => undefined);
    this.#citizens = this.#citizens.filter((each) => each !== citizen);
  }

  async #second(userId: string, what: 'second' | 'switch'): Promise<void> {
    const none = { params: {}, query: {}, body: {} };
    if (what === 'switch') return void (await this.#by(userId, (ctx) => switchCalls(ctx, none)));
    const waits = await row<{ id: CallId }>(
      this.centre.database.systemDb,
      sql`select id from calls where ended_at is null and (state in ('queued', 'offered') or unattended_since is not null) order by number limit 1`,
    );
    if (waits !== null) await this.#by(userId, (ctx) => takeSecond(ctx, { ...none, body: { callId: waits.id } }));
  }

  #by<Value, Code extends string>(userId: string, work: Parameters<typeof runAction<Value, Code>>[2]) {
    const actor: Actor = {
      kind: 'user',
      id: userId,
      sessionId: null,
      permissions: new Set(['call.take', 'call.classify', 'presence.set', 'setting.read']),
      topics: [],
      groupId: null,
      language: 'id',
    };
    return runAction(this.centre.place, { tenantId: this.centre.tenantId, actor }, work);
  }

  async #serverGone(): Promise<void> {
    if (!this.#isServerUp) return;
    this.#isServerUp = false;
    await this.centre.calls.telephony.stop();
  }

  async #serverBack(): Promise<void> {
    if (this.#isServerUp) return;
    this.#isServerUp = true;
    await this.centre.calls.telephony.start();
  }

  /** With all calls; the process that watches it starts it again. */
  async #killExchange(): Promise<void> {
    const { asterisk } = this.centre.exchange;
    const before = asterisk.pid();
    process.kill(before, 'SIGKILL');
    await until('Asterisk is there again', async () => {
      if (asterisk.pid() === before) return false;
      return asterisk.command('core waitfullybooted').then(
        () => true,
        () => false,
      );
    });
  }

  /** What holds in every moment: a desk has the calls of its presence and no other, rings go with their presence, the figures add up. */
  async checkNow(): Promise<void> {
    const strange = await rows(
      this.centre.database.systemDb,
      sql`select 'desk' as about, p.user_id::text, p.state from presences p where
            (select count(*) from call_legs l join calls c on c.id = l.call_id
              where l.user_id = p.user_id and l.left_at is null and c.ended_at is null and c.pbx_app is not null)
              > (case when p.state = 'talking' then 1 + (p.parked_call_id is not null)::int else 0 end)
            or (p.state = 'offered') <> exists (select from call_offers o where o.user_id = p.user_id and o.ended_at is null)
          union all
          select 'sum', count(*)::text, '' from calls where direction = 'inbound' having count(*) <> count(*) filter (where state = 'lost')
            + count(*) filter (where answered_at is not null) + count(*) filter (where state in ('overflowed', 'failed') and answered_at is null)
            + count(*) filter (where state in ('arrived', 'queued', 'offered'))`,
    );
    if (strange.length > 0) throw new Error(`What never may be: ${JSON.stringify(strange)}`);
  }

  /** Nobody is ready while a call waits: what could ring by now does, a moment later at the latest. */
  async checkSoon(): Promise<void> {
    await until('no free desk is left beside a call', async () => {
      const left = await this.centre.act(async (ctx) => {
        const queue = {
          calls: await peekQueue(ctx.tx, ctx.tenantId),
          desks: await readQueueDesks(ctx.tx, ctx.tenantId),
          ...(await readQueueSettings(ctx.tx, ctx.tenantId)),
        };
        const plan = planQueue(queue, ctx.now);
        const isLed = (id: string) =>
          plan.lookAt.has(id) || queue.calls.some((call) => call.id === id && call.ringing.length > 0);
        return ok(
          plan.offers.length +
            (queue.desks.some(({ reachable }) => reachable) ? queue.calls.filter(({ id }) => !isLed(id)).length : 0),
        );
      });
      return left.ok && left.value === 0;
    });
  }

  /** The server is back, all go home, the desks do what they owe; then nothing may be left anywhere. */
  async settle(): Promise<void> {
    await this.#serverBack();
    await this.checkSoon();
    for (const citizen of [...this.#citizens]) this.#leave(citizen);
    for (const desk of this.#desks) await until('the desk registers', async () => (await desk.register()) === 200);
    await until('every call is over', async () => {
      await this.centre.calls.telephony.importCel();
      const open = await rows(this.centre.database.systemDb, sql`select id from calls where ended_at is null`);
      return open.length === 0 && this.centre.calls.telephony.state().openCalls === 0;
    });
    for (const { userId } of this.#desks) await this.#backToReady(userId);
    await until('no channel is left in the exchange', async () => {
      const channels = await this.centre.exchange.asterisk.command('core show channels concise');
      return channels.split('\n').every((line) => line === '' || line.startsWith(`Local/hold@${watchContext}`));
    });
  }

  async #backToReady(userId: string): Promise<void> {
    const { systemDb } = this.centre.database;
    const owed = await rows<{ id: CallId }>(
      systemDb,
      sql`select id from calls where state = 'ended' and answered_at is not null and disposition is null`,
    );
    for (const { id } of owed)
      await this.#by(userId, (ctx) =>
        classifyCall(ctx, { params: { id }, query: {}, body: { code: 'INFO_PUBLIC', evidence: [] } }),
      );
    await until('the desk is ready', async () => {
      const moved = await this.centre.act((ctx) => movePresence(ctx, userId, 'ready', null));
      const found = await row<{ state: string; reachable: boolean }>(
        systemDb,
        sql`select state, reachable from presences where user_id = ${userId}`,
      );
      return moved.ok && found?.state === 'ready' && found.reachable;
    });
  }

  close(): Promise<void> {
    return this.centre.close();
  }
}
