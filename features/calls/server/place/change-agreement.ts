import { changeSetting } from '#features/people/server/setting-versions.ts';
import type { Action } from '#platform/server/action.ts';
import { ok } from '#platform/shared/result.ts';
import type * as routes from '../../place-contract.ts';
import { placeAgreementKind, readAgreement } from './place-store.ts';

export const readPlaceAgreement: Action<typeof routes.readPlaceAgreement> = async (ctx) => ok(await readAgreement(ctx));

/** Calls that arrive from a second later on are read with it. */
export const changePlaceAgreement: Action<typeof routes.changePlaceAgreement> = async (ctx, { body }) => {
  const { id } = await readAgreement(ctx, 'lock');
  return changeSetting(ctx, placeAgreementKind, { id, ...body });
};
