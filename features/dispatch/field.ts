import { z } from 'zod';
import { assignmentId, rejectReasons, results } from './assignment.ts';
import { forceReason, leaveReason, unitId, unitStatus } from './unit.ts';

/** Made on the device, once for each press: the same action sent again has the same key. */
export const actionKey = z.string().min(8).max(100);

const said = {
  key: actionKey,
  unitId,
  /** By the device's clock, when it was pressed. */
  at: z.iso.datetime({ offset: true }),
};

/** What a crew does on its device. Kept there until the server has answered for it. */
export const fieldAction = z.discriminatedUnion('kind', [
  /** `assignmentId`: about this task, whatever the unit works on by the time it arrives. */
  z.object({ ...said, kind: z.literal('status'), status: unitStatus, assignmentId: assignmentId.nullable() }),
  /** "I take this." */
  z.object({ ...said, kind: z.literal('take'), assignmentId, force: forceReason.nullable() }),
  z.object({
    ...said,
    kind: z.literal('finish'),
    assignmentId,
    result: z.enum(results),
    note: z.string().trim().max(2000).nullable(),
  }),
  /** This unit cannot (go on); the assignment stays with the agency, which sends another. */
  z.object({
    ...said,
    kind: z.literal('leave'),
    assignmentId,
    reason: leaveReason,
    note: z.string().trim().max(2000).nullable(),
  }),
  /** The agency does not do this at all: back to the dispatcher at once. */
  z.object({
    ...said,
    kind: z.literal('reject'),
    assignmentId,
    reason: z.enum(rejectReasons),
    note: z.string().trim().max(2000).nullable(),
  }),
  z.object({ ...said, kind: z.literal('note'), assignmentId, text: z.string().trim().min(1).max(2000) }),
  /** The answer when the crew is asked whether it is safe. */
  z.object({ ...said, kind: z.literal('check_in') }),
  z.object({ ...said, kind: z.literal('panic') }),
]);
export type FieldAction = z.output<typeof fieldAction>;

/**
 * What became of an action. `late`: kept in the history, but something newer was there. `conflict`: not possible any more, with
 * the refusal; it is over and never sent again. `failed`: our fault; the device keeps it and sends it again.
 */
export const actionOutcome = z.enum(['applied', 'late', 'conflict', 'failed']);
export type ActionOutcome = z.output<typeof actionOutcome>;

export const attachmentKinds = ['photo', 'voice'] as const;
export type AttachmentKind = (typeof attachmentKinds)[number];
/** How it came. */
export const attachmentWays = ['crew', 'link', 'desk'] as const;
/** What browsers show and the server draws anew. */
export const photoTypes = ['image/jpeg', 'image/png', 'image/webp'] as const;
/** Why somebody looks at a photo or hears a voice note. */
export const lookReasons = ['handling', 'quality', 'complaint', 'legal', 'training', 'subject_request'] as const;
export type LookReason = (typeof lookReasons)[number];
/** Bytes that are taken of each; a phone makes a photo smaller before it sends it. */
export const attachmentLimits: Readonly<Record<AttachmentKind, number>> = { photo: 8_000_000, voice: 4_000_000 };

/** In the order in which they were pressed: by the device's time, then as they stand in the batch. */
export function inPressedOrder<Action extends { readonly at: string }>(actions: readonly Action[]): readonly Action[] {
  return actions
    .map((action, index) => ({ action, index, time: Date.parse(action.at) }))
    .sort((a, b) => a.time - b.time || a.index - b.index)
    .map(({ action }) => action);
}
