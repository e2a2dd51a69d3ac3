import type { CallerView, NoteView } from '../contract.ts';
import type { LaneView } from '../lane.ts';
import type { LaneRow } from './lane-store.ts';
import type { NoteRow, NoteVersionRow } from './note-store.ts';

export function personOf(id: string | null, name: string | null) {
  return id === null ? null : { id, displayName: name ?? '' };
}

export function noteViewOf(found: NoteRow): NoteView {
  return {
    id: found.id,
    kind: found.kind,
    text: found.text,
    expiresAt: found.expires_at,
    writtenAt: found.written_at,
    writtenBy: personOf(found.written_by, found.written_by_name),
    removedAt: found.removed_at,
    version: found.version,
  };
}

type HistoryView = NonNullable<CallerView['open']>['history'][number];

export function noteVersionViewOf(found: NoteVersionRow): HistoryView {
  return {
    noteId: found.note_id,
    version: found.version,
    kind: found.kind,
    text: found.text,
    expiresAt: found.expires_at,
    changedAt: found.changed_at,
    changedBy: personOf(found.changed_by, found.changed_by_name),
  };
}

export function laneViewOf(found: LaneRow): LaneView {
  const { signed_by: signedBy } = found;
  return {
    id: found.id,
    caseNumber: found.case_number,
    days: found.days,
    reason: found.reason,
    askedAt: found.asked_at,
    askedBy: { id: found.asked_by, displayName: found.asked_by_name },
    signedAt: found.signed_at,
    signedBy: signedBy === null ? null : { id: signedBy, displayName: found.signed_by_name ?? '' },
    expiresAt: found.expires_at,
  };
}
