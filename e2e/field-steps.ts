import type { CDPSession, Page } from '@playwright/test';
import { api, expectAccessible, soon } from './page-steps.ts';
import { expect } from './world.ts';

export interface SentTask {
  readonly incidentId: string;
  readonly assignmentId: string;
  readonly number: number;
}

export async function post<Value>(page: Page, path: string, data: object): Promise<Value> {
  const response = await page.request.post(path, { data });
  expect(response.status(), `${path}: ${await response.text()}`).toBe(200);
  // The contract's schema has filtered it on the server.
  return (await response.json()) as Value;
}

/** A fire that somebody reported by radio, sent to the fire service and to one of its units. */
export async function sendUnitTo(
  dispatcher: Page,
  unitId: string,
  description: string,
  given: object = {},
): Promise<SentTask> {
  const types = await api<{ items: { id: string; code: string }[] }>(dispatcher, '/api/incident-types');
  const agencies = await api<{ items: { id: string; code: string }[] }>(dispatcher, '/api/agencies?limit=500');
  const incident = await post<{ id: string; number: number }>(dispatcher, '/api/incidents', {
    source: 'radio',
    typeId: types.items.find((one) => one.code === 'FIRE_BUILDING')?.id,
    villageCode: '35.15.08.1004',
    lifeAtRisk: 'yes',
    callerName: 'Sri Lestari',
    placeText: 'Jalan Melati 3',
    landmark: 'depan masjid An-Nur',
    description,
    point: { latitude: -7.4478, longitude: 112.7183 },
    ...given,
  });
  const { items } = await post<{ items: { id: string }[] }>(dispatcher, `/api/incidents/${incident.id}/assignments`, {
    agencies: [{ agencyId: agencies.items.find((one) => one.code === 'DAMKAR')?.id, part: 'lead' }],
  });
  const assignmentId = items[0]?.id ?? '';
  await post(dispatcher, `/api/assignments/${assignmentId}/units`, { unitId });
  return { incidentId: incident.id, assignmentId, number: incident.number };
}

/** The app with all its files is on the telephone: from here on it opens with no network. */
export async function untilKept(crew: Page): Promise<void> {
  await expect
    .poll(
      () =>
        crew.evaluate<boolean>(
          `caches.open('field-v1').then((kept) => kept.match('/field')).then((page) => navigator.serviceWorker.controller !== null && page !== undefined)`,
        ),
      soon,
    )
    .toBe(true);
}

/** As it is at 390 px, in the light of day and at night. */
export async function fieldPicture(crew: Page, name: string): Promise<void> {
  await expectAccessible(crew, `${name}, light`);
  const folder = process.env.SIGAP_STORY_PICTURES;
  for (const theme of ['dark', 'light']) {
    await crew.evaluate(`document.documentElement.dataset.theme = '${theme}'`);
    if (theme === 'dark') await expectAccessible(crew, `${name}, dark`);
    if (folder !== undefined)
      await crew.screenshot({ path: `${folder}/${name}-390-${theme}.png`, fullPage: theme === 'light' });
  }
}

/** Nothing that is pressed is smaller than a glove. */
export async function expectBigTargets(crew: Page): Promise<void> {
  const small = await crew.evaluate<string[]>(`
    [...document.querySelectorAll('button, a[href], input:not([type=file]), textarea')]
      .map((each) => ({ name: each.textContent, box: each.getBoundingClientRect() }))
      .filter(({ box: { width, height } }) => width > 0 && height > 0 && (width < 64 || height < 64))
      .map(({ name, box }) => name + ': ' + box.width + ' x ' + box.height)`);
  expect(small).toEqual([]);
}

/** A push as the browser's own delivery gives it to the worker of `/field`; the way there is the push service's. */
export async function deliverPush(crew: Page, message: object): Promise<void> {
  const cdp: CDPSession = await crew.context().newCDPSession(crew);
  const registrationId = new Promise<string>((resolve) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const ours = registrations.find((one) => one.scopeURL.endsWith('/field') && !one.isDeleted);
      if (ours !== undefined) resolve(ours.registrationId);
    });
  });
  await cdp.send('ServiceWorker.enable');
  await cdp.send('ServiceWorker.deliverPushMessage', {
    origin: new URL(crew.url()).origin,
    registrationId: await registrationId,
    data: JSON.stringify(message),
  });
  await cdp.detach();
}
