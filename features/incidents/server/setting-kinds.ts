import type { SettingKind } from '#features/people/server/setting-versions.ts';
import { incidentTypeContent } from '../incident.ts';
import { cardKind } from './card/card-settings.ts';
import { sharedViewKind } from './list/views.ts';
import { typeBecameSensitive } from './sensitive/mark-incident.ts';
import { hasOtherActive, lockType, updateType } from './type-store.ts';

export const incidentTypeKind: SettingKind<typeof incidentTypeContent> = {
  kind: 'incident_type',
  schema: incidentTypeContent,
  load: async (ctx, id) => {
    const found = await lockType(ctx, id);
    // Parsing drops what is not editable: id, code, version.
    return found === null ? null : { version: found.version, content: incidentTypeContent.parse(found) };
  },
  allows: async (ctx, id, content) => content.active || hasOtherActive(ctx, id),
  save: async (ctx, id, content, version) => {
    await updateType(ctx, id, content, version);
    if (content.sensitive) await typeBecameSensitive(ctx, id);
  },
};

/** What apps/server hands to `createPeople({ settingKinds })`. */
export const incidentSettings: readonly SettingKind[] = [incidentTypeKind, cardKind, sharedViewKind];
