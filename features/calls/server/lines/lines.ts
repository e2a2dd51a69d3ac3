import { randomBytes } from 'node:crypto';
import { changeSetting, recordSettingVersion, type SettingKind } from '#features/people/server/setting-versions.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { encrypt } from '#platform/server/cipher.ts';
import type { Db } from '#platform/server/db/database.ts';
import { setDeadline } from '#platform/server/timers/deadlines.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { centreKey, centreLine, type LineContent, lineContent } from '../../line.ts';
import type * as routes from '../../line-contract.ts';
import { guardLine, type LineRefusal } from '../../line-rules.ts';
import { canaryDeadline } from './canary.ts';
import { lastCanaries, selectAvailability, selectCanaries } from './canary-store.ts';
import * as store from './line-store.ts';

export interface LineOptions {
  /** Addresses belong to the whole installation. */
  readonly systemDb: Db;
  /** Of the installation: encrypts the passwords of registrations. */
  readonly secret: () => Promise<string>;
  readonly hasTls: boolean;
}

type Judged = Result<null, LineRefusal | 'line.peer_taken' | 'line.secret_unknown'>;

/** Lines as settings: undo brings back an older one as far as it still fits; telephony takes it up within a second. */
export function lineKind(options: Pick<LineOptions, 'systemDb' | 'hasTls'>): SettingKind<typeof lineContent> {
  return {
    kind: 'line',
    schema: lineContent,
    load: (ctx, id) => store.lockLine(ctx, id),
    allows: async (ctx, id, content) => {
      const before = await store.lockLine(ctx, id);
      return before?.content.way === content.way && (await judge(ctx, options, id, content)).ok;
    },
    save: async (ctx, id, content, version) => {
      await store.updateLine(ctx, id, content, version);
      if (content.active) await setDeadline(ctx, canaryDeadline, id, ctx.now);
      else await store.saveDown(ctx, id, null);
    },
  };
}

async function judge(
  ctx: ActionContext,
  { systemDb, hasTls }: Pick<LineOptions, 'systemDb' | 'hasTls'>,
  id: string,
  content: LineContent,
): Promise<Judged> {
  const guarded = guardLine(content, { hasTls, numbers: await store.emergencyNumbers(ctx) });
  if (!guarded.ok) return guarded;
  if (content.secretId !== null && !(await store.hasSecret(ctx, id, content.secretId)))
    return refuse('line.secret_unknown');
  const taken = content.active ? await store.takenPeer(systemDb, id, content.peers) : null;
  return taken === null ? ok(null) : refuse('line.peer_taken', { value: taken });
}

/** A password that was typed is kept, and named in the content by its id. */
async function withSecret(
  ctx: ActionContext,
  options: LineOptions,
  lineId: string,
  { content, password }: { readonly content: LineContent; readonly password?: string | undefined },
): Promise<LineContent> {
  if (password === undefined) return content;
  const id = newId<'line_secret'>();
  await store.insertSecret(ctx, { id, lineId, cipher: encrypt(await options.secret(), password) });
  return { ...content, secretId: id };
}

export function lineActions(options: LineOptions) {
  const list: Action<typeof routes.listLines> = async (ctx) => {
    const last = await lastCanaries(ctx);
    const items = (await store.selectLines(ctx)).map(({ key: _key, createdAt: _createdAt, ...line }) => ({
      ...line,
      lastCanary: last.get(line.id) ?? null,
    }));
    return ok({ items, hasTls: options.hasTls });
  };

  const create: Action<typeof routes.createLine> = async (ctx, { body }) => {
    if (body.content.way === 'centre') return refuse('line.centre_fixed');
    const id = newId<'line'>();
    const key = randomBytes(4).toString('hex');
    await store.insertLine(ctx, { id, key, content: body.content });
    const content = await withSecret(ctx, options, id, body);
    const judged = await judge(ctx, options, id, content);
    if (!judged.ok) return judged;
    await store.updateLine(ctx, id, content, 1);
    await recordSettingVersion(ctx, { kind: 'line', subjectId: id, version: 1, content, reason: body.reason });
    if (content.active) await setDeadline(ctx, canaryDeadline, id, ctx.now);
    return ok({ id, version: 1 });
  };

  const change: Action<typeof routes.changeLine> = async (ctx, { params, body }) => {
    const before = await store.lockLine(ctx, params.id);
    if (before === null) return refuse('setting.not_found');
    if ((before.content.way === 'centre') !== (body.content.way === 'centre')) return refuse('line.centre_fixed');
    const content = await withSecret(ctx, options, params.id, body);
    const judged = await judge(ctx, options, params.id, content);
    if (!judged.ok) return judged;
    return changeSetting(ctx, lineKind(options), { id: params.id, ...body, content });
  };

  const availability: Action<typeof routes.readAvailability> = async (ctx, { query }) =>
    ok({ items: await selectAvailability(ctx, query.month) });

  const canaries: Action<typeof routes.listCanaries> = async (ctx, { params, query }) => {
    if ((await store.findLine(ctx, params.id)) === null) return refuse('setting.not_found');
    return ok({ items: await selectCanaries(ctx, params.id, query) });
  };

  return { list, create, change, availability, canaries };
}

/** A new regency begins with the line of the centre's own addresses. */
export async function seedLines(ctx: ActionContext): Promise<void> {
  const id = newId<'line'>();
  await store.insertLine(ctx, { id, key: centreKey, content: centreLine });
  await setDeadline(ctx, canaryDeadline, id, ctx.now);
}
