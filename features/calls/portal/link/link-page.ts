import type { Language } from '#platform/shared/texts.ts';
import { element, fillWith, setText } from '#platform/web/plain/elements.ts';
import { type Drawn, languageHere, showPage, type Translate } from '#platform/web/plain/frame.ts';
import { kept, newPlainId } from '#platform/web/plain/kept.ts';
import { maxWords } from '../../link-limits.ts';
import { connectLink, type LinkConnection, type LinkItem, type LinkState, type Said } from './conversation.ts';
import { pageTexts as texts } from './page-texts.ts';

type Page = Drawn<LinkState>;

/** Show the page of a link in `root`. */
export function showLink(root: HTMLElement, token: string): void {
  const keep = {
    read: () => kept.read(`unsent ${token}`),
    write: (text: string) => kept.write(`unsent ${token}`, text),
  };
  const connection = connectLink(token, { keep, language: languageHere }, (state) => page.draw(state));
  const page = showPage(root, {
    texts,
    state: connection.state,
    ownerOf: (view) => view.centre,
    open: (main, t, language) => buildTalk(main, connection, t, language),
    foot: (t) => [element('a', { class: 'call', href: 'tel:112' }, t(texts.call))],
  });
}

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
    if (!connection.state().pending.some((said) => said.kind === kind)) connection.say({ id: newPlainId(), kind });
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
        connection.say({ id: newPlainId(), kind: 'place', place });
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
    connection.say({ id: newPlainId(), kind: 'words', words });
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
    ...(state.view?.items ?? []).map((item) => lineOf(item, state.view?.seenUpTo ?? 0, t, language)),
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
