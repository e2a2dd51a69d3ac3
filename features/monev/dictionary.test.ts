import { expect, test } from 'vitest';
import { dictionary, dictionaryVersion, knownSince, kpiVersions, pendingEntries, versionsOf } from './dictionary.ts';
import { isTimed, shareCodes, timedCodes } from './goals.ts';
import { type Kpi, kpiCodes, kpis } from './kpi.ts';

test('every figure that is computed is in the dictionary once, and none that is pending is computed', () => {
  expect(dictionary.map((one) => one.code)).toEqual(kpiCodes);
  expect(pendingEntries.filter((one) => kpiCodes.some((code) => code === one.code))).toEqual([]);
});

test('what §2.8 of the dossier asks for is answered, each by figures or by a reason', () => {
  const codes = [...dictionary, ...pendingEntries].map((one) => one.code);
  const asked = {
    ASA: 'ANSWER_TIME',
    AHT: 'HANDLE_TIME',
    DISP_x: 'DISPOSITIONS',
    SLA_OPD: 'SLA_ACK',
    'CSAT/SKM': 'CSAT',
  } as const;
  const named =
    'OFFERED IVR_ENDED ABANDONED ANSWERED ANSWER_RATE SERVICE_LEVEL NUISANCE_RATE UNIQUE_NUISANCE TICKETS INCIDENTS T_TICKET T_DISPATCH T_ACK T_ARRIVAL T_RESOLVE FEEDBACK_RATE INFO_FCR STAFF KENDALA';
  expect(codes).toEqual(expect.arrayContaining([...Object.values(asked), ...named.split(' ')]));
});

test('versions rise by one, and each figure came with a dictionary there was', () => {
  for (const code of kpiCodes) {
    expect(versionsOf(code).map((one) => one.version)).toEqual(versionsOf(code).map((_, index) => index + 1));
    expect(knownSince(code)).toBeLessThanOrEqual(dictionaryVersion);
    expect(kpiVersions[code]).toBe(versionsOf(code).length);
  }
});

test('a goal in seconds is asked only of a time or of a share within seconds, a share only of a rate', () => {
  for (const code of timedCodes) {
    const kpi: Kpi = kpis[code];
    expect(kpi.formula.kind === 'duration' || 'at' in kpi, code).toBe(true);
    expect(isTimed(code)).toBe(true);
  }
  for (const code of shareCodes) expect(kpis[code].formula.kind, code).toBe('rate');
});
