import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { changeSetting } from '#features/people/server/setting-versions.ts';
import { systemActor } from '#platform/server/action.ts';
import { row, run } from '#platform/server/db/database.ts';
import { type CallOptions, type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { energyOf, telephoneRate, tonesIn, writeWav } from '#platform/server/sip/sound.ts';
import { until } from '#platform/server/testing/until.ts';
import { runAction } from '#platform/server/unit.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import { type PromptName, promptNames } from '../prompt.ts';
import { keepUpload, ownFolder } from './prompt-files.ts';
import { promptKind, seedPrompts, selectPrompts } from './prompt-store.ts';
import { movePresence } from './set-presence.ts';
import { openTestCentre, type TestCentre, type TestDesk } from './test-room.ts';

/** Each prompt is a tone of its own, so that it can be told from the others and from those of the other regency. */
const own: Readonly<Record<PromptName, number>> = {
  announcement: 600,
  'soon-answered': 700,
  'please-wait': 900,
  hold: 1250,
  'all-busy': 1700,
  'call-back': 2100,
  'call-back-thanks': 2200,
  silent: 3000,
  'silent-local': 3200,
};
const theirs: typeof own = {
  announcement: 650,
  'soon-answered': 750,
  'please-wait': 950,
  hold: 1300,
  'all-busy': 1750,
  'call-back': 2150,
  'call-back-thanks': 2250,
  silent: 3050,
  'silent-local': 3250,
};
const newWait = 2000;
/** What is set now in the first regency. */
const set: Record<PromptName, number> = { ...own };
const ring = 425;
const deskTones = [2300, 2600] as const;
const all = [...Object.values(own), ...Object.values(theirs), newWait, ring, ...deskTones];

let centre: TestCentre;
let first: TestDesk;
let second: TestDesk;
const ketapang = newId<'tenant'>();
const placed: PlacedCall[] = [];

beforeAll(async () => {
  centre = await openTestCentre();
  await run(
    centre.database.systemDb,
    sql`insert into tenants (id, slug, name, short_name, region_code, zone) values (${ketapang}, 'ketapang', 'Kabupaten Ketapang', 'Ketapang', '61.04', 'Asia/Jakarta')`,
  );
  for (const [tenantId, slug, tones] of [
    [centre.tenantId, 'sidoarjo', own],
    [ketapang, 'ketapang', theirs],
  ] as const) {
    await act(tenantId, async (ctx) => {
      await seedPrompts(ctx);
      return { ok: true, value: null };
    });
    for (const name of promptNames) await replace(tenantId, slug, name, tones[name]);
  }
  first = await centre.addDesk('petugas1', { answerAfterMs: 'never', tone: deskTones[0], ready: false });
  second = await centre.addDesk('petugas2', { answerAfterMs: 'never', tone: deskTones[1], ready: false });
});
afterAll(() => centre?.close());
afterEach(async () => {
  for (const caller of placed.splice(0)) await caller.hangUp();
  await until('all calls are over', () => centre.calls.telephony.state().openCalls === 0);
  await centre.database.ownerPool.query(
    "update calls set disposition = 'TEST' where disposition is null and state = 'ended'",
  );
  for (const desk of [first, second]) await choose(desk, 'offline');
});

const act = (tenantId: string, work: Parameters<typeof runAction<unknown, string>>[2]) =>
  runAction(centre.place, { tenantId, actor: systemActor }, work);

/** What the settings screen does: keep the file, change the setting; the job that follows puts it where it is played. */
async function replace(tenantId: string, slug: string, name: PromptName, hertz: number, seconds = 1): Promise<void> {
  const { folder } = centre.exchange.places;
  const file = join(folder, 'upload.wav');
  const samples = Int16Array.from(
    { length: telephoneRate * seconds },
    (_, at) => 9000 * Math.sin((2 * Math.PI * hertz * at) / telephoneRate),
  );
  await writeWav(file, { rate: telephoneRate, samples });
  const kept = await keepUpload(ownFolder(folder, slug), await readFile(file));
  if (!kept.ok) throw new Error(`The recording was refused: ${kept.refusal.code}`);
  const changed = await act(tenantId, async (ctx) => {
    const prompt = present(
      (await selectPrompts(ctx)).find((each) => each.name === name),
      'a regency has every prompt',
    );
    const { id, version } = prompt;
    return changeSetting(ctx, promptKind, { id, version, reason: 'Suara sendiri', content: kept.value });
  });
  expect(changed.ok).toBe(true);
  const played = join(centre.exchange.prompts, slug, `${name}.wav`);
  const wanted = await readFile(join(ownFolder(folder, slug), `${kept.value.sha256}.wav`));
  // The prompt in a regency's own language has no file before its first recording.
  const heard = () => readFile(played).catch(() => null);
  await until(`${name} of ${slug} is in its place`, async () => (await heard())?.equals(wanted) === true);
}

async function call(options: Partial<CallOptions> = {}): Promise<PlacedCall> {
  const { sipPort: port } = centre.exchange.places;
  const audio = { silence: true } as const;
  const caller = await placeCall({ host: '127.0.0.1', port, from: '081234567890', to: '112', audio, ...options });
  placed.push(caller);
  return caller;
}

async function choose(desk: TestDesk, state: 'ready' | 'offline'): Promise<void> {
  // A registration lasts a minute, and listening takes longer than that.
  if (state === 'ready') await seen(desk);
  await until(
    `${state} is possible`,
    async () => (await centre.act((ctx) => movePresence(ctx, desk.userId, state, null))).ok,
  );
}

async function seen(desk: TestDesk): Promise<void> {
  expect(await desk.register()).toBe(200);
  await until('the desk is seen', async () => {
    const found = await row<{ reachable: boolean }>(
      centre.database.systemDb,
      sql`select reachable from presences where user_id = ${desk.userId}`,
    );
    return found?.reachable === true;
  });
}

/** What was heard from a moment on, in pieces of 100 ms. By samples and not by arrival: a busy machine reads packets late. */
function pieces(caller: PlacedCall, from: number): Int16Array[] {
  const samples = caller.heard.samples(from);
  const size = telephoneRate / 10;
  return Array.from({ length: Math.floor(samples.length / size) }, (_, at) =>
    samples.subarray(at * size, (at + 1) * size),
  );
}

/** The tones in order, each named once however long it lasted; a tone is one that two pieces in a row have. */
function heardIn(caller: PlacedCall, from = 0): number[] {
  const heard: number[] = [];
  let before: number[] = [];
  for (const piece of pieces(caller, from)) {
    const now = tonesIn(piece, all);
    for (const tone of now) if (before.includes(tone) && heard.at(-1) !== tone) heard.push(tone);
    before = now;
  }
  return heard;
}

/** The longest time without any sound, in ms; a stream with gaps fails, for then it is not known. */
function longestSilence(caller: PlacedCall, from: number): number {
  const heard = pieces(caller, from);
  expect(heard.length * 100).toBeGreaterThan((caller.now() - from) * 0.8);
  let [longest, silent] = [0, 0];
  for (const piece of heard) {
    silent = energyOf(piece) > 200 ? 0 : silent + 100;
    longest = Math.max(longest, silent);
  }
  return longest;
}

/** Listening costs time that the exchange's server beside it needs: five times a second is enough. */
const listen = (what: string, isSo: () => boolean) =>
  until(what, async () => {
    await sleep(200);
    return isSo();
  });

const hears = (caller: PlacedCall, wanted: readonly number[], from = 0) =>
  listen(`${wanted} is heard`, () => {
    const heard = heardIn(caller, from);
    return wanted.every((tone, index) => heard[index] === tone);
  });

/** The desk alone is heard from its answer on. */
async function hearsOnly(caller: PlacedCall, tone: number): Promise<void> {
  await listen('the desk is heard', () => caller.heard.tones([tone], caller.now() - 200).length > 0);
  const began = caller.now();
  await listen('it went on for a while', () => pieces(caller, began).length >= 25);
  expect(heardIn(caller, began)).toEqual([tone]);
}

describe('a caller who waits', () => {
  test('hears the prompts of their own regency in turn, also one replaced meanwhile, and the answer cuts them', async () => {
    // One sends no packet at all before the answer, as many telephones do.
    const [mine, other] = await Promise.all([
      call({ audio: 'none' }),
      call({ localAddress: '127.0.1.7', from: '081200000002' }),
    ]);
    const turn = (of: typeof own) => [of.announcement, of['soon-answered'], ring, of['please-wait'], ring];
    await Promise.all([hears(mine, turn(own)), hears(other, turn(theirs))]);
    await replace(centre.tenantId, 'sidoarjo', 'please-wait', newWait);
    set['please-wait'] = newWait;
    await Promise.all([
      hears(mine, [...turn(own), own['soon-answered'], ring, newWait, ring]),
      hears(other, [...turn(theirs), theirs['soon-answered'], ring, theirs['please-wait'], ring]),
    ]);
    for (const caller of [mine, other]) {
      const early = caller.events.find((event) => event.type === 'early-media')?.at ?? 0;
      expect(longestSilence(caller, early)).toBeLessThan(8000);
      expect(caller.events.map((event) => event.type)).not.toContain('answered');
    }
    const before = first.phone.calls.length;
    await choose(first, 'ready');
    (await first.phone.waitForCall(before + 1)).answer();
    await mine.waitFor('answered');
    await hearsOnly(mine, deskTones[0]);
  });

  test('is cut short in the announcement too', async () => {
    // Long enough that no machine is too slow to answer in it.
    await replace(centre.tenantId, 'sidoarjo', 'announcement', own.announcement, 35);
    const before = first.phone.calls.length;
    await choose(first, 'ready');
    const caller = await call();
    const received = await first.phone.waitForCall(before + 1);
    await hears(caller, [own.announcement]);
    received.answer();
    await caller.waitFor('answered');
    await hearsOnly(caller, deskTones[0]);
    expect(heardIn(caller)).toEqual([own.announcement, deskTones[0]]);
    await replace(centre.tenantId, 'sidoarjo', 'announcement', own.announcement);
  });

  test('goes on hearing it when our process comes back, and then the answer cuts it', async () => {
    const caller = await call();
    await hears(caller, [own.announcement, own['soon-answered'], ring]);
    await centre.calls.telephony.stop();
    await centre.calls.telephony.start();
    const before = first.phone.calls.length;
    await choose(first, 'ready');
    (await first.phone.waitForCall(before + 1)).answer();
    await caller.waitFor('answered');
    await hearsOnly(caller, deskTones[0]);
  });
});

describe('a caller who was answered', () => {
  test('hears the hold prompt again and again while the desk holds, and the desk after it', async () => {
    const before = first.phone.calls.length;
    await choose(first, 'ready');
    const caller = await call();
    const received = await first.phone.waitForCall(before + 1);
    received.answer();
    await caller.waitFor('answered');
    await hearsOnly(caller, deskTones[0]);
    const held = caller.now();
    await received.hold(true);
    await listen('it is heard twice', () => playings(caller, held) >= 2);
    expect(longestSilence(caller, held)).toBeLessThan(8000);
    await received.hold(false);
    await hearsOnly(caller, deskTones[0]);
  });

  test('and lost the desk hears the hold prompt once, then the waiting music, then the next desk', async () => {
    const [before, after] = [first.phone.calls.length, second.phone.calls.length];
    await choose(first, 'ready');
    const caller = await call();
    const received = await first.phone.waitForCall(before + 1);
    received.answer();
    await caller.waitFor('answered');
    await hearsOnly(caller, deskTones[0]);
    const lost = caller.now();
    // A closing page: hang-up, and the registration goes with it.
    await Promise.all([received.hangUp(), first.register(0)]);
    await listen('hold, ring and patience are heard', () => {
      const heard = heardIn(caller, lost).filter((tone) => tone !== deskTones[0]);
      return [set.hold, ring, set['please-wait'], ring].every((tone, index) => heard[index] === tone);
    });
    await choose(second, 'ready');
    (await second.phone.waitForCall(after + 1)).answer();
    await hearsOnly(caller, deskTones[1]);
  });
});

test('when our process dies while they wait, the fallback queue goes on with its own round', async () => {
  await Promise.all([first.register(0), second.register(0)]);
  const caller = await call();
  await hears(caller, [set.announcement, set['soon-answered'], ring]);
  await centre.calls.telephony.stop();
  const died = caller.now();
  // The ring tone of the waiting music, then the whole round of the fallback.
  const wanted = [set.announcement, set['soon-answered'], ring, set['please-wait']];
  await listen('the fallback queue is heard', () => {
    const heard = heardIn(caller, died);
    const begin = heard.indexOf(set.announcement);
    return begin >= 0 && wanted.every((tone, index) => heard[begin + index] === tone);
  });
  expect(longestSilence(caller, died)).toBeLessThan(8000);
  await caller.hangUp();
  await centre.calls.telephony.start();
});

test('while our server is down the fallback queue plays them, and its end says that all are busy', async () => {
  await Promise.all([first.register(0), second.register(0)]);
  await centre.calls.telephony.stop();
  const [mine, other] = await Promise.all([call(), call({ localAddress: '127.0.1.7', from: '081200000002' })]);
  await Promise.all([mine.waitFor('ended', 120_000), other.waitFor('ended', 120_000)]);
  const turn = (of: typeof own) => [of.announcement, of['soon-answered'], ring, of['please-wait'], ring];
  expect(heardIn(mine).slice(0, 5)).toEqual(turn(set));
  expect(heardIn(other).slice(0, 5)).toEqual(turn(theirs));
  expect(heardIn(mine).at(-1)).toBe(own['all-busy']);
  expect(heardIn(other).at(-1)).toBe(theirs['all-busy']);
  expect(mine.events.at(-1)).toMatchObject({ by: 'refused', status: 486 });
  await centre.calls.telephony.start();
});

/** How often the hold prompt began. */
function playings(caller: PlacedCall, from: number): number {
  let [count, was] = [0, false];
  for (const piece of pieces(caller, from)) {
    const is = tonesIn(piece, [own.hold]).length > 0;
    if (is && !was) count++;
    was = is;
  }
  return count;
}
