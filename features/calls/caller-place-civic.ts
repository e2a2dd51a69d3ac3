import { type Civic, type CivicField, civicFields, plainText } from './caller-place.ts';

/** More elements than the registry has; what comes after them is left out. */
const maxElements = 60;

/**
 * An address from its elements (RFC 5139 §3, extensions by RFC 6848). Empty elements say nothing and are left out; of a repeated one the
 * first counts. Null: nothing was said at all.
 */
export function civicOf(
  elements: readonly { readonly name: string; readonly text: string }[],
  language: string | null,
): Civic | null {
  const fields: Partial<Record<CivicField, string>> = {};
  const other: { name: string; text: string }[] = [];
  for (const element of elements.slice(0, maxElements)) {
    const text = plainText(element.text);
    if (text === '') continue;
    const field = fieldOf(element.name);
    if (field === null) other.push({ name: plainText(element.name), text });
    else fields[field] ??= text;
  }
  if (Object.keys(fields).length === 0 && other.length === 0) return null;
  const said = plainText(language ?? '');
  return { language: said === '' ? null : said, fields, other };
}

/** Senders disagree on capitals (`Country`, `a1`), the meaning is the same. */
function fieldOf(name: string): CivicField | null {
  const lower = name.toLowerCase();
  return civicFields.find((field) => field.toLowerCase() === lower) ?? null;
}
