import { callId } from '#features/calls/call.ts';
import type { Action } from '#platform/server/action.ts';
import { ok, present } from '#platform/shared/result.ts';
import type { readMine as route } from '../contract.ts';
import { ownSamples } from './own-store.ts';
import { qualityOfTaker } from './quality-of.ts';
import { type SheetRow, sheetsOf } from './sample-store.ts';
import { allCards } from './setting-store.ts';

/** Some years of a call taker. */
const mostShown = 200;

/** The person first: what was assessed of their calls, and what came of it. */
export const readMine: Action<typeof route> = async (ctx) => {
  const me = present(ctx.actor.id, 'quality.own is never public');
  const samples = await ownSamples(ctx, me, mostShown);
  const sheets = Map.groupBy(
    await sheetsOf(
      ctx,
      samples.map(({ id }) => id),
    ),
    ({ sampleId }) => sampleId,
  );
  return ok({
    months: await qualityOfTaker(ctx, me),
    sheets: samples.map(({ sheetId, ...sample }) => ({
      ...sample,
      callId: callId.parse(sample.callId),
      sheets: toldSheets(sheets.get(sample.id) ?? [], sheetId),
    })),
    cards: await allCards(ctx),
  });
};

/** Newest first; of two who differed only what they settled on, for the other is no judgement of anybody. */
function toldSheets(sheets: readonly SheetRow[], sheetId: string) {
  const told = sheets.filter(({ id, kind }, at) => kind !== 'assessment' || id === sheetId || isOnly(sheets, at));
  return told.toReversed().map(({ id: _, sampleId: __, assessorId: ___, ...sheet }) => sheet);
}

/** An assessment that no talk replaced; of two that agree the later one is it. */
const isOnly = (sheets: readonly SheetRow[], at: number) =>
  !sheets.some(({ kind }) => kind === 'settlement') && sheets.findLastIndex(({ kind }) => kind === 'assessment') === at;
