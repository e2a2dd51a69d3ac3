import type { SettingKind } from '#features/people/server/setting-versions.ts';
import { agencyContent, dutyContactContent } from '../agency.ts';
import { channelKind } from './channels/channel-actions.ts';
import { coverKind } from './cover/covers.ts';
import { selectAgency, selectContact, updateAgency, updateContact } from './store.ts';

export const agencySetting: SettingKind<typeof agencyContent> = {
  kind: 'agency',
  schema: agencyContent,
  load: async (ctx, id) => {
    const found = await selectAgency(ctx.tx, id, 'lock');
    // Parsing drops what is not editable: id, code, version.
    return found === null ? null : { version: found.version, content: agencyContent.parse(found) };
  },
  save: (ctx, id, content, version) => updateAgency(ctx.tx, id, content, version),
};

export const dutyContactSetting: SettingKind<typeof dutyContactContent> = {
  kind: 'duty_contact',
  schema: dutyContactContent,
  load: async (ctx, id) => {
    const found = await selectContact(ctx.tx, id);
    return found === null ? null : { version: found.version, content: dutyContactContent.parse(found) };
  },
  save: (ctx, id, content, version) => updateContact(ctx.tx, id, content, version),
};

/** What apps/server hands to `createPeople({ settingKinds })`. */
export const agencySettings: readonly SettingKind[] = [agencySetting, dutyContactSetting, channelKind, coverKind];
