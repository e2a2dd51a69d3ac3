import { fill, type Language, type Text } from '#platform/shared/texts.ts';
import { maxWords } from '../../link-limits.ts';
import { element, fillWith, setText } from './elements.ts';
import { connectLink, type LinkConnection, type LinkItem, type LinkState, type Said } from './outbox.ts';
import { pageTexts as texts } from './page-texts.ts';

/** What the page is made of and stays: texts and lists change in it, so that nobody loses focus or a half-written word. */
interface Page {
  readonly draw: (state: LinkState) => void;
}

/** Show the page of a link in `root`, in Indonesian until the reader switches. */
export function showLink(root: HTMLElement, token: string): void {
  const store = sessionStorageOf();
  let language: Language = store.read('language') === 'en' ? 'en' : 'id';
  let page: Page | null = null;
  const connection = connectLink(
    token,
    { read: () => store.read(`unsent ${token}`), write: (text) => store.write(`unsent ${token}`, text) },
    (state) => page?.draw(state),
  );
  const build = () => {
    document.documentElement.lang = language;
    page = buildPage(root, connection, {
      language,
      onSwitch: () => {
        language = language === 'id' ? 'en' : 'id';
        store.write('language', language);
        build();
        root.querySelector<HTMLElement>('.switch')?.focus();
      },
    });
    page.draw(connection.state());
  };
  build();
}

interface Reader {
  readonly language: Language;
  readonly onSwitch: () => void;
}

function buildPage(root: HTMLElement, connection: LinkConnection, { language, onSwitch }: Reader): Page {
  const t = (text: Text, values: Record<string, string | number> = {}) => fill(text, language, values);
  const crest = element('img', { alt: '', hidden: true });
  const name = element('span', {});
  const centre = element('p', { class: 'centre' }, name, element('small', {}, t(texts.service)));
  const other = language === 'id' ? 'en' : 'id';
  const change = element('button', { class: 'switch', type: 'button', lang: other }, t(texts.other));
  change.addEventListener('click', onSwitch);
  const main = element('main', {});
  const call = element('a', { class: 'call', href: 'tel:112' }, t(texts.call));
  fillWith(root, element('header', {}, crest, centre, change), main, call);

  let shown: LinkState['phase'] | null = null;
  let talk: Page | null = null;
  return {
    draw: (state) => {
      if (state.view !== null) {
        setText(name, state.view.centre.name);
        const hash = state.view.centre.crest;
        if (hash !== null && crest.hidden) {
          crest.src = `/api/crests/${hash}`;
          crest.hidden = false;
        }
      }
      if (state.phase !== shown) {
        shown = state.phase;
        document.title = `${t(state.phase === 'gone' ? texts.goneTitle : texts.title)} – 112`;
        talk = state.phase === 'open' ? buildTalk(main, connection, t, language) : null;
        if (state.phase === 'loading') fillWith(main, element('p', { role: 'status' }, t(texts.loading)));
        if (state.phase === 'gone')
          fillWith(
            main,
            element('h1', {}, t(texts.goneTitle)),
            element('p', { class: 'notice', role: 'alert' }, t(texts.gone)),
          );
      }
      talk?.draw(state);
    },
  };
}

type Translate = (text: Text, values?: Record<string, string | number>) => string;

/** Buttons, the conversation and the field to write in. */
function buildTalk(main: HTMLElement, connection: LinkConnection, t: Translate, language: Language): Page {
  const status = element('p', { class: 'notice', role: 'status' });
  const latest = element('p', { class: 'latest', role: 'status' });
  const list = element('ol', { 'aria-label': t(texts.messages) });
  const until = element('p', { class: 'soft' });
  const place = placeButton(connection, t);
  fillWith(
    main,
    element('h1', {}, t(texts.title)),
    element('p', {}, t(texts.lead)),
    element('p', { class: 'soft' }, t(texts.quiet)),
    status,
    latest,
    element(
      'div',
      { class: 'acts' },
      actButton(connection, 'need_help', t(texts.need_help)),
      place.button,
      place.note,
      actButton(connection, 'call_back', t(texts.call_back), t(texts.callBackNote)),
      actButton(connection, 'safe', t(texts.safe)),
    ),
    element('h2', {}, t(texts.chat)),
    list,
    wordsForm(connection, t),
    until,
  );
  return {
    draw: (state) => {
      setText(status, state.isAway ? t(texts.offline) : state.isTooOften ? t(texts.slow) : '');
      const lines = linesOf(state, t, language);
      drawLines(list, lines);
      setText(latest, latestOf(lines));
      if (state.view !== null) {
        const time = new Date(state.view.expiresAt).toLocaleString(language === 'id' ? 'id-ID' : 'en-GB', {
          dateStyle: 'medium',
          timeStyle: 'short',
        });
        setText(until, t(texts.until, { time }));
      }
    },
  };
}

function actButton(
  connection: LinkConnection,
  kind: 'need_help' | 'safe' | 'call_back',
  text: string,
  note?: string,
): HTMLElement {
  const button = element('button', { type: 'button', class: kind === 'need_help' ? 'help' : kind }, text);
  if (note !== undefined) button.append(element('small', {}, note));
  button.addEventListener('click', () => {
    // A thumb that trembles presses twice; one that is not sent yet says it already.
    if (!connection.state().pending.some((said) => said.kind === kind)) connection.say({ id: newMessageId(), kind });
  });
  return button;
}

function placeButton(connection: LinkConnection, t: Translate) {
  const button = element('button', { type: 'button' }, t(texts.place), element('small', {}, t(texts.placeNote)));
  const note = element('p', { class: 'soft', role: 'status' });
  button.addEventListener('click', () => {
    if (!('geolocation' in navigator)) return setText(note, t(texts.placeFailed));
    button.disabled = true;
    setText(note, t(texts.placeSearching));
    navigator.geolocation.getCurrentPosition(
      ({ coords, timestamp }) => {
        button.disabled = false;
        setText(note, t(texts.placeFound, { metres: Math.max(1, Math.round(coords.accuracy)) }));
        const { latitude, longitude, accuracy: accuracyM } = coords;
        const place = { latitude, longitude, accuracyM, at: new Date(timestamp).toISOString() };
        connection.say({ id: newMessageId(), kind: 'place', place });
      },
      (error) => {
        button.disabled = false;
        setText(note, t(error.code === error.PERMISSION_DENIED ? texts.placeDenied : texts.placeFailed));
      },
      { enableHighAccuracy: true, timeout: 30_000, maximumAge: 0 },
    );
  });
  return { button, note };
}

function wordsForm(connection: LinkConnection, t: Translate): HTMLElement {
  const field = element('textarea', {
    id: 'words',
    rows: '3',
    maxlength: String(maxWords),
    placeholder: t(texts.hint),
  });
  const form = element(
    'form',
    {},
    element('label', { for: 'words' }, t(texts.yourMessage)),
    field,
    element('button', { type: 'submit', class: 'send' }, t(texts.send)),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const words = field.value.trim();
    if (words === '') return field.focus();
    connection.say({ id: newMessageId(), kind: 'words', words });
    field.value = '';
    field.focus();
  });
  return form;
}

interface Line {
  readonly key: string;
  readonly isOwn: boolean;
  readonly text: string;
  /** Who, when, and whether it has come to somebody. */
  readonly note: string;
}

/** What came home as the centre has it, then what waits here. */
function linesOf(state: LinkState, t: Translate, language: Language): readonly Line[] {
  return [
    ...state.items.map((item) => lineOf(item, state.view?.seenUpTo ?? 0, t, language)),
    ...state.pending.map((said) => ({ key: said.id, isOwn: true, text: wordsOf(said, t), note: t(texts.sending) })),
  ];
}

/** Stays in sight however far one has scrolled, and is read out: the answer, or what became of what one said last. */
function latestOf(lines: readonly Line[]): string {
  const last = lines[lines.length - 1];
  if (last === undefined) return '';
  return last.isOwn ? `${last.text}: ${last.note}` : `${last.note}: ${last.text}`;
}

/** Lines that stay are not touched, so that nothing jumps under a thumb. */
function drawLines(list: HTMLElement, lines: readonly Line[]): void {
  const old = new Map(Array.from(list.children, (line) => [line.getAttribute('data-key'), line]));
  for (const { key, isOwn, text, note } of lines) {
    const known = old.get(key);
    old.delete(key);
    const small = known?.querySelector('small');
    if (small != null) setText(small, note);
    else
      list.append(element('li', { 'data-key': key, class: isOwn ? 'own' : 'desk' }, text, element('small', {}, note)));
  }
  for (const line of old.values()) line.remove();
}

function lineOf(item: LinkItem, seenUpTo: number, t: Translate, language: Language): Line {
  const time = new Date(item.at).toLocaleTimeString(language === 'id' ? 'id-ID' : 'en-GB', { timeStyle: 'short' });
  const isOwn = item.side === 'caller';
  const fate = isOwn ? t(item.number <= seenUpTo ? texts.seen : texts.sent) : t(texts.officer);
  return { key: item.clientId ?? String(item.number), isOwn, text: wordsOf(item, t), note: `${fate} · ${time}` };
}

function wordsOf(said: Pick<LinkItem, 'kind' | 'words'> | Said, t: Translate): string {
  if (said.kind === 'words') return ('words' in said ? said.words : null) ?? '–';
  return t(said.kind === 'place' ? texts.sentPlace : texts[said.kind]);
}

/** A random UUID; browsers give one by themselves only over TLS. */
function newMessageId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const digits = Array.from(bytes, (byte, index) =>
    (index === 6 ? (byte & 0x0f) | 0x40 : index === 8 ? (byte & 0x3f) | 0x80 : byte).toString(16).padStart(2, '0'),
  ).join('');
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A browser may forbid it (private windows): then nothing is kept across a reload. */
function sessionStorageOf() {
  return {
    read: (key: string): string | null => {
      try {
        return sessionStorage.getItem(key);
      } catch {
        return null;
      }
    },
    write: (key: string, text: string): void => {
      try {
        sessionStorage.setItem(key, text);
      } catch {
        // Kept in memory alone.
      }
    },
  };
}
