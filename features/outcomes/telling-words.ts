// Without a schema: the caller's page has these too, and is not to load a library for them.

/** What a caller is told of, in the order in which it happens. */
export const milestones = ['received', 'accepted', 'on_the_way', 'arrived', 'done', 'closed', 'reopened'] as const;
export type Milestone = (typeof milestones)[number];

/** What a template may hold: nothing of anybody but the centre, the agency and the report itself. */
export const placeholders = ['nomor', 'jenis', 'instansi', 'tautan', 'pusat'] as const;
export type Placeholder = (typeof placeholders)[number];
export type TemplateValues = Readonly<Record<Exclude<Placeholder, 'tautan'>, string>> & {
  /** Null: no public address is known. */
  readonly tautan: string | null;
};

/** Milestones that have an agency. */
const withAgency: readonly Milestone[] = ['accepted', 'on_the_way', 'arrived', 'done'];

/** What is wrong with a template; the same words for the screen's text, `{name}` of what it found. */
export type TemplateFault = `unknown:${string}` | 'no_agency' | 'no_link' | 'open_brace';

export function checkTemplate(milestone: Milestone, text: string): TemplateFault[] {
  const found = [...text.matchAll(/\{([^{}]*)\}/g)].map(([, name = '']) => name);
  // Widened, because includes() asks for a member of the list it looks in.
  const unknown = found.filter((name) => !(placeholders as readonly string[]).includes(name));
  const rest = text.replace(/\{[^{}]*\}/g, '');
  return [
    ...unknown.map((name) => `unknown:${name}` as const),
    ...(/[{}]/.test(rest) ? (['open_brace'] as const) : []),
    ...(found.includes('instansi') && !withAgency.includes(milestone) ? (['no_agency'] as const) : []),
    // By the first message a caller must find the page; the others may be shorter.
    ...(milestone === 'received' && !found.includes('tautan') ? (['no_link'] as const) : []),
  ];
}

/** The text as it is sent; without a link the sentence that leads to it is left out. */
export function fillTemplate(text: string, values: TemplateValues): string {
  const { tautan, ...rest } = values;
  const whole = tautan === null ? withoutLink(text) : text.replaceAll('{tautan}', tautan);
  return whole
    .replace(/\{(nomor|jenis|instansi|pusat)\}/g, (_, name: keyof typeof rest) => rest[name])
    .replace(/\s+/g, ' ')
    .trim();
}

function withoutLink(text: string): string {
  const sentences = text.split(/(?<=[.!?])\s+/);
  const others = sentences.filter((sentence) => !sentence.includes('{tautan}'));
  return others.length === 0 ? text.replaceAll('{tautan}', '') : others.join(' ');
}

/** The alphabet of GSM 03.38 without its extension, near enough for what a regency writes: others need UCS-2. */
const gsm = /^[A-Za-z0-9 \r\n@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!"#¤%&'()*+,\-./:;<=>?¡ÄÖÑÜ§¿äöñüà]*$/u;

/** How many SMS a text is: what it costs, for who writes it. */
export function smsParts(text: string): number {
  const [one, many] = gsm.test(text) ? [160, 153] : [70, 67];
  return text.length <= one ? 1 : Math.ceil(text.length / many);
}
