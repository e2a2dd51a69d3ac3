import { z } from 'zod';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { instant, page, pageQuery, pick, route } from '#platform/shared/contract.ts';
import { month } from './month.ts';
import {
  actionContent,
  evidence,
  obstacleActionId,
  obstacleCode,
  obstacleContent,
  obstacleId,
  obstacleState,
  owner,
} from './obstacle.ts';
import { judgementOutcomes, ruleCodes } from './obstacle-rules.ts';
import { obstacleSteps } from './obstacle-steps.ts';
import { obstacleRefusals } from './obstacle-texts.ts';

const byId = z.object({ id: obstacleId });
const reason = z.string().trim().min(3).max(300);
const done = z.object({ id: obstacleId, version: z.number().int() });
const words = z.object({ id: z.string().trim().min(3).max(120), en: z.string().trim().min(3).max(120) });

/** What a regency sets: its words for the catalogue, on which side of what a rule proposes, and after how many days superiors are told. */
export const obstacleSetting = z.object({
  words: z.partialRecord(obstacleCode, words).default({}),
  thresholds: z.partialRecord(z.enum(ruleCodes), z.number().min(0).max(100_000_000)).default({}),
  escalateAfterDays: z.number().int().min(0).max(90).default(3),
});
export type ObstacleSetting = z.output<typeof obstacleSetting>;

export const obstacleView = obstacleContent.extend({
  id: obstacleId,
  number: z.number().int(),
  codeName: words.extend({ id: z.string(), en: z.string() }),
  agency: z.string().nullable(),
  evidence: evidence.nullable(),
  state: obstacleState,
  owner: owner.extend({ name: z.string() }).nullable(),
  dueOn: z.string().nullable(),
  isOverdue: z.boolean(),
  escalatedAt: instant.nullable(),
  reason: z.string().nullable(),
  mergedInto: z.object({ id: obstacleId, number: z.number().int() }).nullable(),
  openActions: z.number().int(),
  version: z.number().int(),
  changedAt: instant,
});
export type ObstacleView = z.output<typeof obstacleView>;

export const actionView = actionContent.extend({
  id: obstacleActionId,
  doneAt: instant.nullable(),
  proof: z.string(),
  isOverdue: z.boolean(),
});
export type ActionView = z.output<typeof actionView>;

const listFilter = z.object({
  state: z.enum([...obstacleState.options, 'unfinished', 'overdue']).optional(),
  code: obstacleCode.optional(),
  agency: z.uuid().optional(),
});

export const listObstacles = route({
  method: 'GET',
  path: '/api/obstacles',
  summary: 'Obstacles, the newest first',
  permission: 'obstacle.read',
  query: pageQuery.extend(listFilter.shape),
  output: page(obstacleView),
});

/** `GET`, the same filters: the register as a file, without names of people. */
export const obstacleFilePath = '/api/obstacles/export.csv';
export const obstacleFileQuery = listFilter;

export const readObstacle = route({
  method: 'GET',
  path: '/api/obstacles/:id',
  summary: 'One obstacle with its actions and what was said of it',
  permission: 'obstacle.read',
  params: byId,
  output: obstacleView.extend({
    actions: z.array(actionView),
    comments: z.array(z.object({ id: z.uuid(), by: z.string().nullable(), words: z.string(), at: instant })),
  }),
  refusals: pick(obstacleRefusals, 'obstacle.not_found'),
});

export const listObstacleOwners = route({
  method: 'GET',
  path: '/api/obstacle-owners',
  summary: 'Who can answer for an obstacle, and the catalogue in the words of the regency',
  permission: 'obstacle.read',
  output: z.object({
    people: z.array(z.object({ id: z.uuid(), name: z.string() })),
    agencies: z.array(z.object({ id: z.uuid(), code: z.string(), name: z.string() })),
    catalogue: z.array(z.object({ code: obstacleCode, name: z.object({ id: z.string(), en: z.string() }) })),
  }),
});

export const createObstacle = route({
  method: 'POST',
  path: '/api/obstacles',
  summary: 'Enter an obstacle',
  permission: 'obstacle.edit',
  body: z.object({ content: obstacleContent }),
  output: done,
  refusals: pick(obstacleRefusals, 'obstacle.agency_unknown'),
});

export const changeObstacle = route({
  method: 'POST',
  path: '/api/obstacles/:id/change',
  summary: 'Change what is written of an obstacle',
  permission: 'obstacle.edit',
  params: byId,
  body: z.object({ version: shownVersion, content: obstacleContent }),
  output: done,
  refusals: pick(obstacleRefusals, 'obstacle.not_found', 'obstacle.stale', 'obstacle.agency_unknown'),
});

export const stepObstacle = route({
  method: 'POST',
  path: '/api/obstacles/:id/step',
  summary: 'Accept with owner and date, reject, merge, begin, finish, verify, reopen',
  permission: 'obstacle.edit',
  params: byId,
  body: z.object({
    version: shownVersion,
    step: z.enum(obstacleSteps),
    owner: owner.nullable().default(null),
    dueOn: z.iso.date().nullable().default(null),
    reason: reason.nullable().default(null),
    into: obstacleId.nullable().default(null),
  }),
  output: done,
  refusals: pick(
    obstacleRefusals,
    'obstacle.not_found',
    'obstacle.stale',
    'obstacle.not_possible',
    'obstacle.owner_missing',
    'obstacle.owner_unknown',
    'obstacle.reason_missing',
    'obstacle.merge_impossible',
  ),
});

export const commentObstacle = route({
  method: 'POST',
  path: '/api/obstacles/:id/comment',
  summary: 'Say something about an obstacle',
  permission: 'obstacle.edit',
  params: byId,
  body: z.object({ words: z.string().trim().min(1).max(1000) }),
  output: z.object({ id: z.uuid() }),
  refusals: pick(obstacleRefusals, 'obstacle.not_found'),
});

export const addObstacleAction = route({
  method: 'POST',
  path: '/api/obstacles/:id/actions',
  summary: 'Who does what by when',
  permission: 'obstacle.edit',
  params: byId,
  body: actionContent,
  output: z.object({ id: obstacleActionId }),
  refusals: pick(obstacleRefusals, 'obstacle.not_found'),
});

export const markObstacleAction = route({
  method: 'POST',
  path: '/api/obstacle-actions/:id/mark',
  summary: 'Mark an action as done, with where that can be seen, or as not done after all',
  permission: 'obstacle.edit',
  params: z.object({ id: obstacleActionId }),
  body: z.object({ isDone: z.boolean(), proof: z.string().trim().max(300).default('') }),
  output: z.object({ id: obstacleActionId }),
  refusals: pick(obstacleRefusals, 'action.not_found'),
});

export const judgement = z.object({
  code: obstacleCode,
  agency: z.string().nullable(),
  outcome: z.enum(judgementOutcomes),
  evidence: evidence.nullable(),
});

export const proposeObstacles = route({
  method: 'POST',
  path: '/api/obstacles/propose',
  summary: 'Let the rules look at a month that is over; what they propose is entered once',
  permission: 'obstacle.edit',
  body: z.object({ month }),
  output: z.object({ entered: z.number().int(), judgements: z.array(judgement) }),
  refusals: pick(obstacleRefusals, 'obstacle.month_open'),
});

export const readObstacleSetting = route({
  method: 'GET',
  path: '/api/obstacle-setting',
  summary: 'Words of the catalogue, thresholds of the rules, days until superiors are told',
  permission: 'setting.read',
  output: z.object({ id: z.uuid(), version: z.number().int(), content: obstacleSetting }),
});

export const changeObstacleSetting = route({
  method: 'POST',
  path: '/api/obstacle-setting/change',
  summary: 'Change words, thresholds or days of the register of obstacles',
  permission: 'setting.change',
  body: z.object({ version: shownVersion, reason: changeReason, content: obstacleSetting }),
  output: changedSetting,
  refusals: settingRefusals,
});
