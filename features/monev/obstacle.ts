import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import { month } from './month.ts';
import { obstacleCodes } from './obstacle-catalogue.ts';

export type ObstacleId = Id<'obstacle'>;
export const obstacleId = idSchema<'obstacle'>();
export type ObstacleActionId = Id<'obstacle_action'>;
export const obstacleActionId = idSchema<'obstacle_action'>();

export const obstacleCode = z.enum(obstacleCodes);

/** `proposed` by a rule or by people, until somebody owns it; `merged` counts as another one. */
export const obstacleStates = ['proposed', 'open', 'in_progress', 'done', 'verified', 'rejected', 'merged'] as const;
export const obstacleState = z.enum(obstacleStates);
export type ObstacleState = z.output<typeof obstacleState>;

export const evidenceUnits = ['share', 'ms', 'times'] as const;

/** What a rule saw, kept as it was: a share (0 to 1), milliseconds, or how many times as much. */
export const evidence = z.object({
  month,
  unit: z.enum(evidenceUnits),
  value: z.number(),
  threshold: z.number(),
  /** Rows that spoke for it, where it is a share. */
  part: z.number().int().nullable(),
  whole: z.number().int(),
  /** Name of the figure whose rows can be opened (figure-set.ts); null: it is in no dictionary. */
  figure: z.string().max(80).nullable(),
  computedAt: z.iso.datetime(),
});
export type Evidence = z.output<typeof evidence>;

/** Who answers for it: a person or an agency. */
export const owner = z.object({ kind: z.enum(['user', 'agency']), id: z.uuid() });
export type Owner = z.output<typeof owner>;

export const obstacleContent = z.object({
  code: obstacleCode,
  title: z.string().trim().min(3).max(160),
  description: z.string().trim().max(2000),
  agencyId: z.uuid().nullable(),
});
export type ObstacleContent = z.output<typeof obstacleContent>;

export const actionContent = z.object({
  task: z.string().trim().min(3).max(300),
  who: z.string().trim().min(1).max(120),
  dueOn: z.iso.date(),
});
export type ActionContent = z.output<typeof actionContent>;

/** Still to be done: it is on every meeting's agenda. */
export const isUnfinished = (state: ObstacleState): boolean =>
  state === 'proposed' || state === 'open' || state === 'in_progress' || state === 'done';
