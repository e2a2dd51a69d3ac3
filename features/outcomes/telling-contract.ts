import { z } from 'zod';
import { incidentId } from '#features/incidents/incident.ts';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import {
  callerTaskId,
  callerTellingId,
  callerTrackId,
  milestone,
  skipReasons,
  taskCauses,
  taskResults,
  taskStates,
  tellingChannel,
  tellingContent,
  tellingStates,
  tellingWay,
  tryResults,
} from './telling.ts';
import { tellingRefusals } from './telling-texts.ts';

/* How the regency tells callers. */

export const tellingSettingView = z.object({
  id: z.uuid(),
  version: z.number().int(),
  content: tellingContent,
  /** What stands in the way of messages leaving, so that whoever switches it on sees it. */
  activeChannels: z.array(tellingChannel),
  address: z.string().nullable(),
  centreName: z.string(),
});
export type TellingSettingView = z.output<typeof tellingSettingView>;

export const readTellingSetting = route({
  method: 'GET',
  path: '/api/telling-setting',
  summary: 'How callers are told what becomes of their report',
  permission: 'setting.read',
  output: tellingSettingView,
});

export const changeTellingSetting = route({
  method: 'POST',
  path: '/api/telling-setting/:id/change',
  summary: 'Change how callers are told',
  permission: 'setting.change',
  params: z.object({ id: z.uuid() }),
  body: z.object({ version: shownVersion, reason: changeReason, content: tellingContent }),
  output: changedSetting,
  refusals: settingRefusals,
});

/* What was told of one incident. */

export const tellingView = z.object({
  id: callerTellingId,
  milestone,
  /** How often the incident had been reopened before. */
  round: z.number().int(),
  state: z.enum(tellingStates),
  /** Of one that was skipped. */
  reason: z.enum(skipReasons).nullable(),
  channel: tellingChannel.nullable(),
  at: instant,
  dueAt: instant.nullable(),
});
export type TellingView = z.output<typeof tellingView>;

export const trackView = z.object({
  id: callerTrackId,
  who: z.enum(['reporter', 'follower']),
  hasNumber: z.boolean(),
  way: tellingWay,
  /** Null while `way` was set: the caller said so on their page. */
  wayByName: z.string().nullable(),
  wayAt: instant.nullable(),
  openedAt: instant.nullable(),
  tellings: z.array(tellingView),
  rating: z.object({ score: z.number().int(), words: z.string().nullable(), at: instant }).nullable(),
});
export type TrackView = z.output<typeof trackView>;

export const readTellings = route({
  method: 'GET',
  path: '/api/incidents/:id/tellings',
  summary: 'What the callers of an incident were told, and how',
  permission: 'caller.inform',
  params: z.object({ id: incidentId }),
  output: z.object({ isActive: z.boolean(), isSensitive: z.boolean(), tracks: z.array(trackView) }),
  refusals: pick(tellingRefusals, 'telling.incident_not_found'),
});

export const changeWay = route({
  method: 'POST',
  path: '/api/caller-tracks/:id/way',
  summary: 'How one caller is told from now on',
  permission: 'caller.inform',
  params: z.object({ id: callerTrackId }),
  body: z.object({ way: tellingWay }),
  output: trackView,
  refusals: pick(tellingRefusals, 'telling.track_not_found', 'telling.caller_refused'),
});

export const tellAgain = route({
  method: 'POST',
  path: '/api/caller-tellings/:id/again',
  summary: 'Try a message that failed once more',
  permission: 'caller.inform',
  params: z.object({ id: callerTellingId }),
  output: trackView,
  refusals: pick(tellingRefusals, 'telling.track_not_found', 'telling.not_failed', 'telling.no_way'),
});

/* Work for people: callers who must be told by voice. */

export const callerTaskView = z.object({
  id: callerTaskId,
  incident: z.object({
    id: incidentId,
    number: z.number().int(),
    state: z.string(),
    priority: z.string().nullable(),
    /** Null: this reader does not see it. */
    type: z.object({ id: z.string(), en: z.string() }).nullable(),
    isSensitive: z.boolean(),
  }),
  cause: z.enum(taskCauses),
  state: z.enum(taskStates),
  openedAt: instant,
  dueAt: instant,
  overdueAt: instant.nullable(),
  claimedBy: z.object({ id: z.uuid(), displayName: z.string() }).nullable(),
  claimedAt: instant.nullable(),
  tries: z.array(z.object({ at: instant, result: z.enum(tryResults), byName: z.string().nullable() })),
  /** How many are made before it is given up. */
  most: z.number().int(),
  endedAt: instant.nullable(),
  result: z.enum(taskResults).nullable(),
});
export type CallerTaskView = z.output<typeof callerTaskView>;

export const listCallerTasks = route({
  method: 'GET',
  path: '/api/caller-tasks',
  summary: 'Callers whom somebody must tell by voice',
  permission: 'caller.inform',
  query: z.object({ group: z.enum(['open', 'done']).default('open') }),
  output: z.object({ items: z.array(callerTaskView) }),
});

const byTask = { params: z.object({ id: callerTaskId }), output: callerTaskView, permission: 'caller.inform' } as const;

export const claimCallerTask = route({
  ...byTask,
  method: 'POST',
  path: '/api/caller-tasks/:id/claim',
  summary: 'I tell this caller',
  refusals: pick(tellingRefusals, 'caller_task.not_found', 'caller_task.done', 'caller_task.taken'),
});

export const releaseCallerTask = route({
  ...byTask,
  method: 'POST',
  path: '/api/caller-tasks/:id/release',
  summary: 'Somebody else shall tell this caller',
  refusals: pick(tellingRefusals, 'caller_task.not_found', 'caller_task.done', 'caller_task.taken'),
});

export const callCaller = route({
  ...byTask,
  method: 'POST',
  path: '/api/caller-tasks/:id/call',
  summary: 'Call this caller from the own desk',
  permission: 'call.take',
  output: z.object({ callId: z.uuid(), number: z.number().int() }),
  refusals: pick(
    tellingRefusals,
    'caller_task.not_found',
    'caller_task.done',
    'caller_task.taken',
    'caller_task.no_number',
    'caller_task.desk_not_free',
    'caller_task.no_telephone',
    'caller_task.unclassified',
  ),
});

export const endCallerTask = route({
  ...byTask,
  method: 'POST',
  path: '/api/caller-tasks/:id/result',
  summary: 'What became of telling this caller',
  body: z.object({ result: z.enum(tryResults), note: z.string().trim().max(1000).default('') }),
  refusals: pick(tellingRefusals, 'caller_task.not_found', 'caller_task.done', 'caller_task.taken'),
});
