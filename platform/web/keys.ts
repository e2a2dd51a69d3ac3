/** The part of a keyboard event that decides which key it is. */
export interface KeyStroke {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  readonly metaKey: boolean;
}

interface ParsedKey {
  readonly ctrl: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly key: string;
}

/** Keys that browsers keep for themselves or that belong to dialogs and fields; a command on them would never be reached. */
const reserved = new Set(
  ['Ctrl+N', 'Ctrl+T', 'Ctrl+W', 'Ctrl+R', 'F5', 'F11', 'F12', 'Escape', 'Tab', 'Enter', 'Space'].map(normalise),
);

/**
 * One spelling of a key: `ctrl+k`, `f2`, `?`. Throws for a key that cannot be used, with the reason.
 */
export function keyIdOf(text: string): string {
  const id = normalise(text);
  if (reserved.has(id)) throw new Error(`The key ${text} belongs to the browser or to dialogs; choose another`);
  return id;
}

function normalise(text: string): string {
  return format(parse(text));
}

function parse(text: string): ParsedKey {
  // `Ctrl++` is the plus key.
  const parts = text.endsWith('+') ? [...text.slice(0, -1).split('+').filter(Boolean), '+'] : text.split('+');
  const key = parts.at(-1) ?? '';
  const modifiers = parts.slice(0, -1).map((part) => part.toLowerCase());
  const unknown = modifiers.find((modifier) => !['ctrl', 'alt', 'shift'].includes(modifier));
  if (key === '' || unknown !== undefined) throw new Error(`Not a key: "${text}"`);
  return {
    ctrl: modifiers.includes('ctrl'),
    alt: modifiers.includes('alt'),
    shift: modifiers.includes('shift'),
    key: key.toLowerCase(),
  };
}

function format(key: ParsedKey): string {
  return [key.ctrl && 'ctrl', key.alt && 'alt', key.shift && 'shift', key.key]
    .filter((part) => part !== false)
    .join('+');
}

/** The spellings a stroke may be written as. The Mac's Command counts as Ctrl; with modifiers the key's place counts too (Alt changes letters). */
export function strokeIdsOf(stroke: KeyStroke): readonly string[] {
  const key = stroke.key === ' ' ? 'space' : stroke.key.toLowerCase();
  const ctrl = stroke.ctrlKey || stroke.metaKey;
  // `?` is typed with Shift; the sign already says so.
  const shift = stroke.shiftKey && (key.length > 1 || /[a-z0-9]/.test(key));
  const ids = [format({ ctrl, alt: stroke.altKey, shift, key })];
  const place = /^(?:Key|Digit|Numpad)([A-Z0-9])$/.exec(stroke.code)?.[1]?.toLowerCase();
  if (place !== undefined && place !== key && (ctrl || stroke.altKey))
    ids.push(format({ ctrl, alt: stroke.altKey, shift: stroke.shiftKey, key: place }));
  return ids;
}

/** Function keys and combinations with Ctrl or Alt work everywhere; a single letter belongs to the field that has the focus. */
export function worksWhileTyping(text: string): boolean {
  const key = parse(text);
  return key.ctrl || key.alt || /^f\d{1,2}$/.test(key.key);
}
