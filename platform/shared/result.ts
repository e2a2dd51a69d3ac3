/** What the trade expects to go wrong, as a value: a stable code (a key of a feature's refusal texts) and figures for its text. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  /** Values for the placeholders of the text and for the screen; no personal data. */
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;
}

export type Result<Value, Code extends string = string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly refusal: Refusal<Code> };

export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

/** Refuse a command: nothing is written. `code` must be a key of the feature's `refusals` (texts.ts). */
export function refuse<Code extends string>(
  code: Code,
  detail: Refusal['detail'] = {},
): { readonly ok: false; readonly refusal: Refusal<Code> } {
  return { ok: false, refusal: { code, detail } };
}

/** For the branch that cannot happen: a new member of a union makes this line fail to compile. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable: ${JSON.stringify(value)}`);
}

/** What must be there by construction; `why` says which rule guarantees it. */
export function present<Value>(value: Value | null | undefined, why: string): Value {
  if (value === null || value === undefined) throw new Error(`Missing: ${why}`);
  return value;
}
