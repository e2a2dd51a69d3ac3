import { expect, test } from 'vitest';
import { alarmStep } from './alarm-rules.ts';

const runsSince = '2026-11-24T00:00:00.000Z';
const later = '2026-11-24T00:02:00.000Z';
const empty = { runsSince, atPost: 0, isAlarmOpen: false };

test.each([
  ['two minutes into a shift without anybody', empty, later, 'begin'],
  ['in its first two minutes people change places', empty, '2026-11-24T00:01:59.999Z', null],
  ['one is there', { ...empty, atPost: 1 }, later, null],
  ['no shift runs', { ...empty, runsSince: null }, later, null],
  ['it is open and stays', { ...empty, isAlarmOpen: true }, later, null],
  ['it is open and stays when the next shift begins empty', { ...empty, isAlarmOpen: true }, runsSince, null],
  ['somebody came', { ...empty, isAlarmOpen: true, atPost: 1 }, later, 'end_ready'],
  ['the shift is over', { ...empty, isAlarmOpen: true, runsSince: null }, later, 'end_over'],
  ['somebody came after the shift', { runsSince: null, isAlarmOpen: true, atPost: 1 }, later, 'end_ready'],
] as const)('%s', (_name, room, now, step) => expect(alarmStep(room, 2, now)).toBe(step));
