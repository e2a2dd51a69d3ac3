import { z } from 'zod';
import { pick, route } from '#platform/shared/contract.ts';
import { callerCaseId, caseText } from './case.ts';
import { caseRefusals } from './case-texts.ts';
import { caseLaneId, laneDays, laneView } from './lane.ts';
import { laneRefusals } from './lane-texts.ts';

export const askLane = route({
  method: 'POST',
  path: '/api/cases/:id/lane',
  summary: 'Want the restricted lane for the number of a case; another person signs it',
  permission: 'case.work',
  params: z.object({ id: callerCaseId }),
  body: z.object({ version: z.number().int().positive(), days: laneDays, reason: caseText }),
  output: z.object({ id: caseLaneId }),
  refusals: {
    ...pick(
      caseRefusals,
      'caller_case.not_found',
      'caller_case.stale',
      'caller_case.ended',
      'caller_case.not_open_to_you',
    ),
    ...pick(laneRefusals, 'case_lane.open_already'),
  },
});

/** Wanted and standing ones, with their reasons and without numbers. */
export const listLanes = route({
  method: 'GET',
  path: '/api/case-lanes',
  summary: 'Restricted lanes that are wanted or stand',
  permission: 'lane.read',
  output: z.object({ items: z.array(laneView) }),
});

const params = z.object({ id: caseLaneId });

export const signLane = route({
  method: 'POST',
  path: '/api/case-lanes/:id/sign',
  summary: 'Sign a restricted lane that another person wants',
  permission: 'lane.sign',
  params,
  output: z.object({ id: caseLaneId }),
  refusals: pick(laneRefusals, 'case_lane.not_found', 'case_lane.over', 'case_lane.signed', 'case_lane.own'),
});

/** Also refuses one that is only wanted. */
export const endLane = route({
  method: 'POST',
  path: '/api/case-lanes/:id/end',
  summary: 'End a restricted lane, or refuse one',
  permission: 'lane.end',
  params,
  output: z.object({ id: caseLaneId }),
  refusals: pick(laneRefusals, 'case_lane.not_found', 'case_lane.over'),
});
