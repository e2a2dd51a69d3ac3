import { describe, expect, test } from 'vitest';
import { tellingContent, tellingSeed } from './telling.ts';
import {
  afterTry,
  decideTelling,
  isCitizens,
  isSuperseded,
  quietUntil,
  reopenUntil,
  type TellingFacts,
  trackExpiry,
} from './telling-rules.ts';
import { checkTemplate, fillTemplate, milestones, smsParts } from './telling-words.ts';

const noon = '2026-11-22T05:00:00.000Z';
const night = '2026-11-22T15:30:20.000Z';

const facts: TellingFacts = {
  milestone: 'accepted',
  happenedAt: noon,
  now: noon,
  zone: 'Asia/Jakarta',
  way: 'auto',
  number: '+6281234567890',
  priority: 'P2',
  sensitive: false,
  cannotSpeak: false,
  typeCode: 'FIRE_BUILDING',
  active: ['sms'],
};

describe('whether a caller is told', () => {
  const cases: readonly [string, Partial<TellingFacts>, string][] = [
    ['a mobile number, one channel', {}, 'send sms'],
    ['in the order of the setting', { active: ['sms', 'whatsapp'] }, 'send whatsapp,sms'],
    ['a withheld number', { number: null, milestone: 'done' }, 'skip no_number'],
    ['a landline on the way', { number: '+62318921000' }, 'skip landline'],
    ['a landline at the end', { number: '+62318921000', milestone: 'done' }, 'task landline'],
    ['no channel at the end', { active: [], milestone: 'done' }, 'task no_channel'],
    ['sensitive', { sensitive: true, milestone: 'done' }, 'skip sensitive'],
    ['sensitive, the handler says so', { sensitive: true, way: 'message' }, 'send sms'],
    ['sensitive, by voice', { sensitive: true, way: 'voice', milestone: 'done' }, 'task wanted'],
    ['cannot speak', { cannotSpeak: true, milestone: 'done' }, 'skip cannot_speak'],
    ['not wanted', { way: 'none', milestone: 'done' }, 'skip not_wanted'],
    ['voice on the way', { way: 'voice' }, 'skip by_voice'],
    ['a type that is told by voice', { typeCode: 'DEATH', milestone: 'done' }, 'task by_type'],
    ['old news', { happenedAt: '2026-11-22T03:30:00.000Z' }, 'skip too_late'],
    ['old, but the end', { happenedAt: '2026-11-22T03:30:00.000Z', milestone: 'done' }, 'send sms'],
    ['P4 at night', { now: night, happenedAt: night, priority: 'P4' }, 'wait 2026-11-22T23:00:00.000Z'],
    ['P2 at night', { now: night, happenedAt: night }, 'send sms'],
    ['switched off', { milestone: 'arrived' }, 'skip switched_off'],
  ];
  const plan = {
    ...tellingSeed,
    templates: { ...tellingSeed.templates, arrived: { ...tellingSeed.templates.arrived, active: false } },
    voice: { ...tellingSeed.voice, typeCodes: ['DEATH'] },
  };
  test.each(cases)('%s', (_, given, expected) => {
    const decided = decideTelling({ ...facts, ...given }, plan);
    const said =
      decided.kind === 'send'
        ? decided.channels.join()
        : decided.kind === 'wait'
          ? decided.until
          : decided.kind === 'task'
            ? decided.cause
            : decided.reason;
    expect(`${decided.kind} ${said}`).toBe(expected);
  });
});

test('a night may lie within one day, and may be none', () => {
  const at = { now: noon, zone: 'Asia/Jakarta', priority: 'P4' } as const;
  expect(quietUntil(at, { from: '11:00', to: '13:00', priorities: ['P4'] })).toBe('2026-11-22T06:00:00.000Z');
  expect(quietUntil(at, { from: '12:01', to: '13:00', priorities: ['P4'] })).toBeNull();
  expect(quietUntil(at, { from: '12:00', to: '12:00', priorities: ['P4'] })).toBeNull();
  expect(quietUntil({ ...at, zone: 'Asia/Jayapura' }, { from: '14:00', to: '06:00', priorities: ['P4'] })).toBe(
    '2026-11-22T21:00:00.000Z',
  );
});

test('what waited is not told when more has happened', () => {
  const waiting = { milestone: 'accepted', round: 0 } as const;
  expect(isSuperseded(waiting, [{ milestone: 'received', round: 0 }])).toBe(false);
  expect(isSuperseded(waiting, [{ milestone: 'done', round: 0 }])).toBe(true);
  expect(isSuperseded({ milestone: 'closed', round: 0 }, [{ milestone: 'reopened', round: 1 }])).toBe(true);
  expect(isSuperseded({ milestone: 'reopened', round: 1 }, [{ milestone: 'closed', round: 0 }])).toBe(false);
});

describe('templates', () => {
  test('those of the seed fit, each within one SMS', () => {
    expect(tellingContent.parse(tellingSeed)).toEqual(tellingSeed);
    const values = {
      nomor: '12345',
      jenis: 'Kebakaran bangunan',
      instansi: 'Damkar Sidoarjo',
      pusat: 'Sidoarjo',
      tautan: 'https://112.sidoarjokab.go.id/t/AAAAAAAAAAAAAAAAAAAAAA',
    };
    for (const milestone of milestones)
      expect(smsParts(fillTemplate(tellingSeed.templates[milestone].text, values)), milestone).toBe(1);
  });
  test.each([
    ['an unknown placeholder', 'done', 'Halo {nama}', ['unknown:nama']],
    ['a brace left open', 'done', 'Laporan {nomor', ['open_brace']],
    ['no agency has it yet', 'received', '{instansi} {tautan}', ['no_agency']],
    ['the first without its link', 'received', 'Laporan {nomor}', ['no_link']],
    ['all of them', 'done', '{nomor} {jenis} {instansi} {tautan} {pusat}', []],
  ] as const)('%s', (_, milestone, text, expected) => expect(checkTemplate(milestone, text)).toEqual(expected));
  test('without a public address the sentence with the link is left out', () => {
    const values = { nomor: '7', jenis: 'Pohon tumbang', instansi: '', pusat: 'Sidoarjo', tautan: null };
    expect(fillTemplate('112 {pusat}: laporan {nomor} diterima. Lihat: {tautan}', values)).toBe(
      '112 Sidoarjo: laporan 7 diterima.',
    );
    expect(fillTemplate('Lihat {tautan}', values)).toBe('Lihat');
  });
  test('letters outside the alphabet of an SMS make it dearer', () => {
    expect([smsParts('a'.repeat(160)), smsParts('a'.repeat(161)), smsParts(`${'a'.repeat(70)}…`)]).toEqual([1, 2, 2]);
  });
});

test('not solved is taken for so long after closing', () => {
  const plan = { reopenDays: 7 };
  const closed = {
    state: 'CLOSED',
    resolvedAt: '2026-11-10T00:00:00.000Z',
    closedAt: '2026-11-20T00:00:00.000Z',
  } as const;
  expect(reopenUntil(closed, plan, noon)).toBe('2026-11-27T00:00:00.000Z');
  expect(reopenUntil(closed, { reopenDays: 1 }, noon)).toBeNull();
  expect(reopenUntil({ ...closed, state: 'RESOLVED', closedAt: null }, plan, noon)).toBeNull();
  expect(reopenUntil({ ...closed, state: 'DISPATCHED' }, plan, noon)).toBeNull();
  expect(trackExpiry(closed, { linkDays: 30 })).toBe('2026-12-20T00:00:00.000Z');
  expect(trackExpiry({ closedAt: null }, { linkDays: 30 })).toBeNull();
});

test('voice: told at once, given up after the last try', () => {
  const given = { triesBefore: 0, most: 2 };
  expect(afterTry('told', given)).toEqual({ isDone: true, informed: 'informed' });
  expect(afterTry('not_wanted', given)).toEqual({ isDone: true, informed: 'not_needed' });
  expect(afterTry('no_answer', given)).toEqual({ isDone: false, informed: null });
  expect(afterTry('no_answer', { ...given, triesBefore: 1 })).toEqual({ isDone: true, informed: 'tried' });
});

test('who reports for a body is not told by message', () => {
  expect((['call', 'walk_in', 'agency', 'crew', 'radio'] as const).filter(isCitizens)).toEqual(['call', 'walk_in']);
});
