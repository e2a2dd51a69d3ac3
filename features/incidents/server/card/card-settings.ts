import { changeSetting, recordSettingVersion, type SettingKind } from '#features/people/server/setting-versions.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import { type CardContent, cardContent } from '../../card.ts';
import type * as routes from '../../card-contract.ts';
import { faultsOf, withApproval } from '../../card-rules.ts';
import { cardSeeds } from '../../card-seeds.ts';
import { faultInWords } from '../../card-texts.ts';
import { insertCard, lockCard, selectCards, typeCodes, updateCard } from './card-store.ts';

export const cardKind: SettingKind<typeof cardContent> = {
  kind: 'question_card',
  schema: cardContent,
  load: lockCard,
  allows: async (ctx, _id, content) => faultsOf(content, await typeCodes(ctx)).length === 0,
  save: updateCard,
};

export const listCards: Action<typeof routes.listCards> = async (ctx) =>
  ok({ items: (await selectCards(ctx)).filter(({ content }) => content.active) });

export const listCardSettings: Action<typeof routes.listCardSettings> = async (ctx) => {
  const items = await selectCards(ctx);
  const has = new Set(items.map((one) => one.code));
  return ok({ items, missing: cardSeeds.filter((seed) => !has.has(seed.code)).length });
};

export const createCard: Action<typeof routes.createCard> = async (ctx, { body }) => {
  const { code, reason } = body;
  const sound = await checkSound(ctx, { ...body.content, signOff: null });
  if (!sound.ok) return sound;
  const id = newId<'question_card'>();
  if (!(await insertCard(ctx, { id, code, content: sound.value }))) return refuse('card.code_taken', { code });
  await recordSettingVersion(ctx, { kind: cardKind.kind, subjectId: id, version: 1, content: sound.value, reason });
  return ok({ id, version: 1 });
};

export const changeCard: Action<typeof routes.changeCard> = async (ctx, { params, body }) => {
  const before = await lockCard(ctx, params.id);
  if (before === null) return refuse('setting.not_found');
  const sound = await checkSound(ctx, withApproval(before.content, body.content));
  if (!sound.ok) return sound;
  return changeSetting(ctx, cardKind, { id: params.id, ...body, content: sound.value });
};

/** The approval is of what the card says now: it is a version of its own, which a change of the words takes back. */
export const signCard: Action<typeof routes.signCard> = async (ctx, { params, body }) => {
  const before = await lockCard(ctx, params.id);
  if (before === null) return refuse('setting.not_found');
  const { version, reason, signOff } = body;
  return changeSetting(ctx, cardKind, { id: params.id, version, reason, content: { ...before.content, signOff } });
};

export const takeSuppliedCards: Action<typeof routes.takeSuppliedCards> = async (ctx, { body }) => {
  let added = 0;
  for (const { code, content } of cardSeeds) {
    const id = newId<'question_card'>();
    if (!(await insertCard(ctx, { id, code, content }))) continue;
    added += 1;
    await recordSettingVersion(ctx, { kind: cardKind.kind, subjectId: id, version: 1, content, reason: body.reason });
  }
  return ok({ added });
};

/** Fill a new regency with the supplied cards. */
export async function seedCards(ctx: ActionContext): Promise<void> {
  for (const { code, content } of cardSeeds) await insertCard(ctx, { id: newId<'question_card'>(), code, content });
}

/** A card that cannot be stepped through is refused, and says why in the reader's language. */
async function checkSound(ctx: ActionContext, content: CardContent): Promise<Result<CardContent, 'card.unsound'>> {
  const faults = faultsOf(content, await typeCodes(ctx));
  if (faults.length === 0) return ok(content);
  const said = faults.slice(0, 3).map((fault) => faultInWords(fault, ctx.actor.language));
  return refuse('card.unsound', { faults: said.join('; ') });
}
