import { expect, test } from 'vitest';
import { newId } from '#platform/shared/ids.ts';
import { type Campaign, campaignContent, campaignStates, districtsOf } from './campaign.ts';
import { campaignSteps, campaignTransitions, moveCampaign } from './campaign-rules.ts';

const content = campaignContent.parse({
  name: 'Kunjungan SD Waru',
  aim: 'Anak tahu kapan 112 dihubungi',
  audience: 'primary_school',
  kind: 'school_visit',
  places: [
    { code: '35.15.17.2001', school: 'SDN Waru 1' },
    { code: '35.15.17.2003', school: null },
    { code: '35.15.08', school: null },
  ],
  startsOn: '2026-11-10',
  endsOn: '2026-11-12',
  materials: '',
  costRupiah: 1_500_000,
  attendance: 210,
  lessons: 'Kelas lima paling banyak bertanya',
});
const one = (change: Partial<Campaign>): Campaign => ({
  id: newId<'campaign'>(),
  state: 'planned',
  content,
  reason: null,
  version: 3,
  isDeleted: false,
  ...change,
});
const today = '2026-11-11';
const step = { step: 'hold' as const, version: 3, reason: null };

test.each([
  ['is held from its first day on', {}, step, { state: 'held', reason: null }],
  ['is not held before', { content: { ...content, startsOn: '2026-11-12' } }, step, 'campaign.not_yet'],
  ['is not held twice', { state: 'held' as const }, step, 'campaign.not_possible'],
  [
    'is evaluated with what was learned',
    { state: 'held' as const },
    { ...step, step: 'evaluate' as const },
    { state: 'evaluated', reason: null },
  ],
  [
    'is not evaluated without',
    { state: 'held' as const, content: { ...content, lessons: '' } },
    { ...step, step: 'evaluate' as const },
    'campaign.lessons_missing',
  ],
  [
    'is cancelled with a reason',
    {},
    { ...step, step: 'cancel' as const, reason: 'Banjir' },
    { state: 'cancelled', reason: 'Banjir' },
  ],
  ['is not cancelled without', {}, { ...step, step: 'cancel' as const }, 'campaign.reason_missing'],
  [
    'that was held is not cancelled',
    { state: 'held' as const },
    { ...step, step: 'cancel' as const, reason: 'Banjir' },
    'campaign.not_possible',
  ],
  [
    'that was cancelled comes back without its reason',
    { state: 'cancelled' as const, reason: 'Banjir' },
    { ...step, step: 'take_back' as const },
    { state: 'planned', reason: null },
  ],
  ['changed by somebody else is left alone', {}, { ...step, version: 2 }, 'campaign.stale'],
  ['that was deleted is left alone', { isDeleted: true }, step, 'campaign.deleted'],
])('a campaign %s', (_name, change, taken, expected) => {
  const moved = moveCampaign(one(change), taken, today);
  expect(moved.ok ? moved.value : moved.refusal.code).toEqual(expected);
});

test('every step but those of the table is refused, and every state has a way on or back', () => {
  for (const state of campaignStates) {
    const ways = campaignSteps.filter((each) => campaignTransitions[state][each] !== undefined);
    expect(ways.length).toBeGreaterThan(0);
    for (const each of campaignSteps) {
      const moved = moveCampaign(one({ state }), { step: each, version: 3, reason: 'Hujan' }, today);
      expect(moved.ok, `${state} ${each}`).toBe(ways.includes(each));
    }
  }
});

test('a campaign is in the districts of its villages, each once', () => {
  expect(districtsOf(content)).toEqual(['35.15.17', '35.15.08']);
});

test.each([
  ['that ends before it starts', { endsOn: '2026-11-09' }],
  ['longer than a year', { endsOn: '2027-11-30' }],
  ['with half a rupiah', { costRupiah: 0.5 }],
  ['on a day that is none', { startsOn: '2026-02-30' }],
  ['with a place that is none', { places: [{ code: 'Waru', school: null }] }],
])('a campaign %s is no campaign', (_name, change) => {
  expect(campaignContent.safeParse({ ...content, ...change }).success).toBe(false);
});
