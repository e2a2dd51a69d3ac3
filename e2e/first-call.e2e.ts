import { writeFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { readWav } from '#platform/server/sip/sound.ts';
import { answer, finish, talks } from './call-steps.ts';
import { api, becomeReady, expectAccessible, sendIncident } from './page-steps.ts';
import { type Citizen, callAs, expect, signIn, test, type World } from './world.ts';

// The founding story: a citizen's call rings at two desks in turn, becomes an incident, goes to the fire service, is
// acknowledged, reached, finished and closed, and the month page shows exactly that call's times.

interface CallRow {
  id: string;
  state: string;
  arrivedAt: string;
  answeredAt: string | null;
  endedAt: string | null;
  recording: string | null;
  disposition: string | null;
}

async function energyOfRecording(
  page: Page,
  world: World,
  callId: string,
): Promise<{ caller: number; desk: number; ms: number }> {
  const path = `${world.data}/e2e-${callId}.wav`;
  const channels = { caller: 0, desk: 0, ms: 0 };
  for (const channel of ['caller', 'desk'] as const) {
    const response = await page.request.get(`/api/calls/${callId}/recording?channel=${channel}&reason=cerita`);
    expect(response.status()).toBe(200);
    await writeFile(path, await response.body());
    const { samples, rate } = await readWav(path);
    channels[channel] = Math.sqrt(
      samples.reduce((sum, sample) => sum + sample * sample, 0) / Math.max(1, samples.length),
    );
    channels.ms = (samples.length / rate) * 1000;
  }
  return channels;
}

/** A ring and an answer: the longest idle desk rings first, the next one after 5 s. */
async function ringInTurn(world: World, first: Page, second: Page): Promise<Citizen> {
  // The first desk became ready first. She lets it ring; after 5 s it is the second's.
  const citizen = callAs(world, { from: '081234567890', scenario: 'talk' });
  await expect(first.getByRole('heading', { name: 'Panggilan masuk' })).toBeVisible();
  await expect(second.getByRole('heading', { name: 'Panggilan masuk' })).toBeVisible();
  await expect(first.getByRole('heading', { name: 'Panggilan masuk' })).toBeHidden();
  return citizen;
}

async function answerAndHear(desk: Page): Promise<void> {
  await answer(desk);
  // The full number belongs to who takes the call, during call and wrap-up (design.md §7).
  await expect(desk.getByText(/0812[- ]3456[- ]7890/).first()).toBeVisible();
  await expectAccessible(desk, 'desk in a call');
  // WebRTC's own statistics, as the desk shows them: sound comes in and goes out.
  for (const side of [/Suara pelapor/, /Suara saya/]) {
    await expect
      .poll(async () => Number(await desk.getByRole('meter', { name: side }).getAttribute('aria-valuenow')))
      .toBeGreaterThan(0);
  }
}

/** Three fields while talking, and the proposal of the routing table, by keyboard alone. */
async function takeDownAndDispatch(desk: Page): Promise<void> {
  await expect(desk.getByRole('combobox', { name: /Jenis kejadian/ })).toBeFocused();
  await sendIncident(desk);
}

/** The agency hears it within a second and answers for it. */
async function acceptAndLeave(agency: Page): Promise<void> {
  await expect(agency.getByRole('button', { name: /^Terima/ }).first()).toBeVisible();
  await expect(agency).toHaveTitle(/\(1\)/);
  await agency
    .getByRole('button', { name: /^Terima/ })
    .first()
    .click();
  await agency
    .getByRole('button', { name: /^Berangkat/ })
    .first()
    .click();
}

async function hangUpAndFinish(desk: Page, citizen: Citizen): Promise<void> {
  await expect(talks(desk)).toBeVisible();
  await desk.keyboard.press('F4');
  expect(await citizen.ended, citizen.log()).toBe(0);
  await finish(desk);
}

async function arriveAndFinish(agency: Page): Promise<void> {
  await agency.getByRole('button', { name: /^Tiba/ }).first().click();
  await agency
    .getByRole('button', { name: /^Selesai/ })
    .first()
    .click();
  const result = agency.getByRole('dialog');
  await result
    .getByRole('button', { name: /Selesai|Simpan/ })
    .last()
    .click();
  await expect(result).toBeHidden();
  await expectAccessible(agency, 'agency');
}

/** Every supporting agency that was asked is released by the dispatcher, the caller is told, the incident closed. */
async function closeIncident(dispatcher: Page): Promise<void> {
  const open = await api<{ items: { id: string; number: number; state: string }[] }>(
    dispatcher,
    '/api/incidents?group=all',
  );
  const incident = open.items[0];
  expect(open.items).toHaveLength(1);
  if (incident === undefined) throw new Error('no incident');
  const assignments = await api<{ items: { id: string; state: string }[] }>(
    dispatcher,
    `/api/assignments?incidentId=${incident.id}`,
  );
  for (const assignment of assignments.items.filter(({ state }) => ['SENT', 'DELIVERED'].includes(state))) {
    const answer = await dispatcher.request.post(`/api/assignments/${assignment.id}/cancel`, {
      data: { reason: 'not_needed' },
      headers: { 'idempotency-key': `story-${assignment.id}` },
    });
    expect(answer.status(), await answer.text()).toBe(200);
  }
  await dispatcher.goto(`/incidents/${incident.id}`);
  await dispatcher.getByRole('button', { name: /Pelapor dikabari/ }).click();
  await dispatcher.getByRole('button', { name: /^Tutup kejadian/ }).click();
  const confirm = dispatcher.getByRole('dialog').or(dispatcher.getByRole('alertdialog'));
  if (await confirm.isVisible()) await confirm.getByRole('button', { name: /Tutup/ }).last().click();
  await expect
    .poll(async () => (await api<{ state: string }>(dispatcher, `/api/incidents/${incident.id}`)).state)
    .toBe('CLOSED');
}

/** The one call of this world, with both voices in its recording. */
async function expectRecorded(world: World, desk: Page, dispatcher: Page): Promise<CallRow> {
  const calls = await api<{ items: CallRow[] }>(dispatcher, '/api/calls');
  expect(calls.items).toHaveLength(1);
  const call = calls.items[0];
  if (call === undefined) throw new Error('no call');
  expect(call).toMatchObject({ state: 'ended', disposition: 'EMERGENCY_NEW' });
  await expect.poll(async () => (await api<CallRow>(desk, `/api/calls/${call.id}`)).recording).toBe('stored');
  const energy = await energyOfRecording(desk, world, call.id);
  expect(energy.caller).toBeGreaterThan(100);
  expect(energy.desk).toBeGreaterThan(20);
  const talked = Date.parse(call.endedAt ?? '') - Date.parse(call.answeredAt ?? '');
  expect(energy.ms).toBeGreaterThan(talked - 1500);
  return call;
}

/** The timeline tells it from the events; the month page shows exactly this call's times. */
async function expectCounted(call: CallRow, dispatcher: Page, head: Page): Promise<void> {
  await dispatcher.reload();
  await expect(dispatcher.getByText(/Panggilan dijawab|dijawab/).first()).toBeVisible();
  await expectAccessible(dispatcher, 'incident');
  const month = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 7);
  const { figures } = await api<{
    figures: { code: string; by: string; value?: number; p50?: number; count?: number }[];
  }>(head, `/api/monev/months/${month}`);
  const figure = (code: string) => figures.find((each) => each.code === code && each.by === 'all');
  const answerMs = Date.parse(call.answeredAt ?? '') - Date.parse(call.arrivedAt);
  expect(figure('OFFERED')?.value).toBe(1);
  expect(figure('ANSWERED')?.value).toBe(1);
  expect(figure('ANSWER_TIME')).toMatchObject({ count: 1, p50: answerMs });
  // From the answer to the first crew on the scene (PP 2/2018: the clock starts with the report).
  expect(figure('T_ARRIVAL')).toMatchObject({ count: 1 });
  await head.goto(`/monev/${month}`);
  await expect(head.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(head, 'month');
}

test('a fire is reported, fought and counted', async ({ browser, world }) => {
  const first = await signIn(browser, world, 'calltaker1', 'form');
  const second = await signIn(browser, world, 'calltaker2');
  const agency = await signIn(browser, world, 'damkar');
  const dispatcher = await signIn(browser, world, 'dispatcher');
  await becomeReady(first.page);
  await becomeReady(second.page);
  const desk = second.page;

  const citizen = await ringInTurn(world, first.page, desk);
  await answerAndHear(desk);
  await takeDownAndDispatch(desk);
  await acceptAndLeave(agency.page);
  await hangUpAndFinish(desk, citizen);
  await arriveAndFinish(agency.page);
  await closeIncident(dispatcher.page);
  const call = await expectRecorded(world, desk, dispatcher.page);
  const head = await signIn(browser, world, 'kadis');
  await expectCounted(call, dispatcher.page, head.page);

  for (const { context } of [first, second, agency, dispatcher, head]) await context.close();
});

test('who hangs up in the queue is in the lost list and in ABANDONED', async ({ browser, world }) => {
  const supervisor = await signIn(browser, world, 'supervisor');
  const before = await api<{ items: CallRow[] }>(supervisor.page, '/api/calls?group=lost');
  const citizen = callAs(world, { from: '085712345678', scenario: 'hang-up-in-queue' });
  expect(await citizen.ended, citizen.log()).toBe(0);
  await expect
    .poll(async () => (await api<{ items: CallRow[] }>(supervisor.page, '/api/calls?group=lost')).items.length)
    .toBe(before.items.length + 1);
  await supervisor.page.goto('/calls/lost');
  await expect(supervisor.page.getByRole('row').filter({ hasText: /678/ }).first()).toBeVisible();
  await expectAccessible(supervisor.page, 'lost calls');
  await supervisor.context.close();
});

test('the server process is killed in mid-call: the conversation goes on and the call ends in order', async ({
  browser,
  world,
}) => {
  const desk = await signIn(browser, world, 'calltaker3');
  await becomeReady(desk.page);
  const citizen = callAs(world, { from: '081355556666', scenario: 'talk' });
  // "In conversation" is what the server knows too: killed any earlier, Asterisk would rightly ring the desks again.
  await answer(desk.page);
  await world.kill();
  await expect(desk.page.getByText(/terputus sejak/i).first()).toBeVisible();
  await world.restart();
  await expect(desk.page.getByText(/terputus sejak/i)).toHaveCount(0);
  await expect(talks(desk.page)).toBeVisible();
  await desk.page.keyboard.press('F4');
  expect(await citizen.ended, citizen.log()).toBe(0);
  await expect
    .poll(
      async () =>
        (await api<{ items: CallRow[] }>(desk.page, '/api/calls?group=ended')).items.map(({ state }) => state)[0],
    )
    .toBe('ended');
  await desk.context.close();
});
