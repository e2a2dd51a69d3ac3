import { type Instant, nextMidnight, plusMs, type Zone } from '#platform/shared/time.ts';
import type { PhotoConsent } from './campaign.ts';
import type { PhotoSetting } from './photo-setting-contract.ts';

const dayMs = 86_400_000;

/** What a photo is kept as: with people who agreed to it, or without anybody. */
type PhotoRule = 'people' | 'others';

export const ruleOf = (consent: PhotoConsent): PhotoRule => (consent === 'nobody_recognisable' ? 'others' : 'people');

export const daysOf = (setting: PhotoSetting, rule: PhotoRule): number =>
  rule === 'people' ? setting.peopleDays : setting.othersDays;

/** A photo as its keeping asks. */
export interface KeptPhoto {
  readonly consent: PhotoConsent;
  readonly recordedAt: Instant;
  /** The last day of its campaign, in the regency's zone. */
  readonly endsOn: string;
}

/** When a photo is erased: so many days after the campaign was over; one that was put in later counts from then. */
export function keptUntil(photo: KeptPhoto, setting: PhotoSetting, zone: Zone): Instant {
  // Noon in Greenwich lies on the same day in all three zones.
  const over = nextMidnight(`${photo.endsOn}T12:00:00.000Z`, zone);
  const from = photo.recordedAt > over ? photo.recordedAt : over;
  return plusMs(from, daysOf(setting, ruleOf(photo.consent)) * dayMs);
}

/** The fewest days: younger photos need no look. */
export const fewestDays = ({ peopleDays, othersDays }: PhotoSetting): number => Math.min(peopleDays, othersDays);
