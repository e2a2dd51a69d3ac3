import { changeSetting } from '#features/people/server/setting-versions.ts';
import type { Action } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import type * as routes from '../../place-contract.ts';
import { lockAgreement, placeAgreementKind } from './place-store.ts';

export const readPlaceAgreement: Action<typeof routes.readPlaceAgreement> = async (ctx) => ok(await lockAgreement(ctx));

/** Calls that arrive from a second later on are read with it. */
export const changePlaceAgreement: Action<typeof routes.changePlaceAgreement> = async (ctx, { body }) => {
  const { id } = await lockAgreement(ctx);
  return changeSetting(ctx, placeAgreementKind, { id, ...body });
};
