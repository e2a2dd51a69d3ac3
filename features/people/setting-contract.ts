import { z } from 'zod';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { userId } from './person.ts';
import { refusals } from './texts.ts';

/** Why a setting was changed; asked for every change, because figures move with it. */
export const changeReason = z.string().trim().min(3).max(300);
/** The version the screen showed when the change was begun; another one in between is refused. */
export const shownVersion = z.number().int().positive();

/** What a change of any setting answers. */
export const changedSetting = z.object({ id: z.uuid(), version: z.number().int() });

/** For the contract of a feature that has settings of its own. */
export const settingRefusals = pick(refusals, 'setting.not_found', 'setting.stale');

const settingPath = z.object({ kind: z.string().regex(/^[a-z_]{2,40}$/), id: z.uuid() });

export const listSettingVersions = route({
  method: 'GET',
  path: '/api/settings/:kind/:id/versions',
  summary: 'What a setting said, version by version, newest first',
  permission: 'setting.read',
  params: settingPath,
  output: z.object({
    items: z.array(
      z.object({
        version: z.number().int(),
        content: z.record(z.string(), z.unknown()),
        changedAt: instant,
        changedBy: z.object({ id: userId, displayName: z.string() }).nullable(),
        reason: z.string().nullable(),
      }),
    ),
  }),
  refusals: pick(refusals, 'setting.not_found'),
});

/** Undo is a change like any other: the older content becomes a new version, and can be undone in turn. */
export const undoSetting = route({
  method: 'POST',
  path: '/api/settings/:kind/:id/undo',
  summary: 'Write an older version of a setting as its newest',
  permission: 'setting.change',
  params: settingPath,
  body: z.object({ version: shownVersion, to: z.number().int().positive(), reason: changeReason }),
  output: changedSetting,
  refusals: pick(refusals, 'setting.not_found', 'setting.stale', 'setting.version_unknown', 'setting.version_unfit'),
});
