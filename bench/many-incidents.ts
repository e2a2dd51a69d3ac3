import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';

/** Ask the API as the person of this page. Throws what was refused. */
export async function request<Value>(page: Page, method: 'GET' | 'POST', path: string, body?: object): Promise<Value> {
  const headers = method === 'POST' ? { 'idempotency-key': randomUUID() } : {};
  const response = await page.request.fetch(path, { method, headers, ...(body === undefined ? {} : { data: body }) });
  if (!response.ok()) throw new Error(`${method} ${path}: ${response.status()} ${await response.text()}`);
  // The route's contract has shaped it on the server.
  return (await response.json()) as Value;
}

interface Incident {
  readonly id: string;
  readonly number: number;
}

/** What incidents of a benchmark are made of, and the agencies they go to. */
export async function regencyOf(dispatcher: Page) {
  const types = await request<{ items: { id: string; code: string }[] }>(dispatcher, 'GET', '/api/incident-types');
  const places = await request<{ items: { code: string }[] }>(dispatcher, 'GET', '/api/places?q=sido&limit=50');
  const villages = places.items.map(({ code }) => code).filter((code) => code.split('.').length === 4);
  const agencies = await request<{ items: { id: string; code: string }[] }>(
    dispatcher,
    'GET',
    '/api/agencies?limit=500&active=true',
  );
  const open = (n: number): Promise<Incident> =>
    request(dispatcher, 'POST', '/api/incidents', {
      source: 'radio',
      typeId: types.items[n % types.items.length]?.id,
      villageCode: villages[n % villages.length],
      lifeAtRisk: n % 9 === 0 ? 'yes' : 'no',
      placeText: `Jalan Contoh ${n}`,
    });
  const send = (incident: Incident, ...codes: string[]) =>
    request<{ items: { id: string }[] }>(dispatcher, 'POST', `/api/incidents/${incident.id}/assignments`, {
      agencies: codes.map((code, index) => ({
        agencyId: agencies.items.find((agency) => agency.code === code)?.id,
        part: index === 0 ? 'lead' : 'support',
      })),
    });
  return { open, send, agencies: agencies.items };
}

const stepsOfThird = ['acknowledge', 'en-route', 'arrive'];

/** Open incidents in every lane of the board: a fifth with nobody on them, the others with one agency or two. */
export async function openMany(dispatcher: Page, count: number): Promise<void> {
  const { open, send, agencies } = await regencyOf(dispatcher);
  let next = 0;
  const lane = async () => {
    for (let n = next++; n < count; n = next++) {
      const incident = await open(n);
      if (n % 5 === 0) continue;
      const codes = [0, ...(n % 3 === 0 ? [1] : [])].map((more) => agencies[(n + more) % agencies.length]?.code ?? '');
      const { items } = await send(incident, ...codes);
      for (const step of stepsOfThird.slice(0, n % 4))
        await request(dispatcher, 'POST', `/api/assignments/${items[0]?.id}/${step}`);
    }
  };
  await Promise.all(Array.from({ length: 6 }, lane));
}
