import { z } from 'zod';
import { idSchema } from '#platform/shared/ids.ts';

export const holdId = idSchema<'recording hold'>();
export const deletionId = idSchema<'recording deletion'>();
export const listeningId = idSchema<'listening'>();

/** Why somebody listens; `other` asks for words. */
export const listenReasons = [
  'handling',
  'quality',
  'complaint',
  'legal',
  'training',
  'subject_request',
  'other',
] as const;
export const listenReason = z.enum(listenReasons);
export type ListenReason = z.output<typeof listenReason>;

/** How a sound lies in its file. `opus` is Ogg Opus (RFC 7845). */
export const codecs = ['wav', 'opus'] as const;
export const codec = z.enum(codecs);
export type Codec = z.output<typeof codec>;

/** What a recording is kept for; each has its own days. */
export const retentionClasses = ['emergency', 'nuisance', 'test', 'information'] as const;
export type RetentionClass = (typeof retentionClasses)[number];

const days = z.number().int().min(1).max(36_500);

/** What a regency sets about its recordings: days kept per class, and the form they are kept in. */
export const recordingPolicy = z.object({
  emergencyDays: days,
  nuisanceDays: days,
  testDays: days,
  informationDays: days,
  codec,
});
export type RecordingPolicy = z.output<typeof recordingPolicy>;

export const holdSubjects = ['call', 'incident'] as const;
export const holdSubject = z.enum(holdSubjects);
export type HoldSubject = z.output<typeof holdSubject>;

export const alarmKinds = ['stalled', 'disk'] as const;
export type AlarmKind = (typeof alarmKinds)[number];

/** Seconds that a desk can hear again while it talks. */
export const tailSeconds = 30;

/** Names and contents of the events of recordings: ids, codes, times and figures only. Hashes are SHA-256 in hexadecimal digits. */
export interface RecordingEvents {
  /** `sha256` is that of the sound, `fileSha256` that of the sealed file. */
  readonly 'recording.stored': {
    readonly recordingId: string;
    readonly durationMs: number;
    readonly bytes: number;
    readonly sha256: string;
    readonly fileSha256: string;
  };
  readonly 'recording.missing': { readonly recordingId: string };
  /** The sound lies there in another form now; `from` is the hash of what was there before. */
  readonly 'recording.compressed': {
    readonly recordingId: string;
    readonly codec: Codec;
    readonly bytes: number;
    readonly sha256: string;
    readonly fileSha256: string;
    readonly from: string;
  };
  /** A file of before lies sealed now; the sound is the same. */
  readonly 'recording.sealed': { readonly recordingId: string; readonly sha256: string; readonly fileSha256: string };
  readonly 'recording.deleted': {
    readonly recordingId: string;
    /** `manual`, or the class whose days were over. */
    readonly rule: string;
    readonly days: number | null;
    readonly sha256: string;
    readonly durationMs: number;
  };
  readonly 'recording.held': { readonly holdId: string };
  readonly 'recording.released': { readonly holdId: string };
  readonly 'recording.deletion_asked': { readonly deletionId: string };
  readonly 'recording.deletion_refused': { readonly deletionId: string };
  readonly 'recording.stalled': { readonly alarmId: string };
  readonly 'recording.grows': { readonly alarmId: string };
  readonly 'recording.disk_low': { readonly alarmId: string; readonly freeBytes: number };
  readonly 'recording.disk_enough': { readonly alarmId: string; readonly freeBytes: number };
}
