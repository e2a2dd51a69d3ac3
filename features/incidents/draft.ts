import type { PositionSource, VillageMethod } from '#features/places/position.ts';
import type { LifeAtRisk } from './incident.ts';
import { placedText } from './placed.ts';

/** The form as it is typed; texts are empty, never null, so that fields can be compared one by one. */
export interface FormValues {
  readonly typeId: string | null;
  readonly lifeAtRisk: LifeAtRisk | null;
  readonly villageCode: string | null;
  readonly villageName: string;
  /** Who decides the village; empty: there is none. */
  readonly villageMethod: VillageMethod | '';
  /** As `placedText` writes it; empty: nobody set one, the village's own point stands in. */
  readonly point: string;
  readonly placeText: string;
  readonly landmark: string;
  readonly callerName: string;
  readonly callbackNumber: string;
  readonly description: string;
}
export type FormField = keyof FormValues;

export const emptyValues: FormValues = {
  typeId: null,
  lifeAtRisk: null,
  villageCode: null,
  villageName: '',
  villageMethod: '',
  point: '',
  placeText: '',
  landmark: '',
  callerName: '',
  callbackNumber: '',
  description: '',
};

/** What a person has typed and not yet saved, and what they saw when they began. */
export interface Draft {
  readonly edits: Partial<FormValues>;
  readonly base: FormValues;
  /** Of the incident they saw; null: it did not exist. */
  readonly version: number | null;
}

/** The part of an incident's view that the form shows; a caller's name and number only when they are seen in full. */
export interface FormSource {
  readonly type: { readonly id: string } | null;
  readonly lifeAtRisk: LifeAtRisk | null;
  readonly village: { readonly code: string; readonly name: string; readonly districtName: string } | null;
  readonly point?: { readonly latitude: number; readonly longitude: number } | null;
  readonly placed?: { readonly source: PositionSource; readonly accuracyM: number | null } | null;
  readonly jurisdiction?: { readonly method: VillageMethod } | null;
  readonly placeText: string | null;
  readonly landmark: string | null;
  readonly description: string | null;
  readonly caller: { readonly level: string; readonly name: string | null; readonly number: string | null };
  readonly version: number;
}

export function valuesOf(incident: FormSource | null): FormValues {
  if (incident === null) return emptyValues;
  const isFull = incident.caller.level === 'full';
  return {
    typeId: incident.type?.id ?? null,
    lifeAtRisk: incident.lifeAtRisk,
    villageCode: incident.village?.code ?? null,
    villageName: incident.village === null ? '' : `${incident.village.name}, ${incident.village.districtName}`,
    villageMethod: incident.jurisdiction?.method ?? '',
    point: placedText(incident),
    placeText: incident.placeText ?? '',
    landmark: incident.landmark ?? '',
    callerName: isFull ? (incident.caller.name ?? '') : '',
    callbackNumber: isFull ? (incident.caller.number ?? '') : '',
    description: incident.description ?? '',
  };
}

export function draftOf(incident: FormSource | null): Draft {
  return { edits: {}, base: valuesOf(incident), version: incident?.version ?? null };
}

/** Type into fields. What is as it was is no edit; with the first edit the draft remembers what was seen. */
export function edit(draft: Draft, incident: FormSource | null, change: Partial<FormValues>): Draft {
  const begun = hasEdits(draft) ? draft : draftOf(incident);
  const edits = Object.fromEntries(
    Object.entries({ ...begun.edits, ...change }).filter(([field, value]) => value !== begun.base[fieldOf(field)]),
  );
  return { ...begun, edits };
}

export function hasEdits(draft: Draft): boolean {
  return Object.keys(draft.edits).length > 0;
}

/** What the form shows: the incident as it is now, with the edits over it. */
export function shownValues(draft: Draft, incident: FormSource | null): FormValues {
  return { ...valuesOf(incident), ...draft.edits };
}

/** A field that both sides changed, each in their own way. */
export interface Clash {
  readonly field: FormField;
  readonly mine: string;
  readonly theirs: string;
}

/** What a save would overwrite without its writer having seen it. Changes to other fields are no clash: they stay. */
export function clashesOf(draft: Draft, incident: FormSource | null): readonly Clash[] {
  const now = valuesOf(incident);
  return (
    Object.entries(draft.edits)
      .map(([name, mine]) => ({ field: fieldOf(name), mine }))
      // Code and method go with the name, and nobody reads them.
      .filter(({ field }) => field !== 'villageCode' && field !== 'villageMethod')
      .filter(({ field, mine }) => now[field] !== draft.base[field] && now[field] !== mine)
      .map(({ field, mine }) => ({ field, mine: String(mine ?? ''), theirs: String(now[field] ?? '') }))
  );
}

/** The incident has been seen as it is now; with `takeTheirs` the clashing edits go. */
export function rebase(draft: Draft, incident: FormSource | null, takeTheirs = false): Draft {
  const dropped = takeTheirs ? clashesOf(draft, incident).map((clash) => clash.field) : [];
  const gone = new Set<string>(
    dropped.includes('villageName') ? [...dropped, 'villageCode', 'villageMethod'] : dropped,
  );
  return {
    edits: Object.fromEntries(Object.entries(draft.edits).filter(([field]) => !gone.has(field))),
    base: valuesOf(incident),
    version: incident?.version ?? null,
  };
}

/** An edit that says what the incident says by now is none: somebody else, or an answer on a card, has written it. */
export function withoutSame(draft: Draft, incident: FormSource): Draft {
  const now = valuesOf(incident);
  const left = Object.entries(draft.edits).filter(([field, value]) => value !== now[fieldOf(field)]);
  return left.length === Object.keys(draft.edits).length ? draft : { ...draft, edits: Object.fromEntries(left) };
}

/** After a save: what was typed while it was under way stays an edit. */
export function afterSave(draft: Draft, sent: Partial<FormValues>, saved: FormSource): Draft {
  const left = Object.entries(draft.edits).filter(([field, value]) => value !== sent[fieldOf(field)]);
  return { edits: Object.fromEntries(left), base: valuesOf(saved), version: saved.version };
}

function fieldOf(name: string): FormField {
  // Edits are made from FormValues only; Object.entries forgets the key type.
  return name as FormField;
}
