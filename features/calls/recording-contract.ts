import { z } from 'zod';
import { changedSetting, changeReason, settingRefusals, shownVersion } from '#features/people/setting-contract.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { callId } from './call.ts';
import { personRef } from './contract.ts';
import {
  alarmKinds,
  codec,
  deletionId,
  holdId,
  holdSubject,
  listeningId,
  listenReason,
  recordingPolicy,
  retentionClasses,
} from './recording.ts';
import { recordingRefusals } from './recording-texts.ts';
import { refusals } from './texts.ts';

const callPath = z.object({ id: callId });
const words = z.string().trim().min(5).max(300);

/**
 * `GET`, answered in parts where asked (RFC 9110 §14): `?listening=` of `beginListening`. For scripts `?reason=` in its place, and then
 * each request is logged. `channel=caller|desk` gives one side of a WAV.
 */
export const recordingPath = '/api/calls/:id/recording';

/** `GET`: the last seconds of the running recording, `audio/wav`, for the desk that talks. Logged. */
export const recordingTailPath = '/api/calls/:id/recording/tail';

export const beginListening = route({
  method: 'POST',
  path: '/api/calls/:id/listenings',
  summary: 'Say why, and get the picture of the recording and the right to hear it; logged',
  permission: 'recording.play',
  params: callPath,
  body: z.object({ reason: listenReason, note: z.string().trim().max(200).default('') }),
  output: z.object({
    id: listeningId,
    durationMs: z.number().int(),
    codec,
    /** For each column the loudest sample of the caller, then of the desk, one byte each, in base64; empty: there is none. */
    peaks: z.string(),
  }),
  refusals: {
    ...pick(refusals, 'call.not_found', 'recording.not_found', 'recording.not_ready'),
    ...pick(recordingRefusals, 'recording.hidden', 'recording.note_missing'),
  },
});

export const holdView = z.object({
  id: holdId,
  subjectType: holdSubject,
  subjectId: z.uuid(),
  /** The number of the call or incident. */
  number: z.number().int(),
  reason: z.string(),
  placedBy: personRef,
  placedAt: instant,
  releasedBy: personRef.nullable(),
  releasedAt: instant.nullable(),
  releaseReason: z.string().nullable(),
});
export type HoldView = z.output<typeof holdView>;

export const deletionView = z.object({
  id: deletionId,
  callId,
  number: z.number().int(),
  reason: z.string(),
  askedBy: personRef,
  askedAt: instant,
  decision: z.enum(['approved', 'refused']).nullable(),
  decidedBy: personRef.nullable(),
  decidedAt: instant.nullable(),
});
export type DeletionView = z.output<typeof deletionView>;

/** What is done with the recording of a call: how long it stays and why, and who listened. */
export const readRecordingCare = route({
  method: 'GET',
  path: '/api/calls/:id/recording-care',
  summary: 'How long the recording of a call is kept, its holds, who listened, and how it was deleted',
  permission: 'recording.read',
  params: callPath,
  output: z.object({
    retentionClass: z.enum(retentionClasses),
    /** Null: it is held, or there is nothing to keep. */
    keptUntil: instant.nullable(),
    holds: z.array(holdView),
    deletion: deletionView.nullable(),
    /** `rule`: `manual` or the class whose days were over. The hash is what is left as proof. */
    deleted: z.object({ at: instant, rule: z.string(), sha256: z.string().nullable() }).nullable(),
    listenings: z.array(z.object({ at: instant, by: personRef, field: z.string(), reason: z.string() })),
  }),
  refusals: pick(refusals, 'call.not_found'),
});

export const readRecordingPolicy = route({
  method: 'GET',
  path: '/api/recording-policy',
  summary: 'How long recordings are kept, by class, and in which form',
  permission: 'recording.read',
  output: z.object({ id: z.uuid(), content: recordingPolicy, version: z.number().int() }),
});

export const changeRecordingPolicy = route({
  method: 'POST',
  path: '/api/recording-policy/change',
  summary: 'Change how long recordings are kept; what is over falls to the next nightly deletion',
  permission: 'setting.change',
  body: z.object({ version: shownVersion, reason: changeReason, content: recordingPolicy }),
  output: changedSetting,
  refusals: settingRefusals,
});

export const listHolds = route({
  method: 'GET',
  path: '/api/recording-holds',
  summary: 'Holds on recordings: the open ones, then the latest released',
  permission: 'recording.read',
  output: z.object({ items: z.array(holdView) }),
});

export const placeHold = route({
  method: 'POST',
  path: '/api/recording-holds',
  summary: 'Keep the recording of a call, or of all calls of an incident, from deletion',
  permission: 'recording.hold',
  body: z.object({ subjectType: holdSubject, subjectId: z.uuid(), reason: words }),
  output: holdView,
  refusals: pick(recordingRefusals, 'recording_hold.subject_unknown', 'recording_hold.exists'),
});

export const releaseHold = route({
  method: 'POST',
  path: '/api/recording-holds/:id/release',
  summary: 'Release a hold; the rules apply again',
  permission: 'recording.hold',
  params: z.object({ id: holdId }),
  body: z.object({ reason: words }),
  output: holdView,
  refusals: pick(recordingRefusals, 'recording_hold.not_found', 'recording_hold.released'),
});

export const listDeletions = route({
  method: 'GET',
  path: '/api/recording-deletions',
  summary: 'Deletions asked for by hand: the undecided ones, then the latest decided',
  permission: 'recording.read',
  output: z.object({ items: z.array(deletionView) }),
});

export const askDeletion = route({
  method: 'POST',
  path: '/api/calls/:id/recording-deletion',
  summary: 'Ask that the recording of a call be deleted before its time',
  permission: 'recording.delete',
  params: callPath,
  body: z.object({ reason: words }),
  output: deletionView,
  refusals: {
    ...pick(refusals, 'call.not_found', 'recording.not_found'),
    ...pick(recordingRefusals, 'recording_deletion.exists', 'recording_deletion.held'),
  },
});

/** The second look: never by whoever asked. */
export const decideDeletion = route({
  method: 'POST',
  path: '/api/recording-deletions/:id/decide',
  summary: 'Approve or refuse a deletion that another person asked for',
  permission: 'recording.hold',
  params: z.object({ id: deletionId }),
  body: z.object({ approve: z.boolean() }),
  output: deletionView,
  refusals: pick(
    recordingRefusals,
    'recording_deletion.not_found',
    'recording_deletion.decided',
    'recording_deletion.own',
    'recording_deletion.held',
  ),
});

export const readRecordingState = route({
  method: 'GET',
  path: '/api/recording-state',
  summary: 'What is wrong with recording at this moment',
  permission: 'queue.watch',
  output: z.object({
    alarms: z.array(
      z.object({
        kind: z.enum(alarmKinds),
        since: instant,
        callId: callId.nullable(),
        number: z.number().int().nullable(),
      }),
    ),
  }),
});
