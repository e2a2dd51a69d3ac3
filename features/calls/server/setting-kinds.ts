import type { SettingKind } from '#features/people/server/setting-versions.ts';
import { closingKind } from './closing/closing-settings-store.ts';
import { directoryKind } from './directory/directory-store.ts';
import { drillKind } from './drill/drill-store.ts';
import { followUpKind } from './follow-up/settings-store.ts';
import { placeAgreementKind } from './place/place-store.ts';
import { promptKind } from './prompt-store.ts';
import { queueKind } from './queue/queue-settings.ts';
import { policyKind } from './recording/policy-store.ts';
import { silentKind } from './silent/silent-store.ts';

/** What apps/server hands to `createPeople({ settingKinds })`. */
export const callSettings: readonly SettingKind[] = [
  closingKind,
  directoryKind,
  drillKind,
  followUpKind,
  placeAgreementKind,
  policyKind,
  promptKind,
  queueKind,
  silentKind,
];
