import { z } from 'zod';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { pick, route } from '#platform/shared/contract.ts';
import { directoryContent, directoryEntryId } from './directory.ts';
import { partyRefusals } from './party-texts.ts';

export const directoryEntryView = z.object({
  id: directoryEntryId,
  content: directoryContent,
  version: z.number().int(),
});
export type DirectoryEntryView = z.output<typeof directoryEntryView>;

const numberRefusals = pick(partyRefusals, 'party.wrong_number', 'party.own_number');

export const listDirectoryEntries = route({
  method: 'GET',
  path: '/api/directory-entries',
  summary: 'The directory as a setting',
  permission: 'setting.read',
  output: z.object({ items: z.array(directoryEntryView) }),
});

export const createDirectoryEntry = route({
  method: 'POST',
  path: '/api/directory-entries',
  summary: 'Add an entry to the directory',
  permission: 'setting.change',
  body: z.object({ content: directoryContent, reason: changeReason }),
  output: changedSetting,
  refusals: numberRefusals,
});

export const changeDirectoryEntry = route({
  method: 'POST',
  path: '/api/directory-entries/:id/change',
  summary: 'Change or deactivate an entry of the directory',
  permission: 'setting.change',
  params: z.object({ id: directoryEntryId }),
  body: z.object({ version: shownVersion, reason: changeReason, content: directoryContent }),
  output: changedSetting,
  refusals: { ...settingRefusals, ...numberRefusals },
});
