import type { BrowserContext, Page } from '@playwright/test';
import sharp from 'sharp';
import { wholeChromium } from './browsers.ts';
import {
  deliverPush,
  expectBigTargets,
  fieldPicture,
  post,
  type SentTask,
  sendUnitTo,
  untilKept,
} from './field-steps.ts';
import { api, soon } from './page-steps.ts';
import { test as base, expect, signIn, startWorld, type World } from './world.ts';

// A crew's telephone: the app opens the task, loses its network, does the whole task without it (with a photo, and through a reload),
// and comes back; the room has each step with the time it was pressed. What changed meanwhile is told in plain words.

const test = base.extend<object, { world: World }>({
  world: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for a destructured first parameter
    async ({}, use) => {
      // Nobody telephones here.
      const world = await startWorld({ env: { SIGAP_ASTERISK: 'off' } });
      await use(world);
      await world.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
});

test.use({ launchOptions: wholeChromium });

interface Play {
  readonly dispatcher: Page;
  readonly crew: Page;
  readonly telephone: BrowserContext;
  readonly unitId: string;
}

interface StatusRow {
  readonly status: string;
  readonly at: string;
  readonly deviceAt: string | null;
  readonly recordedAt: string;
  readonly source: string;
}

async function begin(play: { browser: Parameters<typeof signIn>[0]; world: World }): Promise<Play> {
  const { page: dispatcher } = await signIn(play.browser, play.world, 'dispatcher');
  const { page: crew, context: telephone } = await signIn(play.browser, play.world, 'crew1');
  await crew.setViewportSize({ width: 390, height: 844 });
  await telephone.grantPermissions(['geolocation', 'microphone', 'notifications', 'clipboard-write', 'clipboard-read']);
  await telephone.setGeolocation({ latitude: -7.4471, longitude: 112.7185, accuracy: 12 });
  await crew.waitForURL(/\/field$/, soon);
  await expect(crew.getByRole('heading', { name: 'Damkar 01' })).toBeVisible(soon);
  const { units } = await api<{ units: { id: string }[] }>(crew, '/api/field/tasks');
  return { dispatcher, crew, telephone, unitId: units[0]?.id ?? '' };
}

const historyOf = async ({ dispatcher, unitId }: Play, since: string) =>
  (await api<{ history: StatusRow[] }>(dispatcher, `/api/units/${unitId}`)).history
    .filter(({ source, recordedAt }) => source === 'crew' && recordedAt > since)
    .reverse();

async function opensTask({ crew, dispatcher, unitId }: Play): Promise<SentTask> {
  await expect(crew.getByText('Tidak ada tugas')).toBeVisible(soon);
  await expect(crew.getByText('Tersambung', { exact: true })).toBeVisible(soon);
  const task = await sendUnitTo(dispatcher, unitId, 'api besar di gudang, dua orang di dalam');
  await expect(crew.getByText('NYAWA TERANCAM')).toBeVisible(soon);
  await expect(crew.getByText('Jalan Melati 3')).toBeVisible();
  await expect(crew.getByText(/depan masjid An-Nur/)).toBeVisible();
  await expect(crew.getByText('Sri', { exact: true })).toBeVisible();
  expect(await crew.content()).not.toContain('Lestari');
  const way = await crew.getByRole('link', { name: 'Buka navigasi' }).getAttribute('href');
  expect(way).toBe('geo:-7.447800,112.718300?q=-7.447800,112.718300');
  await crew.getByRole('button', { name: 'Salin koordinat' }).click();
  expect(await crew.evaluate<string>('navigator.clipboard.readText()')).toBe('-7.447800,112.718300');
  await crew.getByRole('button', { name: 'Kirim posisi' }).click();
  await expect(crew.getByText(/^Posisi .* lalu, ±12 m$/)).toBeVisible(soon);
  await expectBigTargets(crew);
  await fieldPicture(crew, 'lapangan-tugas');
  return task;
}

/** Who would sign out is told what has not been sent, and stays. */
async function isWarnedOfLeaving(crew: Page): Promise<void> {
  const warning = crew.getByText(/^5 tindakan atau berkas belum sampai di server/);
  await crew.getByRole('button', { name: 'Menu' }).click();
  await crew.getByRole('button', { name: 'Keluar' }).click();
  await expect(warning).toBeVisible(soon);
  await crew.keyboard.press('Escape');
  await expect(warning).toBeHidden(soon);
  // The first dialog gives the keyboard back to the one below it a frame after it is gone.
  await expect(async () => {
    await crew.keyboard.press('Escape');
    await expect(crew.getByRole('dialog')).toBeHidden({ timeout: 2_000 });
  }).toPass(soon);
}

async function worksOffline(play: Play, task: SentTask): Promise<void> {
  const { crew, telephone, dispatcher } = play;
  await untilKept(crew);
  await telephone.setOffline(true);
  await expect(crew.getByText('Tanpa jaringan', { exact: true })).toBeVisible(soon);
  const offlineSince = new Date().toISOString();
  await crew.getByRole('button', { name: /MULAI/ }).click();
  await expect(crew.getByText('Tanpa jaringan, 1 menunggu')).toBeVisible(soon);
  await crew.getByRole('button', { name: /TIBA/ }).click();
  await expect(crew.getByText('Tanpa jaringan, 2 menunggu')).toBeVisible(soon);
  const camera = await sharp({ create: { width: 3000, height: 2000, channels: 3, background: '#a33' } })
    .jpeg()
    .toBuffer();
  await crew.locator('input[type=file]').setInputFiles({ name: 'foto.jpg', mimeType: 'image/jpeg', buffer: camera });
  await expect(crew.getByText('1 berkas belum terkirim')).toBeVisible(soon);

  await crew.reload();
  await expect(crew.getByText('Tanpa jaringan, 3 menunggu')).toBeVisible(soon);
  await expect(crew.getByText(/Ini keadaan pukul/)).toBeVisible();
  await expect(crew.getByText('Jalan Melati 3')).toBeVisible();
  await fieldPicture(crew, 'lapangan-tanpa-jaringan');

  await crew.getByRole('button', { name: 'Tulis catatan' }).click();
  await crew.getByRole('textbox', { name: 'Catatan untuk ruang kendali' }).fill('dua korban dibawa keluar');
  await crew.getByRole('button', { name: 'Kirim', exact: true }).click();
  await crew.getByRole('button', { name: /SELESAI/ }).click();
  await fieldPicture(crew, 'lapangan-hasil');
  await crew.getByRole('button', { name: 'Selesai ditangani' }).click();
  await expect(crew.getByText('Tersimpan, menunggu jaringan').first()).toBeVisible(soon);
  await expect(crew.getByText('Tanpa jaringan, 5 menunggu')).toBeVisible(soon);
  await isWarnedOfLeaving(crew);

  expect(await historyOf(play, offlineSince)).toEqual([]);
  const backAt = new Date().toISOString();
  await telephone.setOffline(false);
  await expect(crew.getByText('Tersambung', { exact: true })).toBeVisible(soon);
  await expect(crew.getByText('Tidak ada tugas')).toBeVisible(soon);
  const steps = await historyOf(play, offlineSince);
  expect(steps.map(({ status }) => status)).toEqual(['en_route', 'on_scene']);
  for (const step of steps) {
    // The room has when it was pressed, and when it came.
    expect(step.at).toBe(step.deviceAt);
    expect(step.at < backAt).toBe(true);
    expect(step.recordedAt > backAt).toBe(true);
  }
  expect((await api<{ state: string }>(dispatcher, `/api/incidents/${task.incidentId}`)).state).toBe('RESOLVED');
  await dispatcher.goto(`/incidents/${task.incidentId}`);
  await expect(dispatcher.getByText('dua korban dibawa keluar').first()).toBeVisible(soon);
  const files = dispatcher.getByRole('region', { name: 'Lampiran' });
  await expect(files.getByRole('listitem')).toHaveCount(1, soon);
  const pressed = new Intl.DateTimeFormat('id-ID', { timeZone: 'Asia/Jakarta', timeStyle: 'medium' });
  for (const { at } of steps)
    await expect(dispatcher.getByText(pressed.format(new Date(at))).first()).toBeVisible(soon);
}

async function conflictIsTold(play: Play): Promise<void> {
  const { crew, telephone, dispatcher, unitId } = play;
  const task = await sendUnitTo(dispatcher, unitId, 'asap di pasar');
  await expect(crew.getByRole('button', { name: /MULAI/ })).toBeVisible(soon);
  await telephone.setOffline(true);
  await post(dispatcher, `/api/assignments/${task.assignmentId}/cancel`, { reason: 'not_needed' });
  await crew.getByRole('button', { name: /MULAI/ }).click();
  await expect(crew.getByText('Tanpa jaringan, 1 menunggu')).toBeVisible(soon);
  await telephone.setOffline(false);
  const told = crew.getByRole('region', { name: 'Tidak tercatat' });
  await expect(
    told.getByText(/Menuju lokasi, ditekan .*: Tidak dapat dilakukan: penugasan sudah berstatus Dibatalkan/),
  ).toBeVisible(soon);
  await expect(told.getByText('Sekarang: tugas ini bukan lagi tugas unit Anda')).toBeVisible();
  await fieldPicture(crew, 'lapangan-tidak-tercatat');
  await crew.reload();
  await told.getByRole('button', { name: 'Mengerti' }).click(soon);
  await expect(told).toBeHidden(soon);
}

async function twoTabsSendOnce(play: Play): Promise<void> {
  const { crew, telephone, dispatcher, unitId } = play;
  const task = await sendUnitTo(dispatcher, unitId, 'pohon tumbang');
  const second = await telephone.newPage();
  await second.setViewportSize({ width: 390, height: 844 });
  await second.goto(`/field/tasks/${task.assignmentId}`);
  await expect(second.getByRole('button', { name: /MULAI/ })).toBeVisible(soon);
  await telephone.setOffline(true);
  const since = new Date().toISOString();
  await crew.getByRole('button', { name: /MULAI/ }).click();
  // The other tab knows it at once, and leads on.
  await second.getByRole('button', { name: /TIBA/ }).click();
  await telephone.setOffline(false);
  for (const tab of [crew, second]) await expect(tab.getByText('Tersambung', { exact: true })).toBeVisible(soon);
  expect((await historyOf(play, since)).map(({ status }) => status)).toEqual(['en_route', 'on_scene']);
  await second.close();
}

async function voiceIsKept(play: Play): Promise<void> {
  const { crew, dispatcher, unitId } = play;
  await crew.getByRole('button', { name: 'Suara' }).click();
  await expect(crew.getByText('Merekam… paling lama 2 menit')).toBeVisible(soon);
  await expect(crew.getByRole('timer').last()).not.toContainText(/0:0[01]/, soon);
  await crew.getByRole('button', { name: 'Selesai dan kirim' }).click();
  const { tasks } = await api<{ tasks: { incidentId: string }[] }>(crew, '/api/field/tasks');
  await expect
    .poll(async () => {
      const path = `/api/incidents/${tasks[0]?.incidentId}/attachments`;
      return (await api<{ items: { kind: string }[] }>(dispatcher, path)).items.map(({ kind }) => kind);
    }, soon)
    .toEqual(['voice']);
  const { unit } = await api<{ unit: { place: { accuracyM: number } | null } }>(dispatcher, `/api/units/${unitId}`);
  expect(unit.place?.accuracyM).toBe(12);
}

async function asksForHelp({ crew, dispatcher }: Play): Promise<void> {
  await crew.getByRole('button', { name: 'BUTUH BANTUAN' }).click();
  await crew.getByRole('button', { name: 'YA, KIRIM ALARM' }).click();
  await expect(crew.getByText('Alarm bantuan Anda berbunyi di ruang kendali')).toBeVisible(soon);
  const { items } = await api<{ items: { kind: string }[] }>(dispatcher, '/api/unit-alarms');
  expect(items.map(({ kind }) => kind)).toEqual(['panic']);
}

async function pushIsShown({ crew }: Play): Promise<void> {
  const id = crypto.randomUUID();
  await deliverPush(crew, {
    id,
    title: 'Tugas baru untuk unit Anda P1',
    text: 'Ketuk untuk membuka tugas.',
    path: '/tasks',
  });
  const shown = () =>
    crew.evaluate<object[]>(`
      navigator.serviceWorker.getRegistration('/field').then((worker) => worker.getNotifications()).then((all) =>
        all.map(({ title, body, tag, data }) => ({ title, body, tag, path: data.path })))`);
  await expect
    .poll(shown, soon)
    .toEqual([{ title: 'Tugas baru untuk unit Anda P1', body: 'Ketuk untuk membuka tugas.', tag: id, path: '/field' }]);
}

async function givesBack(play: Play): Promise<void> {
  const { crew, dispatcher, unitId } = play;
  await crew.getByRole('button', { name: 'Tidak bisa' }).click();
  await fieldPicture(crew, 'lapangan-tidak-bisa');
  await crew.getByRole('button', { name: 'Rusak atau terhambat' }).click();
  await expect(crew.getByText('Tidak ada tugas')).toBeVisible(soon);
  const { unit } = await api<{ unit: { tasks: object[] } }>(dispatcher, `/api/units/${unitId}`);
  expect(unit.tasks).toEqual([]);
  await fieldPicture(crew, 'lapangan-tanpa-tugas');
  // Nobody has it any more: it can be taken again.
  await crew
    .getByRole('button', { name: /^AMBIL/ })
    .first()
    .click();
  await expect(crew.getByRole('button', { name: /MULAI/ })).toBeVisible(soon);
}

test('a crew does its whole task without a network and comes back', async ({ browser, world }) => {
  const play = await begin({ browser, world });
  const task = await test.step('the task opens', () => opensTask(play));
  await test.step('the whole task offline, with a photo and a reload', () => worksOffline(play, task));
  await test.step('a conflict in plain words', () => conflictIsTold(play));
  await test.step('two tabs send once', () => twoTabsSendOnce(play));
  await test.step('a voice note', () => voiceIsKept(play));
  await test.step('help is asked for', () => asksForHelp(play));
  await test.step('a push is shown', () => pushIsShown(play));
  await test.step('a task is given back, and taken again', () => givesBack(play));
});
