import { useEffect, useRef, useState } from 'react';
import { z } from 'zod';
import { type Draft, draftOf, type FormSource, type FormValues, hasEdits } from '../draft.ts';
import { priority } from '../incident.ts';
import { placedOf } from '../placed.ts';

const prefix = 'sigap.draft.';
/** Where a call's form is kept while the server cannot say which call it is. */
const unknownCall = 'call:unknown';

/** Which draft a form works on; mount it anew (`key`) when this changes. */
export function draftKeyOf(props: {
  readonly call: { readonly id: string } | 'unknown' | null;
  readonly incident: { readonly id: string } | null;
}): string {
  if (props.call === 'unknown') return unknownCall;
  if (props.call !== null) return `call:${props.call.id}`;
  return props.incident === null ? 'new' : `incident:${props.incident.id}`;
}

/*
 * What is typed lives in this tab until it is saved: a reload, a lost network or a dead server loses no word (design.md
 * §9). It goes with the tab, and with the save; sessionStorage is not shared with other tabs or people.
 */

function read(key: string): Draft | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(prefix + key) ?? 'null');
    // Written by `write` below and by nobody else; another version of the page may have written another shape.
    return typeof kept === 'object' && kept !== null && 'edits' in kept && 'base' in kept && 'version' in kept
      ? (kept as Draft)
      : null;
  } catch {
    return null;
  }
}

function write(key: string, draft: Draft): void {
  try {
    if (hasEdits(draft)) sessionStorage.setItem(prefix + key, JSON.stringify(draft));
    else sessionStorage.removeItem(prefix + key);
  } catch {
    // Storage is full or forbidden: the form still holds what is typed until the page is left.
  }
}

/** What was typed for a call before the server knew it belongs to the call that is now known. */
function adopt(key: string): Draft | null {
  const orphan = key.startsWith('call:') && key !== unknownCall ? read(unknownCall) : null;
  if (orphan !== null) sessionStorage.removeItem(prefix + unknownCall);
  return orphan;
}

/** What is typed about a call in this tab and not saved; null: nothing. */
export function unsavedOf(call: string): Partial<FormValues> | null {
  const kept = read(`call:${call}`);
  return kept === null || !hasEdits(kept) ? null : kept.edits;
}

export function dropUnsaved(call: string): void {
  sessionStorage.removeItem(`${prefix}call:${call}`);
}

/** The draft of one form. The form is mounted anew for another key. */
export function useIncidentDraft(key: string, incident: FormSource | null) {
  const [draft, setDraft] = useState<Draft>(() => read(key) ?? adopt(key) ?? draftOf(incident));
  const latest = useRef(draft);
  const change = (next: (draft: Draft) => Draft) => {
    latest.current = next(latest.current);
    write(key, latest.current);
    setDraft(latest.current);
  };
  return { draft, latest: () => latest.current, change };
}

const withoutCall = z.object({ source: z.string().nullable(), reportedAt: z.string() });
export type WithoutCall = z.output<typeof withoutCall>;
const unsaid: WithoutCall = { source: null, reportedAt: '' };

/** Source and time of an incident without a call; they are asked once and cannot be changed later. */
export function useWithoutCall(key: string) {
  return useKept(`${prefix}${key}.origin`, withoutCall, unsaid);
}

/** The least priority of the template that an incident not saved yet began with; null: none. */
export function useTemplatePriority(key: string) {
  return useKept(`${prefix}${key}.priority`, priority.nullable(), null);
}

/** A value that a reload does not lose. What cannot be read was not written here. */
function useKept<Value>(storageKey: string, shape: z.ZodType<Value>, empty: Value) {
  const [value, setValue] = useState<Value>(() => {
    try {
      return shape.catch(empty).parse(JSON.parse(sessionStorage.getItem(storageKey) ?? 'null'));
    } catch {
      return empty;
    }
  });
  useEffect(() => {
    try {
      if (value === empty) sessionStorage.removeItem(storageKey);
      else sessionStorage.setItem(storageKey, JSON.stringify(value));
    } catch {
      // As above: only a reload would lose it.
    }
  }, [value, storageKey, empty]);
  const clear = () => {
    // At once: whoever saves leaves the page, and no effect runs any more.
    sessionStorage.removeItem(storageKey);
    setValue(empty);
  };
  return { value, set: setValue, clear };
}

/** Only the typed fields, as the contract wants them: an empty text is null, a type cannot be emptied. */
export function bodyOf(edits: Partial<FormValues>) {
  const text = (value: string | undefined) => (value === undefined ? undefined : value.trim() || null);
  const fields = {
    typeId: edits.typeId ?? undefined,
    lifeAtRisk: edits.lifeAtRisk ?? undefined,
    villageCode: edits.villageCode,
    villageMethod: edits.villageMethod || undefined,
    point: edits.point === undefined ? undefined : placedOf(edits.point),
    placeText: text(edits.placeText),
    landmark: text(edits.landmark),
    callerName: text(edits.callerName),
    callbackNumber: text(edits.callbackNumber),
    description: text(edits.description),
  };
  return fields;
}
