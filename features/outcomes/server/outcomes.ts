import type { SettingKind } from '#features/people/server/setting-versions.ts';
import type { Feature } from '#platform/server/feature.ts';
import { joinParts } from '#platform/server/join-parts.ts';
import { feature } from './feature.ts';
import { tellingKind } from './telling/setting-store.ts';
import type { TellingOptions } from './telling/tell-callers.ts';
import { tellingPart } from './telling/telling-part.ts';
import type { TrackPageOptions } from './telling/track-page.ts';

/** Outcomes with what of it needs to know where this installation is. */
export function createOutcomes(options: TellingOptions & TrackPageOptions): Feature {
  return joinParts('outcomes', [feature, tellingPart(options)]);
}

/** What apps/server hands to `createPeople({ settingKinds })`. */
export const outcomeSettings: readonly SettingKind[] = [tellingKind];
