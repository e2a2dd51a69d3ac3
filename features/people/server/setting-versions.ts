import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { appendEvent } from '#platform/server/events/event.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { audience } from '../audience.ts';
import type { PermissionName } from '../permissions.ts';
import type { listSettingVersions, undoSetting } from '../setting-contract.ts';
import { reachFor } from './reach.ts';
import { findVersion, insertVersion, type SettingVersion, selectVersions } from './setting-store.ts';

/** One kind of editable row, as the feature that owns its table describes it; versions, history and undo come from here. */
export interface SettingKind<Schema extends z.ZodType = z.ZodType> {
  /** The word in the address and in events: `agency`. */
  readonly kind: string;
  /** What of the row is editable. An older version that no longer fits is refused, not guessed at. */
  readonly schema: Schema;
  /** Who may see its history and undo it, where that is not everybody who may read or change settings. */
  readonly reader?: PermissionName;
  readonly writer?: PermissionName;
  /** The row as it stands, locked until the transaction ends; null when there is none. */
  load(
    ctx: ActionContext,
    id: string,
  ): Promise<{ readonly version: number; readonly content: z.output<Schema> } | null>;
  /** What the row must fulfil beyond its schema; undo refuses an older content that no longer does. */
  allows?(ctx: ActionContext, id: string, content: z.output<Schema>): Promise<boolean>;
  /** Write content and version. */
  save(ctx: ActionContext, id: string, content: z.output<Schema>, version: number): Promise<void>;
}

/** Keep what a setting says from this version on, and tell the screens. Call it with every new version, the first too. */
export async function recordSettingVersion(ctx: ActionContext, said: SettingVersion): Promise<void> {
  await insertVersion(ctx, said, ctx.actor.id);
  await appendEvent(ctx, {
    name: 'setting.changed',
    subject: { type: said.kind, id: said.subjectId },
    audience: [audience.tenant()],
    content: { kind: said.kind, version: said.version },
  });
}

export interface SettingChange<Content> {
  readonly id: string;
  /** As the screen showed it. */
  readonly version: number;
  readonly content: Content;
  readonly reason: string;
}

/**
 * Change one setting. Refuses a change that was begun on an older version (`setting.stale`, with the current version:
 * the screen shows what the other one changed from the history). A change that changes nothing makes no version.
 */
export async function changeSetting<Schema extends z.ZodType>(
  ctx: ActionContext,
  kind: SettingKind<Schema>,
  change: SettingChange<z.output<Schema>>,
): Promise<Result<{ id: string; version: number }, 'setting.not_found' | 'setting.stale'>> {
  const current = await kind.load(ctx, change.id);
  if (current === null) return refuse('setting.not_found');
  if (current.version !== change.version) return refuse('setting.stale', { version: current.version });
  if (isDeepStrictEqual(plain(current.content), plain(change.content)))
    return ok({ id: change.id, version: current.version });
  // A seeded row has no history yet: what it said before its first change is kept first.
  await insertVersion(
    ctx,
    { kind: kind.kind, subjectId: change.id, version: current.version, content: current.content, reason: null },
    null,
  );
  const version = current.version + 1;
  await kind.save(ctx, change.id, change.content, version);
  await recordSettingVersion(ctx, {
    kind: kind.kind,
    subjectId: change.id,
    version,
    content: change.content,
    reason: change.reason,
  });
  return ok({ id: change.id, version });
}

/** As it comes back from jsonb: undefined fields and class instances play no part in a comparison. */
function plain(content: unknown): unknown {
  return JSON.parse(JSON.stringify(content));
}

/** History and undo over all kinds of the installation. */
export function settingActions(kinds: readonly SettingKind[]) {
  const kindOf = (ctx: ActionContext, name: string, need: 'reader' | 'writer') => {
    const kind = kinds.find((each) => each.kind === name) ?? null;
    const permission = kind?.[need];
    // Like one that does not exist: the kinds somebody may not see are not told.
    return permission !== undefined && reachFor(ctx.actor, permission) === null ? null : kind;
  };

  const list: Action<typeof listSettingVersions> = async (ctx, { params }) => {
    const kind = kindOf(ctx, params.kind, 'reader');
    const current = (await kind?.load(ctx, params.id)) ?? null;
    if (current === null) return refuse('setting.not_found');
    const kept = await selectVersions(ctx, params.kind, params.id);
    return ok({
      items: kept.map((version) => ({
        version: version.version,
        content: version.content,
        changedAt: version.changed_at,
        changedBy:
          version.changed_by === null ? null : { id: version.changed_by, displayName: version.display_name ?? '' },
        reason: version.reason,
      })),
    });
  };

  const undo: Action<typeof undoSetting> = async (ctx, { params, body }) => {
    const kind = kindOf(ctx, params.kind, 'writer');
    if (kind === null || (await kind.load(ctx, params.id)) === null) return refuse('setting.not_found');
    const older = await findVersion(ctx, params.kind, params.id, body.to);
    if (older === null) return refuse('setting.version_unknown', { version: body.to });
    const fitting = kind.schema.safeParse(older.content);
    if (!fitting.success) return refuse('setting.version_unfit', { version: body.to });
    if (kind.allows !== undefined && !(await kind.allows(ctx, params.id, fitting.data))) {
      return refuse('setting.version_unfit', { version: body.to });
    }
    return changeSetting(ctx, kind, {
      id: params.id,
      version: body.version,
      content: fitting.data,
      reason: body.reason,
    });
  };

  return { list, undo };
}
