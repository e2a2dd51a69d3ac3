import { expect, test } from 'vitest';
import { fewestDays, type KeptPhoto, keptUntil, ruleOf } from './photo-rules.ts';
import { photoSetting } from './photo-setting-contract.ts';

const setting = photoSetting.parse({ peopleDays: 10, othersDays: 100 });
const photo: KeptPhoto = { consent: 'parents_agreed', recordedAt: '2026-03-02T03:00:00.000Z', endsOn: '2026-03-03' };

test.each<[string, Partial<KeptPhoto>, 'Asia/Jakarta' | 'Asia/Jayapura', string]>([
  ['from the end of the campaign, in the zone', {}, 'Asia/Jakarta', '2026-03-13T17:00:00.000Z'],
  ['two hours earlier in the east', {}, 'Asia/Jayapura', '2026-03-13T15:00:00.000Z'],
  ['adults who agreed as long', { consent: 'adults_agreed' }, 'Asia/Jakarta', '2026-03-13T17:00:00.000Z'],
  ['without anybody longer', { consent: 'nobody_recognisable' }, 'Asia/Jakarta', '2026-06-11T17:00:00.000Z'],
  [
    'put in after the campaign, from then',
    { recordedAt: '2026-03-20T01:00:00.000Z' },
    'Asia/Jakarta',
    '2026-03-30T01:00:00.000Z',
  ],
])('kept %s', (_name, given, zone, expected) => {
  expect(keptUntil({ ...photo, ...given }, setting, zone)).toBe(expected);
});

test('the fewest days, and what a consent is kept as', () => {
  expect(fewestDays(setting)).toBe(10);
  expect([ruleOf('nobody_recognisable'), ruleOf('adults_agreed'), ruleOf('parents_agreed')]).toEqual([
    'others',
    'people',
    'people',
  ]);
  expect(photoSetting.parse({})).toEqual({ peopleDays: 365, othersDays: 1825 });
});
