import { z } from 'zod';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { callerCaseId, caseText } from './case.ts';
import { caseRefusals } from './case-texts.ts';
import { casePackId, packState } from './pack.ts';
import { casePackSetting, casePackSettingId } from './pack-setting.ts';
import { packRefusals } from './pack-texts.ts';

const person = z.object({ id: z.uuid(), displayName: z.string() });
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** A pack without what is in it. `reason`, `fileHash`: null where erased, or not there yet. */
export const packItem = z.object({
  id: casePackId,
  number: z.number().int(),
  caseId: callerCaseId,
  caseNumber: z.number().int(),
  state: packState,
  calls: z.number().int(),
  reason: z.string().nullable(),
  preparedAt: instant,
  preparedBy: person,
  contentHash: sha256,
  decidedAt: instant.nullable(),
  decidedBy: person.nullable(),
  fileHash: sha256.nullable(),
  bytes: z.number().int().nullable(),
  isErased: z.boolean(),
});
export type PackItem = z.output<typeof packItem>;

export const listPacks = route({
  method: 'GET',
  path: '/api/case-packs',
  summary: 'Evidence packs, newest first: of one case, or those that wait for a signature and those of late',
  permission: 'pack.read',
  query: z.object({ caseId: callerCaseId.optional() }),
  output: z.object({ items: z.array(packItem) }),
});

export const preparePack = route({
  method: 'POST',
  path: '/api/cases/:id/pack',
  summary: 'Prepare the evidence pack of a case for the police; another person signs it',
  permission: 'pack.prepare',
  params: z.object({ id: callerCaseId }),
  body: z.object({ version: z.number().int().positive(), reason: caseText }),
  output: z.object({ id: casePackId, version: z.number().int() }),
  refusals: {
    ...pick(
      caseRefusals,
      'caller_case.not_found',
      'caller_case.stale',
      'caller_case.ended',
      'caller_case.not_open_to_you',
      'caller_case.too_early',
    ),
    ...pick(
      packRefusals,
      'case_pack.appeal_open',
      'case_pack.nothing_confirmed',
      'case_pack.waiting',
      'case_pack.not_sealed',
    ),
  },
});

const params = z.object({ id: casePackId });

export const signPack = route({
  method: 'POST',
  path: '/api/case-packs/:id/sign',
  summary: 'Sign an evidence pack that another person has prepared',
  permission: 'pack.sign',
  params,
  /** Of the draft that was read: what is signed is what was seen. */
  body: z.object({ contentHash: sha256 }),
  output: z.object({ id: casePackId, fileHash: sha256 }),
  refusals: {
    ...pick(caseRefusals, 'caller_case.ended', 'caller_case.too_early'),
    ...pick(
      packRefusals,
      'case_pack.not_found',
      'case_pack.not_waiting',
      'case_pack.own',
      'case_pack.appeal_open',
      'case_pack.not_seen',
      'case_pack.outdated',
      'case_pack.erased',
      'case_pack.unreadable',
    ),
  },
});

export const withdrawPack = route({
  method: 'POST',
  path: '/api/case-packs/:id/withdraw',
  summary: 'Withdraw an evidence pack that is not signed, or refuse to sign it',
  permission: 'pack.withdraw',
  params,
  body: z.object({ reason: caseText }),
  output: z.object({ id: casePackId }),
  refusals: pick(packRefusals, 'case_pack.not_found', 'case_pack.not_waiting'),
});

/** The PDF: as a draft with its mark while it waits, signed afterwards. Each look is logged with its reason. */
export const packFilePath = '/api/case-packs/:id/file';

export const readPackSetting = route({
  method: 'GET',
  path: '/api/case-pack-setting',
  summary: 'The words and legal texts of evidence packs',
  permission: 'setting.read',
  output: z.object({ id: casePackSettingId, version: z.number().int(), content: casePackSetting }),
});

export const changePackSetting = route({
  method: 'POST',
  path: '/api/case-pack-setting/change',
  summary: 'Change the words and legal texts of evidence packs',
  permission: 'setting.change',
  body: z.object({ version: shownVersion, reason: changeReason, content: casePackSetting }),
  output: changedSetting,
  refusals: settingRefusals,
});
