import { z } from 'zod';
import { type Id, idSchema } from '#platform/shared/ids.ts';
import type { NoteKind } from './facts.ts';

export type CallerNumberId = Id<'caller_number'>;
export type CallerNoteId = Id<'caller_note'>;
export const callerNumberId = idSchema<'caller_number'>();
export const callerNoteId = idSchema<'caller_note'>();

export const noteText = z.string().trim().min(3).max(500);
/** A note ends, always: what was true of a house two years ago may harm whoever lives there now. */
export const noteMonths = z.number().int().min(1).max(24);
export const defaultNoteMonths = 12;
/** Milliseconds in which a removed note can be put back; afterwards its words are erased. */
export const putBackMs = 30 * 86_400_000;
/** Milliseconds for which a look with a reason opens a number to that person: a shift. */
export const lookMs = 12 * 3_600_000;
/** Milliseconds for which a number is kept about which nothing else is kept. */
export const emptyNumberMs = 86_400_000;

/** The day some months later, at the same time of day; the last of a shorter month. */
export function monthsLater(at: string, months: number): string {
  const from = new Date(at);
  const day = from.getUTCDate();
  const to = new Date(from);
  to.setUTCDate(1);
  to.setUTCMonth(to.getUTCMonth() + months);
  const last = new Date(Date.UTC(to.getUTCFullYear(), to.getUTCMonth() + 1, 0)).getUTCDate();
  to.setUTCDate(Math.min(day, last));
  return to.toISOString();
}

/** Names and contents of the events about a number: ids, codes and digests; never the number or a word. */
export interface CallerEvents {
  readonly 'caller_note.written': { readonly noteId: string; readonly kind: NoteKind; readonly digest: string };
  readonly 'caller_note.changed': {
    readonly noteId: string;
    readonly kind: NoteKind;
    readonly version: number;
    readonly digest: string;
  };
  readonly 'caller_note.removed': { readonly noteId: string; readonly version: number };
  readonly 'caller_note.put_back': { readonly noteId: string; readonly version: number };
  readonly 'caller_note.erased': { readonly noteId: string };
  readonly 'caller_number.erased': Readonly<Record<string, never>>;
}
