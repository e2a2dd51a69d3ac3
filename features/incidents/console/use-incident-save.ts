import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { newId } from '#platform/shared/ids.ts';
import { call, isRefusal, Unreachable } from '#platform/web/api-client.ts';
import { invalidatePaths, keyOf } from '#platform/web/query-options.ts';
import { changeIncident, type IncidentView, openIncident, readIncident } from '../contract.ts';
import { afterSave, clashesOf, type Draft, type FormValues, rebase } from '../draft.ts';
import type { IncidentId } from '../incident.ts';
import { bodyOf } from './use-incident-draft.ts';

type Opening = z.input<typeof openIncident.body>;
type Change = z.input<typeof changeIncident.body>;

/** One command on its way, kept until an answer comes: sent again with the same key it takes effect once. */
interface Attempt {
  readonly key: string;
  readonly sent: Partial<FormValues>;
  readonly command: { readonly opens: Opening } | { readonly changes: Change; readonly id: IncidentId };
}

interface SaveOptions {
  readonly draftKey: string;
  readonly incident: IncidentView | null;
  /** What an opening needs besides the fields: its call, or its source and time. */
  readonly origin: Pick<Opening, 'callId' | 'source' | 'reportedAt' | 'atLeast'>;
  readonly drafts: { latest: () => Draft; change: (next: (draft: Draft) => Draft) => void };
  readonly onSaved: (incident: IncidentView) => void;
}

/** Milliseconds until a save that got no answer is tried again. */
const againMs = 4000;

/** Saves a form; without an answer it goes on trying, also after a reload, and nothing is entered twice. */
export function useIncidentSave(options: SaveOptions) {
  const queries = useQueryClient();
  const [isSaving, setSaving] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const latest = useRef(options);
  latest.current = options;
  const isAway = error instanceof Unreachable;

  const send = async (attempt: Attempt) => {
    const { drafts, draftKey, onSaved } = latest.current;
    keepAttempt(draftKey, attempt);
    setSaving(true);
    try {
      const saved = await perform(attempt);
      keepAttempt(draftKey, null);
      setError(null);
      drafts.change((draft) => afterSave(draft, attempt.sent, saved));
      queries.setQueryData(keyOf(readIncident, { params: { id: saved.id } }), saved);
      void invalidatePaths(queries, ['/api/incidents', '/api/board']);
      onSaved(saved);
    } catch (failure) {
      if (!(failure instanceof Unreachable)) keepAttempt(draftKey, null);
      setError(failure);
      if (isRefusal(failure, changeIncident, 'incident.stale')) await meetOtherChange();
    } finally {
      setSaving(false);
    }
  };

  /** Somebody was faster. Their fields stay theirs; if none is also ours, ours is saved at once, else a person decides. */
  const meetOtherChange = async () => {
    const { incident, drafts } = latest.current;
    if (incident === null) return;
    const fresh = await call(readIncident, { params: { id: incident.id } });
    queries.setQueryData(keyOf(readIncident, { params: { id: fresh.id } }), fresh);
    setError(null);
    if (clashesOf(drafts.latest(), fresh).length > 0) return;
    drafts.change((draft) => rebase(draft, fresh));
    const again = attemptOf(latest.current, fresh);
    if (again !== null) await send(again);
  };

  const save = () => {
    if (isSaving) return;
    const attempt = keptAttempt(options.draftKey) ?? attemptOf(options, options.incident);
    if (attempt !== null) void send(attempt);
  };
  const trySaving = useRef(save);
  trySaving.current = save;
  // An attempt left over by a reload is finished first.
  useEffect(() => {
    if (keptAttempt(options.draftKey) !== null) trySaving.current();
  }, [options.draftKey]);
  useEffect(() => {
    if (!isAway) return;
    const timer = setInterval(() => trySaving.current(), againMs);
    return () => clearInterval(timer);
  }, [isAway]);
  return { save, isSaving, isAway, error: isAway ? null : error };
}

function perform({ command, key }: Attempt): Promise<IncidentView> {
  const once = { idempotencyKey: key };
  return 'opens' in command
    ? call(openIncident, { body: command.opens }, once)
    : call(changeIncident, { params: { id: command.id }, body: command.changes }, once);
}

function attemptOf({ drafts, origin }: SaveOptions, incident: IncidentView | null): Attempt | null {
  const { edits } = drafts.latest();
  if (clashesOf(drafts.latest(), incident).length > 0) return null;
  const fields = bodyOf(edits);
  if (incident !== null)
    return {
      key: newId(),
      sent: edits,
      command: { id: incident.id, changes: { ...known(fields), version: incident.version } },
    };
  return { key: newId(), sent: edits, command: { opens: { ...known(fields), ...origin } } };
}

/** Type ids and village codes were chosen from the server's own lists. */
function known(fields: ReturnType<typeof bodyOf>): Partial<Change> {
  return fields as Partial<Change>;
}

const prefix = 'sigap.attempt.';

function keepAttempt(draftKey: string, attempt: Attempt | null): void {
  try {
    if (attempt === null) sessionStorage.removeItem(prefix + draftKey);
    else sessionStorage.setItem(prefix + draftKey, JSON.stringify(attempt));
  } catch {
    // Then a reload in the middle of an outage sends a new command; a call's second opening is refused by its link.
  }
}

function keptAttempt(draftKey: string): Attempt | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(prefix + draftKey) ?? 'null');
    // Written above and by nobody else.
    return typeof kept === 'object' && kept !== null && 'command' in kept ? (kept as Attempt) : null;
  } catch {
    return null;
  }
}
