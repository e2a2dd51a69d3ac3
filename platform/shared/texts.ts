/** The two languages of every screen. Indonesian is the first and the fallback. */
export type Language = 'id' | 'en';
export const languages = ['id', 'en'] as const satisfies readonly Language[];

/** One text in every language; `{name}` is a placeholder. */
export type Text = Readonly<Record<Language, string>>;
export type Texts<Key extends string = string> = Readonly<Record<Key, Text>>;

/** A refusal as people read it, and the HTTP status that goes with it (RFC 9110). */
export interface RefusalText extends Text {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 422 | 429 | 500 | 503;
}

type Values = Readonly<Record<string, string | number | boolean | null>>;

/** Fill the placeholders of a text: `fill({id:'Halo {nama}', …}, 'id', {nama:'Sri'})` is `'Halo Sri'`. */
export function fill(text: Text, language: Language, values: Values = {}): string {
  return text[language].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined || value === null ? whole : String(value);
  });
}
