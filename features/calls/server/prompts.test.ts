import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestCentre, type TestCentre } from '#features/people/server/testing.ts';
import { startJobs } from '#platform/server/jobs/jobs.ts';
import { readWav, toneLevel, writeWav } from '#platform/server/sip/sound.ts';
import { createTestDatabase, type TestDatabase } from '#platform/server/testing/test-database.ts';
import { until } from '#platform/server/testing/until.ts';
import { present } from '#platform/shared/result.ts';
import type { PromptView } from '../prompt-contract.ts';
import { preparePrompts, shippedPrompts } from './pbx/prompts.ts';
import { createPrompts } from './prompt-actions.ts';
import { callSettings } from './setting-kinds.ts';

let database: TestDatabase;
let centre: TestCentre;
let jobs: { stop: () => Promise<void> };
let folder = '';
let [admin, reader, other] = ['', '', ''];
let prompts: ReturnType<typeof createPrompts>;
const reason = 'Suara petugas sendiri';

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'sigap-prompts-'));
  prompts = createPrompts({ systemDb: database.systemDb, place: () => centre.place, dataFolder: folder });
  const feature = { name: 'calls', ...prompts.feature };
  centre = await createTestCentre(database, { features: [feature], settingKinds: callSettings });
  jobs = await startJobs({ ownerPool: database.ownerPool, place: centre.place, handlers: prompts.feature.jobs });
  const own = await centre.addTenant({ slug: 'sidoarjo' });
  const foreign = await centre.addTenant({ slug: 'ketapang', regionCode: '61.04' });
  await centre.addUser(own, { username: 'admin', roles: ['ADMIN'] });
  await centre.addUser(own, { username: 'penyelia', roles: ['SUPERVISOR'] });
  await centre.addUser(foreign, { username: 'ketapang.admin', roles: ['ADMIN'] });
  [admin, reader, other] = [
    await centre.cookieOf('admin'),
    await centre.cookieOf('penyelia'),
    await centre.cookieOf('ketapang.admin'),
  ];
  await mkdir(join(folder, 'asterisk'), { recursive: true });
  const tenants = [
    { slug: 'sidoarjo', name: 'Kabupaten Sidoarjo' },
    { slug: 'ketapang', name: 'Kabupaten Ketapang' },
  ];
  await preparePrompts({ folders: exchange(), tenants, speech: undefined, owner: undefined });
  await prompts.placeAll();
});
afterAll(async () => {
  await jobs.stop();
  await centre.close();
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

const exchange = () => ({ prompts: join(folder, 'asterisk/prompts'), music: join(folder, 'asterisk/music') });
const announcement = (slug = 'sidoarjo') => join(exchange().prompts, `announcement-${slug}.wav`);
const shipped = (name: string) => readFile(join(shippedPrompts, `${name}.wav`));
const read = (url: string, cookie = admin) => centre.app.inject({ method: 'GET', url, headers: { cookie } });
const post = async (url: string, payload: object, cookie = admin) => {
  const response = await centre.app.inject({ method: 'POST', url, payload, headers: { cookie } });
  return { status: response.statusCode, body: response.json() };
};
const promptOf = async (name: string, cookie = admin): Promise<PromptView> =>
  present(
    (await read('/api/prompts', cookie)).json().items.find((prompt: PromptView) => prompt.name === name),
    `there is a prompt ${name}`,
  );

/** A tone as a wav file in base64. */
async function tone(given: { hertz?: number; rate?: number; seconds?: number; amplitude?: number } = {}) {
  const { hertz = 600, rate = 8000, seconds = 2, amplitude = 9000 } = given;
  const file = join(folder, 'tone.wav');
  const samples = Int16Array.from(
    { length: Math.round(rate * seconds) },
    (_, at) => amplitude * Math.sin((2 * Math.PI * hertz * at) / rate),
  );
  await writeWav(file, { rate, samples });
  return (await readFile(file)).toString('base64');
}
const hears = (file: string, hertz: number) =>
  until(`${hertz} Hz lies in ${file}`, async () => toneLevel((await readWav(file)).samples, hertz) > 3000);

describe('prompts', () => {
  test('a regency begins with the shipped ones and can listen to them', async () => {
    const all: PromptView[] = (await read('/api/prompts', reader)).json().items;
    expect(all.map((prompt) => prompt.name)).toEqual([
      'announcement',
      'soon-answered',
      'please-wait',
      'hold',
      'all-busy',
      'call-back',
      'call-back-thanks',
      'silent',
      'silent-local',
    ]);
    expect(all.every((prompt) => prompt.content.sha256 === null)).toBe(true);
    const sound = await read(`/api/prompts/${(await promptOf('announcement')).id}/sound`, reader);
    expect(sound.headers['content-type']).toBe('audio/wav');
    expect(sound.rawPayload.equals(await shipped('announcement-sidoarjo'))).toBe(true);
  });

  test('an upload is heard from the next playing on, brought to 8 kHz; the other regency keeps its own; undo and back', async () => {
    const { id } = await promptOf('announcement');
    const before = await readFile(announcement('ketapang'));
    const upload = { version: 1, reason, wav: await tone({ hertz: 600, rate: 16_000 }) };
    expect((await post(`/api/prompts/${id}/replace`, upload)).body).toEqual({ id, version: 2 });
    expect((await promptOf('announcement')).content.durationMs).toBe(2000);
    await hears(announcement(), 600);
    expect((await readWav(announcement())).rate).toBe(8000);
    expect((await readFile(announcement('ketapang'))).equals(before)).toBe(true);
    await hears(join(exchange().music, 'sidoarjo/1-announcement.wav'), 600);
    await post(`/api/prompts/${id}/replace`, { version: 2, reason, wav: await tone({ hertz: 900 }) });
    await hears(announcement(), 900);
    await post(`/api/settings/prompt/${id}/undo`, { version: 3, to: 2, reason: 'Yang dulu lebih jelas' });
    await hears(announcement(), 600);
    expect(
      (await read(`/api/prompts/${id}/sound?version=1`)).rawPayload.equals(await shipped('announcement-sidoarjo')),
    ).toBe(true);
    expect((await post(`/api/prompts/${id}/restore`, { version: 4, reason })).body).toEqual({ id, version: 5 });
    const original = await shipped('announcement-sidoarjo');
    await until('the shipped one is back', async () => (await readFile(announcement())).equals(original));
    expect((await read(`/api/prompts/${id}/sound?version=77`)).statusCode).toBe(404);
  });

  test('an own recording outlives a restart of the exchange, which prepares the shipped ones first', async () => {
    const { id, version } = await promptOf('soon-answered');
    await post(`/api/prompts/${id}/replace`, { version, reason, wav: await tone({ hertz: 700 }) });
    const placed = join(exchange().music, 'sidoarjo/2-soon-answered.wav');
    await hears(placed, 700);
    const tenants = [{ slug: 'sidoarjo', name: 'Kabupaten Sidoarjo' }];
    await preparePrompts({ folders: exchange(), tenants, speech: undefined, owner: undefined });
    expect((await readFile(placed)).equals(await shipped('soon-answered'))).toBe(true);
    await prompts.placeAll();
    await hears(placed, 700);
  });

  test('refuses what is no recording, with the reason, and changes nothing', async () => {
    const prompt = await promptOf('hold');
    const url = `/api/prompts/${prompt.id}/replace`;
    const send = async (wav: string, cookie = admin) =>
      (await post(url, { version: prompt.version, reason, wav }, cookie)).body.code;
    const stereo = Buffer.from(await tone(), 'base64');
    stereo.writeUInt16LE(2, 22);
    expect(await send(Buffer.from('ID3 this is no wav').toString('base64'))).toBe('prompt.not_wav');
    expect(await send(stereo.toString('base64'))).toBe('prompt.not_wav');
    expect(await send((await tone()).slice(0, 24))).toBe('prompt.not_wav');
    expect(await send(await tone({ rate: 48_000, seconds: 7.5 }))).toBe('prompt.too_large');
    expect(await send(await tone({ seconds: 0.2 }))).toBe('prompt.wrong_length');
    expect(await send(await tone({ seconds: 41 }))).toBe('prompt.wrong_length');
    expect(await send(await tone({ amplitude: 3 }))).toBe('prompt.silent');
    expect(await send(await tone(), reader)).toBe('permission.denied');
    expect(await send(await tone(), other)).toBe('setting.not_found');
    expect((await post(url, { version: 9, reason, wav: await tone() })).body.code).toBe('setting.stale');
    expect((await read(`/api/prompts/${prompt.id}/sound`, other)).statusCode).toBe(404);
    expect(await promptOf('hold')).toEqual(prompt);
  });
});
