import { msBetween } from '#platform/shared/time.ts';
import type { Tone } from '#platform/ui/tone.ts';
import type { Translate } from '#platform/web/language.tsx';
import type { UnitStatus } from '../../unit.ts';
import type { UnitItem } from '../../unit-contract.ts';
import { unitStatusTexts } from '../../unit-texts.ts';
import { unitTexts as texts } from './texts.ts';

/** How old something is, in the largest unit that says enough. */
export function ageOf(at: string, now: string, t: Translate): string {
  const seconds = Math.max(0, Math.round(msBetween(at, now) / 1000));
  if (seconds < 90) return t(texts.seconds, { n: seconds });
  if (seconds < 5400) return t(texts.minutes, { n: Math.round(seconds / 60) });
  return seconds < 129_600
    ? t(texts.hours, { n: Math.round(seconds / 3600) })
    : t(texts.days, { n: Math.round(seconds / 86_400) });
}

/** The agency's word for what a unit is doing. */
export function statusName(unit: Pick<UnitItem, 'label' | 'status'>, t: Translate): string {
  return t(unit.label?.name ?? unitStatusTexts[unit.status]);
}

export const statusTones: Readonly<Record<UnitStatus, Tone>> = {
  available: 'good',
  dispatched: 'warn',
  en_route: 'warn',
  on_scene: 'accent',
  transporting: 'accent',
  at_hospital: 'accent',
  returning: 'calm',
  out_of_service: 'neutral',
};

/** Where it was last, never without its age and accuracy. */
export function positionOf(unit: UnitItem, now: string, t: Translate): string {
  const { place } = unit;
  if (place === null) return t(texts.noPosition);
  const said = t(texts.positionAge, { age: ageOf(place.at, now, t), accuracy: Math.round(place.accuracyM) });
  return place.clamped ? `${said} (${t(texts.clamped)})` : said;
}
