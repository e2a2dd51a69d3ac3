import type { Locator, Page } from '@playwright/test';
import type { z } from 'zod';
import type { deskView } from '#features/calls/contract.ts';
import { type CallOptions, type PlacedCall, placeCall } from '#platform/server/sip/place-call.ts';
import { energyOf, telephoneRate } from '#platform/server/sip/sound.ts';
import { api, soon } from './page-steps.ts';
import { soundOf } from './root/page-sound.ts';
import { expect, type World } from './world.ts';

// Steps of a desk with a call. A key is pressed when the page shows that it can have an effect, as a person would: on a machine
// that stands still for seconds a key pressed earlier is lost.

const atLast = { timeout: 120_000 };

/** Root mean square of what is not silence on a telephone. */
export const loud = 80;

/** The desk as the server sees it. */
export type DeskAnswer = z.output<typeof deskView>;
export const deskOf = (page: Page): Promise<DeskAnswer> => api<DeskAnswer>(page, '/api/desk');

const rings = (desk: Page) => desk.getByRole('heading', { name: 'Panggilan masuk' });
export const talks = (desk: Page): Locator => desk.getByRole('heading', { name: 'Panggilan berlangsung' });
const wrapsUp = (desk: Page) => desk.getByRole('heading', { name: 'Merampungkan panggilan' });

/** A citizen calls 112, with a tone unless something else is said. */
export function dial(
  { sipPort }: World,
  from: string,
  more: Partial<Omit<CallOptions, 'host' | 'port' | 'from' | 'to'>> = {},
): Promise<PlacedCall> {
  return placeCall({ host: '127.0.0.1', port: sipPort, from, to: '112', audio: { tone: 440 }, ...more });
}

/** F2 as long as it rings: a telephone that has just registered may be rung a second time. */
async function takeUp(desk: Page, isKnown: () => Promise<boolean>): Promise<void> {
  await expect(rings(desk)).toBeVisible(atLast);
  await expect(async () => {
    if (!(await isKnown()) && (await rings(desk).isVisible())) await desk.keyboard.press('F2');
    await expect.poll(isKnown, { timeout: 10_000 }).toBe(true);
    await expect(talks(desk)).toBeVisible({ timeout: 10_000 });
  }).toPass(atLast);
}

/** The call that rings is answered, as the server and the page see it; returns the call's id. */
export async function answer(desk: Page): Promise<string> {
  await takeUp(desk, async () => {
    const { offer, call } = await deskOf(desk);
    return offer === null && call?.state === 'answered';
  });
  return (await deskOf(desk)).call?.id ?? '';
}

/** The call that rings is answered as the page sees it, while the server can write nothing of it. */
export function answerAlone(desk: Page): Promise<void> {
  return takeUp(desk, () => talks(desk).isVisible());
}

/** Somebody with a telephone of the test. */
export interface Ear {
  readonly heard: PlacedCall['heard'];
  now(): number;
}

/** How loud each 0.2 s was since that moment of the call: root mean squares. */
export function loudness(ear: Ear, from: number): number[] {
  const samples = ear.heard.samples(from);
  const part = telephoneRate / 5;
  return Array.from({ length: Math.floor(samples.length / part) }, (_, at) =>
    energyOf(samples.subarray(at * part, (at + 1) * part)),
  );
}

/** The loudest 0.2 s since then: beeps and speech have rests. */
export function loudest(ear: Ear, from: number): number {
  return Math.max(0, ...loudness(ear, from));
}

/** From now on something is heard there: the beep of the desk's test microphone, a prompt. */
export async function hearsSomething(ear: Ear): Promise<void> {
  const from = ear.now();
  await expect.poll(() => loudest(ear, from), soon).toBeGreaterThan(loud);
}

/** The page hears more from now on, by the energy that is added; a page that keeps its connections (root/page-sound.ts). */
export async function deskHears(desk: Page, energy = 0.01): Promise<void> {
  const before = (await soundOf(desk)).energyReceived;
  await expect.poll(async () => (await soundOf(desk)).energyReceived, soon).toBeGreaterThan(before + energy);
}

export const muteButton = (desk: Page): Locator => desk.getByRole('button', { name: /Bisukan mikrofon/ });

/** The caller does not hear the desk any more. */
export async function mute(desk: Page): Promise<void> {
  await expect(muteButton(desk)).toHaveAttribute('aria-pressed', 'false', soon);
  await desk.keyboard.press('Alt+m');
  await expect(muteButton(desk)).toHaveAttribute('aria-pressed', 'true', soon);
}

/** The desk ends the talk, and the citizen hears that it is over. */
export async function hangUp(desk: Page, citizen: Pick<PlacedCall, 'waitFor'>): Promise<void> {
  await expect(talks(desk)).toBeVisible(soon);
  await desk.keyboard.press('F4');
  await citizen.waitFor('ended', soon.timeout);
}

/** The evidence of a class that was chosen. */
export const evidenceOf = (desk: Page): Locator => desk.getByRole('group', { name: /^Bukti untuk/ });

/** The talk is over: the call gets the class of the first of these keys; the others note its evidence. */
async function classify(desk: Page, [classKey = '', ...evidence]: string): Promise<void> {
  await expect(wrapsUp(desk)).toBeVisible(soon);
  const first = desk.getByRole('group', { name: 'Klasifikasi panggilan' }).getByRole('button').first();
  // A letter belongs to the field one types in: F7 leaves it.
  await expect(async () => {
    await desk.keyboard.press('F7');
    await expect(first).toBeFocused({ timeout: 5000 });
  }).toPass(soon);
  await desk.keyboard.press(classKey);
  if (evidence.length > 0) await expect(evidenceOf(desk)).toBeVisible(soon);
  for (const key of evidence) await desk.keyboard.press(key);
  await expect(desk.getByText('Belum diklasifikasi')).toBeHidden(soon);
}

/** The call gets the class of this key (and the evidence of those after it), and its wrap-up is ended: what comes next at the desk is the story's. */
export async function wrapUp(desk: Page, classKey: string): Promise<void> {
  await classify(desk, classKey);
  await desk.keyboard.press('F10');
}

/** The wrap-up of a call that has its class is ended, and the desk is ready again. */
export async function becomeFree(desk: Page): Promise<void> {
  await expect(wrapsUp(desk)).toBeVisible(soon);
  await desk.keyboard.press('F10');
  await expect.poll(async () => (await deskOf(desk)).presence.state, soon).toBe('ready');
}

/** The talk is over: the call gets the class of this key (a new emergency by default), and the desk is ready again. */
export async function finish(desk: Page, classKey = '1'): Promise<void> {
  await classify(desk, classKey);
  await becomeFree(desk);
}
