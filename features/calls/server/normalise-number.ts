import { e164Of } from '#platform/server/e164.ts';
import { numberClassOf } from '../number-class.ts';

/**
 * A caller's number as the trunk gave it, in E.164 where it can be one; a number without country code is Indonesian. Null
 * for withheld numbers, telephones without SIM and whatever else a network writes there: the raw text is kept beside it.
 */
export function normaliseNumber(raw: string | null): string | null {
  const e164 = raw === null ? null : e164Of(raw);
  return numberClassOf(raw, e164) === 'identified' ? e164 : null;
}
