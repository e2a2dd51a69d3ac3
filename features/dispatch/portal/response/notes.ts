import type { Language } from '#platform/shared/texts.ts';
import { element, fillWith } from '#platform/web/plain/elements.ts';
import type { Drawn, Translate } from '#platform/web/plain/frame.ts';
import { type Answering, pressed, type ResponseState, timeOf } from './answering.ts';
import { pageTexts as texts } from './page-texts.ts';

/** What was written on this task from both sides, and the field to write in. */
export function buildNotes(
  connection: Answering,
  t: Translate,
  language: Language,
): [Drawn<ResponseState>, readonly Node[]] {
  const list = element('ol', { 'aria-label': t(texts.messages) });
  let shown = '';
  const draw = ({ view, pending }: ResponseState) => {
    const waiting = pending.flatMap((act) => (act.kind === 'words' ? [{ key: act.id, text: act.words }] : []));
    const lines = [
      ...(view?.notes ?? []).map(({ id, text, at, isOwn }) => ({
        key: id,
        text,
        isOwn,
        note: isOwn ? timeOf(at, language) : `${t(texts.centre)} · ${timeOf(at, language)}`,
      })),
      ...waiting.map((line) => ({ ...line, isOwn: true, note: t(texts.sending, { what: '…' }) })),
    ];
    const wanted = JSON.stringify(lines);
    if (wanted === shown) return;
    shown = wanted;
    fillWith(
      list,
      ...lines.map(({ text, isOwn, note }) =>
        element('li', { class: isOwn ? 'own' : 'desk' }, text, element('small', {}, note)),
      ),
    );
  };
  return [{ draw }, [element('h2', {}, t(texts.write)), list, wordsForm(connection, t)]];
}

function wordsForm(connection: Answering, t: Translate): HTMLElement {
  const field = element('textarea', { id: 'words', rows: '3', maxlength: '1000', placeholder: t(texts.hint) });
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
    connection.say({ ...pressed(), kind: 'words', words });
    field.value = '';
    field.focus();
  });
  return form;
}
