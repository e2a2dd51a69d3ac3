import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { api } from './page-steps.ts';
import { expect } from './world.ts';

// Incidents that a story needs and is not about: made by request, as the page of a desk does it.

/** A command as this person's browser sends it. */
export async function command<Value>(page: Page, path: string, data: object = {}): Promise<Value> {
  const response = await page.request.post(path, { data, headers: { 'idempotency-key': randomUUID() } });
  expect(response.status(), `${path}: ${await response.text()}`).toBe(200);
  // The contract's schema has filtered it on the server.
  return (await response.json()) as Value;
}

export interface Opened {
  readonly id: string;
  readonly number: number;
}

/** An incident by radio in the village of Sidokare, of a type by code. */
export async function openIncident(desk: Page, typeCode: string, given: object = {}): Promise<Opened> {
  const types = await api<{ items: { id: string; code: string }[] }>(desk, '/api/incident-types');
  const typeId = types.items.find(({ code }) => code === typeCode)?.id;
  const body = { source: 'radio', typeId, villageCode: '35.15.08.1004', lifeAtRisk: 'no', ...given };
  return command<Opened>(desk, '/api/incidents', body);
}

/** Sent to agencies by code, the first as lead; the ids of the assignments. */
export async function sendTo(dispatcher: Page, { id }: Opened, ...codes: string[]): Promise<string[]> {
  const agencies = await api<{ items: { id: string; code: string }[] }>(dispatcher, '/api/agencies?limit=500');
  const chosen = codes.map((code, index) => ({
    agencyId: agencies.items.find((agency) => agency.code === code)?.id,
    part: index === 0 ? 'lead' : 'support',
  }));
  const path = `/api/incidents/${id}/assignments`;
  const sent = await command<{ items: { id: string }[] }>(dispatcher, path, { agencies: chosen });
  return sent.items.map((item) => item.id);
}
