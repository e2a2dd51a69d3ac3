import type { Page } from '@playwright/test';
import type { FollowUpContent } from '#features/calls/follow-up.ts';
import type { CentreContent } from '#features/people/tenant.ts';
import { api } from './page-steps.ts';
import { expect } from './world.ts';

// Settings that a story needs and is not about: changed by request, with a reason, as the page of each does it.

/** What the server answers for a setting; `version` guards a change. */
export interface Setting<Content> {
  readonly id: string;
  readonly version: number;
  readonly content: Content;
}

/** A change as its page sends it. */
export async function change(admin: Page, path: string, data: object): Promise<void> {
  const response = await admin.request.post(path, { data });
  expect(response.status(), `${path}: ${await response.text()}`).toBe(200);
}

/** A part of the setting that lies at this path; the rest stays as it is. */
export async function changePart<Content>(admin: Page, path: string, part: Partial<Content>): Promise<void> {
  const { id, version, content } = await api<Setting<Content>>(admin, path);
  const data = { version, reason: 'cerita uji', content: { ...content, ...part } };
  await change(admin, `${path}/${id}/change`, data);
}

export function changeFollowUps(admin: Page, part: Partial<FollowUpContent>): Promise<void> {
  return changePart<FollowUpContent>(admin, '/api/follow-up-setting', part);
}

/** How the centre is connected to its operator. */
export async function changeTrunk(admin: Page, part: Partial<CentreContent['trunk']>): Promise<void> {
  const { content: centre, version } = await api<Setting<CentreContent>>(admin, '/api/centre');
  const content = { ...centre, trunk: { ...centre.trunk, ...part } };
  await change(admin, '/api/centre/change', { version, reason: 'cerita uji', content });
}

/** Calls can leave the centre: the operator takes them at this `host:port`. */
export const leadOut = (admin: Page, overflowAddress: string) => changeTrunk(admin, { overflowAddress });
