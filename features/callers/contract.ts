import { z } from 'zod';
import { callId } from '#features/calls/call.ts';
import { refusals as callRefusals } from '#features/calls/texts.ts';
import { instant, pick, route } from '#platform/shared/contract.ts';
import { callerNoteId, callerNumberId, noteMonths, noteText } from './caller.ts';
import { caseInBrief } from './case.ts';
import { earlierFacts, lookReason, noteKind, numberClass, openIncident } from './facts.ts';
import { refusals } from './texts.ts';

const person = z.object({ id: z.uuid(), displayName: z.string() });

export const noteView = z.object({
  id: callerNoteId,
  kind: noteKind,
  text: z.string(),
  expiresAt: instant,
  writtenAt: instant,
  writtenBy: person.nullable(),
  removedAt: instant.nullable(),
  version: z.number().int(),
});
export type NoteView = z.output<typeof noteView>;

export const callerFacts = z.object({
  numberClass,
  /** Where a note or a case is kept about the number: its page. */
  numberId: callerNumberId.nullable(),
  earlier: earlierFacts,
  /** Open incidents of this number and nearby, the most like first. */
  incidents: z.array(openIncident),
  notes: z.array(noteView),
  /** How many people gave a name by this number; never who. */
  people: z.number().int(),
  /** Hidden until `revealAt`, like every judgement. */
  case: caseInBrief.nullable(),
  /** It is in the restricted lane: said to the desk, and nothing else follows from it. Hidden until `revealAt` too. */
  inLane: z.boolean(),
  /** From when judgements of others may be seen; null: not yet known. */
  revealAt: instant.nullable(),
});
export type CallerFacts = z.output<typeof callerFacts>;

/** Facts and never a verdict (design.md invariant 2). A call at one's own desk is logged once; another one needs a reason. */
export const readCallerFacts = route({
  method: 'GET',
  path: '/api/calls/:id/caller-facts',
  summary: 'What is known of the number of a call',
  permission: 'call.read',
  params: z.object({ id: callId }),
  query: z.object({ reason: lookReason.optional() }),
  output: callerFacts,
  refusals: {
    ...pick(callRefusals, 'call.not_found', 'call.sensitive'),
    ...pick(refusals, 'caller.reason_missing'),
  },
});

const noteBody = z.object({ kind: noteKind, text: noteText, months: noteMonths });
const shownVersion = z.number().int().positive();
const changedNote = z.object({ id: callerNoteId, version: z.number().int() });
const noteParams = z.object({ id: callerNoteId });

export const writeCallerNote = route({
  method: 'POST',
  path: '/api/calls/:id/caller-notes',
  summary: 'Write a note on the number of a call',
  permission: 'caller.note',
  params: z.object({ id: callId }),
  body: noteBody,
  output: changedNote,
  refusals: { ...pick(callRefusals, 'call.not_found', 'call.sensitive'), ...pick(refusals, 'caller.no_number') },
});

export const addCallerNote = route({
  method: 'POST',
  path: '/api/callers/:id/notes',
  summary: 'Write a note on a number',
  permission: 'caller.note',
  params: z.object({ id: callerNumberId }),
  body: noteBody,
  output: changedNote,
  refusals: pick(refusals, 'caller.not_found'),
});

export const changeCallerNote = route({
  method: 'POST',
  path: '/api/caller-notes/:id/change',
  summary: 'Change a note on a number',
  permission: 'caller.note',
  params: noteParams,
  body: noteBody.extend({ version: shownVersion }),
  output: changedNote,
  refusals: pick(refusals, 'caller_note.not_found', 'caller_note.stale', 'caller_note.removed', 'caller_note.expired'),
});

export const removeCallerNote = route({
  method: 'POST',
  path: '/api/caller-notes/:id/remove',
  summary: 'Remove a note on a number; it can be put back for 30 days',
  permission: 'caller.note',
  params: noteParams,
  body: z.object({ version: shownVersion }),
  output: changedNote,
  refusals: pick(refusals, 'caller_note.not_found', 'caller_note.stale', 'caller_note.removed'),
});

export const putBackCallerNote = route({
  method: 'POST',
  path: '/api/caller-notes/:id/put-back',
  summary: 'Put a removed note back',
  permission: 'caller.note',
  params: noteParams,
  body: z.object({ version: shownVersion }),
  output: changedNote,
  refusals: pick(
    refusals,
    'caller_note.not_found',
    'caller_note.stale',
    'caller_note.not_removed',
    'caller_note.expired',
  ),
});

const lookWords = z.string().trim().min(5).max(200);

/** The number and the reason are in the body, never in an address; what it answers is opened to this person for a shift. */
export const findCaller = route({
  method: 'POST',
  path: '/api/callers/find',
  summary: 'Find a number, with a reason',
  permission: 'caller.find',
  body: z.object({ number: z.string().trim().min(3).max(30), reason: lookWords }),
  output: z.object({ id: callerNumberId }),
  refusals: pick(refusals, 'caller.wrong_number', 'caller.unknown'),
});

/** Logged with its reason; opens the number to this person for a shift. */
export const showCallerNumber = route({
  method: 'POST',
  path: '/api/callers/:id/show',
  summary: 'Open what is kept about a number, with a reason',
  permission: 'caller.find',
  params: z.object({ id: callerNumberId }),
  body: z.object({ reason: lookWords }),
  output: z.object({}),
  refusals: pick(refusals, 'caller.not_found'),
});

export const callerView = z.object({
  id: callerNumberId,
  masked: z.string(),
  /** Null: this person has not opened it with a reason. */
  open: z
    .object({
      number: z.string(),
      earlier: earlierFacts,
      people: z.number().int(),
      notes: z.array(noteView),
      /** What notes said before, newest first. */
      history: z.array(
        z.object({
          noteId: callerNoteId,
          version: z.number().int(),
          kind: noteKind,
          text: z.string(),
          expiresAt: instant,
          changedAt: instant,
          changedBy: person.nullable(),
        }),
      ),
      cases: z.array(caseInBrief),
    })
    .nullable(),
});
export type CallerView = z.output<typeof callerView>;

export const readCaller = route({
  method: 'GET',
  path: '/api/callers/:id',
  summary: 'What is kept about a number',
  permission: 'caller.find',
  params: z.object({ id: callerNumberId }),
  output: callerView,
  refusals: pick(refusals, 'caller.not_found'),
});
