import type { SettingKind } from '#features/people/server/setting-versions.ts';
import { placeAgreementKind } from './place/place-store.ts';
import { promptKind } from './prompt-store.ts';
import { queueKind } from './queue/queue-settings.ts';
import { policyKind } from './recording/policy-store.ts';

/** What apps/server hands to `createPeople({ settingKinds })`. */
export const callSettings: readonly SettingKind[] = [placeAgreementKind, policyKind, promptKind, queueKind];
