import { z } from 'zod';
import { roles } from '#features/people/permissions.ts';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import { month } from './month.ts';

export type MeetingId = Id<'meeting'>;
export const meetingId = idSchema<'meeting'>();
export type MeetingItemId = Id<'meeting_item'>;
export const meetingItemId = idSchema<'meeting_item'>();

export const meetingState = z.enum(['planned', 'live', 'ended']);
export type MeetingState = z.output<typeof meetingState>;

export const itemKind = z.enum(['figure', 'agency', 'obstacle', 'action', 'free']);
export type ItemKind = z.output<typeof itemKind>;

export const meetingContent = z.object({
  title: z.string().trim().min(3).max(160),
  place: z.string().trim().max(160),
  startsAt: z.iso.datetime(),
  /** Whose figures are spoken of. */
  month,
  /** Who is invited: everybody with one of these roles, and the duty contacts of these agencies. */
  roles: z.array(z.enum(roles)).max(roles.length),
  agencyIds: z.array(z.uuid()).max(200),
});
export type MeetingContent = z.output<typeof meetingContent>;

/** Figures of an item as they were when the agenda was made: what was reached of how much, and what should have been. */
export const itemFacts = z.object({
  part: z.number().int(),
  whole: z.number().int().nullable(),
  target: z.number().nullable(),
  dueOn: z.string().nullable(),
});
export type ItemFacts = z.output<typeof itemFacts>;

const minutesAction = z.object({ task: z.string(), who: z.string(), dueOn: z.string(), isDone: z.boolean() });

/** As the meeting was at its end; PDF and DOCX are set from this alone, so that they never change. */
export const minutes = z.object({
  title: z.string(),
  number: z.number().int(),
  place: z.string(),
  month,
  startsAt: z.iso.datetime(),
  endedAt: z.iso.datetime(),
  regency: z.string(),
  attendees: z.array(z.object({ name: z.string(), office: z.string() })),
  items: z.array(
    z.object({
      kind: itemKind,
      title: z.string(),
      facts: itemFacts.nullable(),
      /** Of an obstacle: how it stood at the end. */
      state: z.string().nullable(),
      decision: z.string(),
      actions: z.array(minutesAction),
    }),
  ),
});
export type Minutes = z.output<typeof minutes>;
