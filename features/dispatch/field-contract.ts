import { z } from 'zod';
import { maskedResult, maskedStates } from '#features/calls/masked-call.ts';
import { incidentId, lifeAtRisk, priority } from '#features/incidents/incident.ts';
import { changeReason } from '#features/people/setting-contract.ts';
import { point } from '#features/places/place.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { idSchema } from '#platform/shared/ids.ts';
import { assignmentId, assignmentState, part } from './assignment.ts';
import { callerCallHurdles } from './caller-call.ts';
import { callerCallRefusals } from './caller-call-texts.ts';
import { runningClock } from './contract.ts';
import { actionKey, actionOutcome, attachmentKinds, attachmentWays, fieldAction } from './field.ts';
import { fieldRefusals } from './field-texts.ts';
import { refusals } from './texts.ts';
import { alarmKinds, unitAssignmentId, unitId, unitKind, unitLabel, unitStatus } from './unit.ts';
import { unitRefusals } from './unit-texts.ts';

const twoTexts = z.object({ id: z.string(), en: z.string() });

/** A task as a crew needs it: what, where, a first name; the caller is reached through the centre. */
export const fieldTask = z.object({
  assignmentId,
  incidentId,
  incidentNumber: z.number().int(),
  unitId,
  unitAssignmentId,
  /** The one the unit works on; false: it was called away from it. */
  current: z.boolean(),
  assignedAt: instant,
  state: assignmentState,
  part,
  typeName: twoTexts.nullable(),
  priority: priority.nullable(),
  lifeAtRisk: lifeAtRisk.nullable(),
  sensitive: z.boolean(),
  callerCannotSpeak: z.boolean(),
  clock: runningClock.nullable(),
  place: z.object({
    text: z.string().nullable(),
    landmark: z.string().nullable(),
    villageName: z.string().nullable(),
    districtName: z.string().nullable(),
    point: point.nullable(),
  }),
  description: z.string().nullable(),
  callerFirstName: z.string().nullable(),
  /** A talk with the caller through the centre: what is against it, and how the newest one of this unit stands. */
  callerCall: z.object({
    hurdle: z.enum(callerCallHurdles).nullable(),
    newest: z
      .object({ state: z.enum(maskedStates), result: maskedResult.nullable(), endedAt: instant.nullable() })
      .nullable(),
  }),
  notes: z.array(z.object({ id: z.uuid(), at: instant, author: z.string().nullable(), text: z.string() })),
  /** Who else is on the incident. */
  others: z.array(z.object({ callSign: z.string(), agencyName: z.string(), status: unitStatus })),
});
export type FieldTask = z.output<typeof fieldTask>;

export const fieldUnit = z.object({
  id: unitId,
  callSign: z.string(),
  kind: unitKind,
  agencyName: z.string(),
  status: unitStatus,
  statusAt: instant,
  labels: z.array(unitLabel),
  /** Asked whether the crew is safe, and waiting for an answer. */
  askedAt: instant.nullable(),
  alarms: z.array(z.enum(alarmKinds)),
});

export const listFieldTasks = route({
  method: 'GET',
  path: '/api/field/tasks',
  summary: "The crew's units, their tasks, and what they could take",
  permission: 'field.work',
  output: z.object({
    now: instant,
    units: z.array(fieldUnit),
    tasks: z.array(fieldTask),
    /** Open assignments of the agency without a unit: enough to decide, nothing of people. */
    takeable: z.array(
      z.object({
        assignmentId,
        incidentNumber: z.number().int(),
        typeName: twoTexts.nullable(),
        priority: priority.nullable(),
        villageName: z.string().nullable(),
        districtName: z.string().nullable(),
        sentAt: instant,
      }),
    ),
  }),
});
export type FieldView = z.output<typeof listFieldTasks.output>;

/** Each action by itself: one that is not possible leaves the others as they are. Sent again, each is answered as before. */
export const doFieldActions = route({
  method: 'POST',
  path: '/api/field/actions',
  summary: 'What a crew did, online or offline, in the order of its device',
  permission: 'field.work',
  body: z.object({ actions: z.array(fieldAction).min(1).max(100) }),
  output: z.object({
    items: z.array(
      z.object({
        key: actionKey,
        outcome: actionOutcome,
        /** It had been answered before. */
        repeated: z.boolean(),
        /** Of a conflict: the refusal, with the figures of its text. */
        code: z.string().nullable(),
        detail: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
      }),
    ),
  }),
  refusals: pick(fieldRefusals, 'field.no_unit'),
});

/** The unit's own telephone rings first, then the caller's; each sees the centre's number. Never kept for later: online only. */
export const callCaller = route({
  method: 'POST',
  path: '/api/assignments/:id/call-caller',
  summary: 'Bring the crew together with the caller of its incident by telephone, both numbers masked',
  permission: 'field.work',
  params: z.object({ id: assignmentId }),
  body: z.object({ unitId }),
  output: z.object({ id: z.uuid() }),
  refusals: {
    ...pick(refusals, 'assignment.not_found'),
    ...pick(unitRefusals, 'unit.not_member', 'unit.not_assigned'),
    ...callerCallRefusals,
  },
});

export const attachmentId = idSchema<'attachment'>();

export const attachmentItem = z.object({
  id: attachmentId,
  kind: z.enum(attachmentKinds),
  mime: z.string(),
  bytes: z.number().int(),
  takenAt: instant,
  /** The device's clock could not be true. */
  clamped: z.boolean(),
  callSign: z.string().nullable(),
  author: z.string().nullable(),
  /** A crew's device, a response link, or a screen of the centre or of an agency. */
  way: z.enum(attachmentWays),
  erased: z.boolean(),
});
export type AttachmentItem = z.output<typeof attachmentItem>;

/** Without the content: each look at that is logged with its reason. */
export const listAttachments = route({
  method: 'GET',
  path: '/api/incidents/:id/attachments',
  summary: 'Photos and voice notes of an incident',
  permission: 'incident.read',
  params: z.object({ id: incidentId }),
  output: z.object({ items: z.array(attachmentItem) }),
  refusals: pick(fieldRefusals, 'attachment.not_found'),
});

export const eraseAttachment = route({
  method: 'POST',
  path: '/api/attachments/:id/erase',
  summary: 'Erase a photo or voice note: its key and its file',
  permission: 'field.erase',
  params: z.object({ id: attachmentId }),
  body: z.object({ reason: changeReason }),
  output: z.object({ id: attachmentId }),
  refusals: pick(fieldRefusals, 'attachment.not_found'),
});

/** `PUT` with the bytes and their type; `kind`, `unitId` and `takenAt` stand in the query. The id is made on the device. */
export const keepAttachmentPath = '/api/assignments/:id/attachments/:attachmentId';
/** `PUT` with the bytes of a photo and their type, by who may write notes on the incident. The id is made in the browser. */
export const addAttachmentPath = '/api/incidents/:id/attachments/:attachmentId';
/** `GET` with a reason in the query. */
export const attachmentContentPath = '/api/attachments/:id/content';
