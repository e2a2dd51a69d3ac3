import { z } from 'zod';
import { incidentTypeCode, priority } from '#features/incidents/incident.ts';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import { checkTemplate, type Milestone, milestones } from './telling-words.ts';

/*
 * Telling the caller: what becomes of their report, by a message at each milestone with a link to a page, or by voice
 * (complaints.md: "nobody told me" is what callers complain of most after waiting).
 */

export type CallerTrackId = Id<'caller_track'>;
export const callerTrackId = idSchema<'caller_track'>();
export type CallerTellingId = Id<'caller_telling'>;
export const callerTellingId = idSchema<'caller_telling'>();
export type CallerTaskId = Id<'caller_task'>;
export const callerTaskId = idSchema<'caller_task'>();

export const milestone = z.enum(milestones);

/** Channels that reach a telephone number; the order in a setting is the order of trying. */
export const tellingChannels = ['whatsapp', 'sms'] as const;
export const tellingChannel = z.enum(tellingChannels);
export type TellingChannel = (typeof tellingChannels)[number];

/** How one caller is told; the words of each are in telling-texts.ts. */
export const tellingWays = ['auto', 'message', 'voice', 'none'] as const;
export const tellingWay = z.enum(tellingWays);
export type TellingWay = (typeof tellingWays)[number];

export const tellingStates = ['waiting', 'sending', 'sent', 'failed', 'skipped'] as const;
export type TellingState = (typeof tellingStates)[number];

/** Why a milestone was not told by message. */
export const skipReasons = [
  'switched_off',
  'sensitive',
  'cannot_speak',
  'no_number',
  'landline',
  'no_channel',
  'by_voice',
  'not_wanted',
  'too_late',
  'superseded',
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** Why somebody must be told by voice. */
export const taskCauses = ['landline', 'no_channel', 'failed', 'by_type', 'wanted'] as const;
export type TaskCause = (typeof taskCauses)[number];

export const taskStates = ['open', 'claimed', 'done'] as const;
export const tryResults = ['told', 'no_answer', 'not_wanted'] as const;
export type TryResult = (typeof tryResults)[number];
/** `over`: the caller was told in another way, or the incident was opened again. */
export const taskResults = [...tryResults, 'over'] as const;
export type TaskResult = (typeof taskResults)[number];

/** 128 bits in base64url: derived from the track's id by a secret of the installation, so that each message has the same link. */
export const tokenBytes = 16;
export const trackToken = z.string().regex(/^[A-Za-z0-9_-]{22}$/);

const clock = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);

/** Three parts of a long SMS (GSM 03.38: 153 characters each). */
export const maxTemplate = 459;

const template = (of: Milestone) =>
  z.object({ active: z.boolean(), text: z.string().trim().min(5).max(maxTemplate) }).superRefine(({ text }, check) => {
    for (const wrong of checkTemplate(of, text)) check.addIssue({ code: 'custom', path: ['text'], message: wrong });
  });

/** How the regency tells callers. Off is the seed: no message leaves before somebody has read the templates. */
export const tellingContent = z.object({
  active: z.boolean(),
  channels: z.array(tellingChannel).max(tellingChannels.length),
  templates: z.object({
    received: template('received'),
    accepted: template('accepted'),
    on_the_way: template('on_the_way'),
    arrived: template('arrived'),
    done: template('done'),
    closed: template('closed'),
    reopened: template('reopened'),
  }),
  quiet: z.object({ from: clock, to: clock, priorities: z.array(priority) }),
  /** News older than this is of no use: a device that was offline for long. */
  oldAfterMinutes: z.number().int().min(5).max(1440),
  /** Days after closing within which the page takes "not solved". */
  reopenDays: z.number().int().min(0).max(30),
  /** Days after closing for which the page is there. */
  linkDays: z.number().int().min(1).max(90),
  voice: z.object({
    /** Types whose callers are told by a person. */
    typeCodes: z.array(incidentTypeCode).max(200),
    /** Minutes until a supervisor is told, and tries until it is given up. */
    dueMinutes: z.number().int().min(5).max(1440),
    tries: z.number().int().min(1).max(10),
  }),
});
export type TellingContent = z.output<typeof tellingContent>;

/** What each milestone says at first: plain letters, so that one SMS holds 160 of them. */
export const tellingSeed: TellingContent = {
  active: false,
  channels: ['whatsapp', 'sms'],
  templates: {
    received: {
      active: true,
      text: '112 {pusat}: laporan {nomor} ({jenis}) kami terima. Keadaan berubah? Telepon 112. Perkembangan: {tautan}',
    },
    accepted: { active: true, text: '112 {pusat}: laporan {nomor} diterima {instansi}. Perkembangan: {tautan}' },
    on_the_way: { active: true, text: '112 {pusat}: {instansi} menuju lokasi laporan {nomor}. Perkembangan: {tautan}' },
    arrived: { active: true, text: '112 {pusat}: {instansi} tiba di lokasi laporan {nomor}. Perkembangan: {tautan}' },
    done: {
      active: true,
      text: '112 {pusat}: laporan {nomor} selesai ditangani. Belum selesai? Sampaikan di {tautan}',
    },
    closed: { active: true, text: '112 {pusat}: laporan {nomor} ditutup. Belum selesai, atau ingin menilai? {tautan}' },
    reopened: { active: true, text: '112 {pusat}: laporan {nomor} ditangani lagi. Perkembangan: {tautan}' },
  },
  quiet: { from: '21:00', to: '06:00', priorities: ['P4'] },
  oldAfterMinutes: 60,
  reopenDays: 7,
  linkDays: 30,
  voice: { typeCodes: [], dueMinutes: 30, tries: 3 },
};
