import { type Page, test } from '@playwright/test';
import type { UnitView } from '#features/dispatch/unit-contract.ts';
import { listenForCalls, type Phone } from '#platform/server/sip/listen-for-calls.ts';
import { fieldPicture, sendUnitTo } from './field-steps.ts';
import { api, soon } from './page-steps.ts';
import { change, leadOut } from './setting-steps.ts';
import { expect, signIn, startWorld, type World } from './world.ts';

// A crew presses "Hubungi pelapor": first its own telephone rings, then the caller's; they talk, neither sees the other's number, and
// the control room reads in the incident that they did.

let world: World;
/** Every telephone outside, behind the operator: crew and caller alike. */
let telephone: Phone;

test.beforeAll(async () => {
  telephone = await listenForCalls({ answerAfterMs: 'never', audio: { tone: 440 } });
  world = await startWorld();
});
test.afterAll(async () => {
  telephone?.close();
  await world?.stop();
});

const crewNumber = '0812 1111 0001';
const callerNumber = '081322220002';

async function giveTelephone(admin: Page, unitId: string): Promise<void> {
  const { unit } = await api<UnitView>(admin, `/api/units/${unitId}`);
  const { callSign, kind, skills, home, active, version } = unit;
  const content = { callSign, kind, skills, home, active, phone: crewNumber };
  await change(admin, `/api/units/${unitId}/change`, { version, reason: 'cerita uji', content });
}

test('crew and caller talk through the centre, and neither sees the other', async ({ browser }) => {
  const { page: admin } = await signIn(browser, world, 'admin');
  await leadOut(admin, `127.0.0.1:${telephone.port}`);
  const { page: dispatcher } = await signIn(browser, world, 'dispatcher');
  const { page: crew } = await signIn(browser, world, 'crew1');
  await crew.setViewportSize({ width: 390, height: 844 });
  await crew.waitForURL(/\/field$/, soon);
  const { units } = await api<{ units: { id: string }[] }>(crew, '/api/field/tasks');
  const unitId = units[0]?.id ?? '';
  const task = await sendUnitTo(dispatcher, unitId, 'asap dari rumah kosong', { callbackNumber: callerNumber });

  // Without a telephone of its own the crew is told what is missing, and where.
  await expect(crew.getByText(/Unit ini belum punya nomor telepon/)).toBeVisible(soon);
  await giveTelephone((await signIn(browser, world, 'damkar')).page, unitId);

  await crew.getByRole('button', { name: 'Hubungi pelapor' }).click(soon);
  await expect(crew.getByText('Telepon Anda akan berdering. Angkat.')).toBeVisible(soon);
  const itsOwn = await telephone.waitForCall(1, 60_000);
  expect(itsOwn.to).toContain('081211110001');
  itsOwn.answer();
  await expect(crew.getByText('Telepon pelapor berdering')).toBeVisible(soon);
  const theCallers = await telephone.waitForCall(2, 60_000);
  expect(theCallers.to).toContain(callerNumber);
  for (const leg of [itsOwn, theCallers]) expect(leg.from).toContain('sip:112@');
  theCallers.answer();
  await expect(crew.getByText('Tersambung dengan pelapor')).toBeVisible(soon);
  await fieldPicture(crew, 'lapangan-telepon');
  expect(await crew.content()).not.toContain(callerNumber);
  await expect.poll(() => theCallers.heard.energy(), soon).toBeGreaterThan(300);

  await itsOwn.hangUp();
  expect(await theCallers.waitFor('ended', 60_000)).toMatchObject({ by: 'peer' });
  await expect(crew.getByText(/Panggilan terakhir ke pelapor: Tersambung/)).toBeVisible(soon);
  await dispatcher.goto(`/incidents/${task.incidentId}`);
  await expect(dispatcher.getByText(/^Panggilan Damkar 01 ke pelapor: Tersambung/)).toBeVisible(soon);
});
