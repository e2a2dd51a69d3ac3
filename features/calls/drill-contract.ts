import { z } from 'zod';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { instant, page, pageQuery, pick, route } from '#platform/shared/contract.ts';
import { callId } from './call.ts';
import { personRef } from './contract.ts';
import { drillId, drillOutcome, drillScenario, drillSetting, missedReason } from './drill.ts';
import { drillRefusals } from './drill-texts.ts';

const drillPath = z.object({ id: drillId });

export const drillView = z.object({
  id: drillId,
  scenario: drillScenario,
  dueAt: instant,
  /** Null: drawn by the schedule. */
  plannedBy: personRef.nullable(),
  askedAt: instant.nullable(),
  endedAt: instant.nullable(),
  outcome: drillOutcome.nullable(),
  /** How often it was looked at in vain, by what stood in the way. */
  looks: z.object({ waiting: z.number().int(), other_drill: z.number().int(), few_ready: z.number().int() }),
  /** Of a missed one. */
  why: missedReason.nullable(),
  /** Told once it is revealed: until then nobody can know which call it is. */
  call: z.object({ id: callId, number: z.number().int(), answeredBy: personRef.nullable() }).nullable(),
});
export type DrillView = z.output<typeof drillView>;

/** Drills that the schedule drew are not told before their time: who leads the room is surprised too. */
export const listDrills = route({
  method: 'GET',
  path: '/api/drills',
  summary: 'Drills that ran, and those planned by hand, the newest first',
  permission: 'drill.read',
  query: pageQuery,
  output: page(drillView),
});

export const planDrill = route({
  method: 'POST',
  path: '/api/drills',
  summary: 'Plan a drill: it waits for a quiet moment of up to an hour, and never stands in the way of a real call',
  permission: 'drill.plan',
  body: z.object({ scenario: drillScenario, /** Left out: now. */ at: instant.optional() }),
  output: z.object({ id: drillId, dueAt: instant }),
  refusals: pick(drillRefusals, 'drill.too_far', 'drill.too_many'),
});

export const cancelDrill = route({
  method: 'POST',
  path: '/api/drills/:id/cancel',
  summary: 'Cancel a drill that has not begun',
  permission: 'drill.plan',
  params: drillPath,
  output: z.object({ id: drillId }),
  refusals: pick(drillRefusals, 'drill.not_found', 'drill.not_planned'),
});

/** Figures of drills for the page of audits: by scenario and never by person. */
export const readDrillFigures = route({
  method: 'GET',
  path: '/api/drills/figures',
  summary: 'How many drills of each scenario reached the right end',
  permission: 'monev.read',
  query: z.object({ days: z.enum(['30', '90', '365']).default('90') }),
  output: z.object({
    active: z.boolean(),
    /** Of the running month, by standards.md 5E. */
    month: z.object({ answered: z.number().int(), least: z.number().int() }),
    scenarios: z.array(
      z.object({
        scenario: drillScenario,
        reached: z.number().int(),
        notReached: z.number().int(),
        /** By everything else that came to nothing. */
        without: z.number().int(),
        lastAt: instant.nullable(),
      }),
    ),
    /** Of all scenarios: how many were missed, by what stood in their way most. */
    missed: z.array(z.object({ why: missedReason, count: z.number().int() })),
  }),
});

export const readDrillSetting = route({
  method: 'GET',
  path: '/api/drills/setting',
  summary: 'The schedule of drills',
  permission: 'setting.read',
  output: z.object({ id: z.uuid(), content: drillSetting, version: z.number().int() }),
});

export const changeDrillSetting = route({
  method: 'POST',
  path: '/api/drills/setting/change',
  summary: 'Change the schedule of drills; what is left of the month is drawn anew',
  permission: 'setting.change',
  body: z.object({ version: shownVersion, reason: changeReason, content: drillSetting }),
  output: changedSetting,
  refusals: settingRefusals,
});

/** For the desk that took it: what its last call was, once it is over. */
export const readDeskDrill = route({
  method: 'GET',
  path: '/api/desk/drill',
  summary: 'A drill that I took and have not read of yet',
  permission: 'call.take',
  output: z.object({
    drill: z
      .object({
        id: drillId,
        scenario: drillScenario,
        outcome: drillOutcome,
        callNumber: z.number().int(),
        /** Of agencies that would have been alerted. */
        agencies: z.array(z.string()),
      })
      .nullable(),
  }),
});

export const seeDeskDrill = route({
  method: 'POST',
  path: '/api/desk/drills/:id/seen',
  summary: 'I have read that my call was a drill',
  permission: 'call.take',
  params: drillPath,
  output: z.object({}),
  refusals: pick(drillRefusals, 'drill.not_found'),
});
