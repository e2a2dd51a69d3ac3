import type { SettingKind } from '#features/people/server/setting-versions.ts';
import { promptKind } from './prompt-store.ts';
import { queueKind } from './queue/queue-settings.ts';

/** What apps/server hands to `createPeople({ settingKinds })`. */
export const callSettings: readonly SettingKind[] = [promptKind, queueKind];
