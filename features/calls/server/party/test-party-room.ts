// A centre with two desks, a citizen, and somebody outside (PLN) behind its operator, all with real telephones.
import { sql } from 'kysely';
import type { Actor } from '#platform/server/action.ts';
import { row, rows } from '#platform/server/db/database.ts';
import { listenForCalls, type Phone, type ReceivedCall } from '#platform/server/sip/listen-for-calls.ts';
import { type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { until } from '#platform/server/testing/until.ts';
import { runAction } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import type { PartyStep } from '../../party.ts';
import type { PartyView } from '../../party-contract.ts';
import { insertEntry } from '../directory/directory-store.ts';
import { movePresence } from '../set-presence.ts';
import type { CallRow } from '../store.ts';
import { openTestCentre, type TestCentre, type TestDesk } from '../test-room.ts';
import { callOut } from './call-out.ts';
import { callParty, stepParty } from './party-actions.ts';
import type { PartyRow } from './party-store.ts';

/** By tones: who hears whom is heard, on each side. */
export const tones = { citizen: 440, desk: 1100, agency: 1500, second: 1900 } as const;

export interface Ear {
  readonly heard: PlacedCall['heard'];
  now(): number;
}
/** Just these are heard, now. */
export async function hears(who: string, ear: Ear, ...wanted: number[]): Promise<void> {
  const others = Object.values(tones).filter((tone) => !wanted.includes(tone));
  await until(`${who} hears ${wanted.join(' and ') || 'none of them'}`, () => {
    const now = ear.now();
    const from = now - 400;
    return (
      wanted.every((tone) => ear.heard.tones([tone], from).length > 0) && ear.heard.tones(others, from).length === 0
    );
  });
}
/** It is not silent there: a prompt, a ringing tone. */
export const hearsPrompt = (who: string, ear: Ear) =>
  until(`${who} hears a prompt`, () => ear.heard.energy(ear.now() - 500, ear.now()) > 100);

type Input = Parameters<typeof callParty>[1];
type Brought = { readonly id: string };
type Ask = 'consult' | 'blind';

/** What everything below works with. */
interface Places {
  readonly centre: TestCentre;
  readonly desk: TestDesk;
  readonly second: TestDesk;
  /** The operator, behind whom everybody outside is. */
  readonly agency: Phone;
  readonly target: { readonly kind: 'entry'; readonly id: ReturnType<typeof newId<'directory_entry'>> };
}

export type PartyRoom = Places &
  ReturnType<typeof readingsIn> &
  ReturnType<typeof partiesIn> &
  ReturnType<typeof callsIn>;

/** A centre whose calls can leave it, and which has PLN in its directory; `follows`: lost calls are called back. */
export async function openOutside(follows: boolean): Promise<Pick<Places, 'centre' | 'agency' | 'target'>> {
  const agency = await listenForCalls({ address: '127.9.0.9', answerAfterMs: 'never', audio: { tone: tones.agency } });
  const outgoing = { host: '127.9.0.9', port: agency.port, transport: 'udp' } as const;
  const centre = await openTestCentre({ outgoing, follows });
  const target = { kind: 'entry', id: newId<'directory_entry'>() } as const;
  const content = { name: 'PLN 123', nameEn: 'PLN 123', number: '123', group: 'utility', words: '' } as const;
  await centre.act(async (ctx) => {
    await insertEntry(ctx, { id: target.id, content: { ...content, position: 1, active: true } });
    return { ok: true, value: null };
  });
  return { centre, agency, target };
}

export async function openPartyRoom(): Promise<PartyRoom> {
  const { centre, agency, target } = await openOutside(false);
  const desk = await centre.addDesk('petugas1', { answerAfterMs: 'never', tone: tones.desk, ready: false });
  const second = await centre.addDesk('petugas2', { answerAfterMs: 'never', tone: tones.second, ready: false });
  const places = { centre, desk, second, agency, target };
  const readings = readingsIn(centre);
  const parties = partiesIn(places, readings);
  return { ...places, ...readings, ...parties, ...callsIn(places, readings, parties) };
}

/** What is written. */
function readingsIn({ database: { systemDb } }: TestCentre) {
  const one = async <Row>(statement: Parameters<typeof row>[1]) =>
    present(await row<Row>(systemDb, statement), 'the row is there');
  return {
    one,
    lastCall: () => one<CallRow>(sql`select * from calls order by number desc limit 1`),
    partyRow: (id: string) => one<PartyRow>(sql`select * from call_parties where id = ${id}`),
    presenceOf: async (userId: string) =>
      (await one<{ state: string }>(sql`select state from presences where user_id = ${userId}`)).state,
    namesOf: async (callId: string): Promise<string[]> => {
      const found = await rows<{ name: string }>(
        systemDb,
        sql`select name from events where (subject_id = ${callId} or content ->> 'callId' = ${callId})
            and name in ('call.held', 'call.resumed', 'call.unattended', 'call.joined', 'call.ended', 'party.called', 'party.answered', 'party.joined',
              'party.parted', 'party.handed_over', 'party.ended') order by seq`,
      );
      return found.map(({ name }) => name);
    },
  };
}

/** What a desk does with a third person. */
function partiesIn({ centre, desk, agency, target }: Places, { partyRow }: ReturnType<typeof readingsIn>) {
  const actorOf = (userId: string): Actor => {
    const permissions = new Set(['call.take']);
    return { kind: 'user', id: userId, sessionId: null, permissions, topics: [], groupId: null, language: 'id' };
  };
  const act = <Value, Code extends string>(work: Parameters<typeof runAction<Value, Code>>[2], userId = desk.userId) =>
    runAction(centre.place, { tenantId: centre.tenantId, actor: actorOf(userId) }, work);
  const askFor = (call: CallRow, ask: Ask) => {
    // The id of a row that newId made.
    const id = call.id as Input['params']['id'];
    return act((ctx) => callParty(ctx, { params: { id }, body: { to: target, ask }, query: {} }));
  };
  return {
    act,
    askFor,
    bring: async (call: CallRow, ask: Ask): Promise<{ party: Brought; there: ReceivedCall }> => {
      const before = agency.calls.length;
      const asked = await askFor(call, ask);
      if (!asked.ok) throw new Error(asked.refusal.code);
      return { party: asked.value, there: await agency.waitForCall(before + 1) };
    },
    step: (party: Brought, wanted: PartyStep, userId = desk.userId) => {
      // The id of a row that newId made.
      const id = party.id as PartyView['id'];
      return act((ctx) => stepParty(ctx, { params: { id }, body: { step: wanted }, query: {} }), userId);
    },
    answerIsWritten: (party: Brought) =>
      until('the answer is written', async () => (await partyRow(party.id)).answered_at !== null),
  };
}

/** How a test begins and ends. */
function callsIn(
  { centre, desk, second, agency, target }: Places,
  { one, lastCall }: ReturnType<typeof readingsIn>,
  { act }: ReturnType<typeof partiesIn>,
) {
  let citizen: PlacedCall | null = null;
  return {
    /** A citizen talks with the desk. */
    talk: async () => {
      if ((await desk.register()) !== 200) throw new Error('The telephone of the desk was not registered');
      await centre.act((ctx) => movePresence(ctx, desk.userId, 'ready', null));
      const before = desk.phone.calls.length;
      const { sipPort: port } = centre.exchange.places;
      const audio = { tone: tones.citizen };
      const calling = await placeCall({ host: '127.0.0.1', port, from: '081234567890', to: '112', audio });
      citizen = calling;
      const telephone = await desk.phone.waitForCall(before + 1);
      telephone.answer();
      await calling.waitFor('answered');
      await until('the answer is written', async () => (await lastCall()).state === 'answered');
      return { telephone, citizen: calling, call: await lastCall() };
    },
    /** The desk calls PLN. */
    callOutside: async () => {
      if ((await desk.register()) !== 200) throw new Error('The telephone of the desk was not registered');
      const reachable = () =>
        one<{ reachable: boolean }>(sql`select reachable from presences where user_id = ${desk.userId}`);
      await until('the telephone is seen', async () => (await reachable()).reachable);
      const [rings, outside] = [desk.phone.calls.length, agency.calls.length];
      const asked = await act((ctx) => callOut(ctx, { params: {}, body: { to: target }, query: {} }));
      if (!asked.ok) throw new Error(asked.refusal.code);
      const telephone = await desk.phone.waitForCall(rings + 1);
      telephone.answer();
      return { telephone, there: await agency.waitForCall(outside + 1), callId: asked.value.callId };
    },
    /** No call is left, and nobody is on duty. */
    clear: async () => {
      await citizen?.hangUp();
      await until('the call is over', () => centre.calls.telephony.state().openCalls === 0);
      await centre.database.ownerPool.query(
        "update calls set disposition = 'TEST' where disposition is null and state = 'ended'",
      );
      for (const { userId } of [desk, second])
        await until('the desk is off duty', async () => {
          const left = await centre.act((ctx) => movePresence(ctx, userId, 'offline', null));
          return left.ok;
        });
    },
    close: async () => {
      agency.close();
      await centre.close();
    },
  };
}
