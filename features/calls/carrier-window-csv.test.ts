import { expect, test } from 'vitest';
import { callId } from './call.ts';
import { carrierCsv } from './carrier-window-csv.ts';

test('one line a call, in the order of the headings', () => {
  const call = {
    id: callId.parse('0199a5a0-0000-7000-8000-000000000001'),
    number: 12,
    state: 'ended',
    arrivedAt: '2026-11-22T03:00:00.000Z',
    answeredAt: '2026-11-22T03:00:00.020Z',
    answerMs: 20,
    endedAt: '2026-11-22T03:00:09.000Z',
    durationMs: 9000,
    codec: 'alaw',
    callerRaw: '=1,"x"',
    callerE164: null,
    dialled: '112',
    endedBy: 'caller',
    cause: 16,
  } as const;
  expect(carrierCsv([call]).split('\r\n')).toEqual([
    'number,arrived_at,answered_at,answer_ms,ended_at,duration_ms,codec,caller_raw,caller_e164,dialled,state,ended_by,cause',
    `12,2026-11-22T03:00:00.000Z,2026-11-22T03:00:00.020Z,20,2026-11-22T03:00:09.000Z,9000,alaw,"'=1,""x""",,112,ended,caller,16`,
    '',
  ]);
});
