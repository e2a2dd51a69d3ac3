import type { z } from 'zod';
import type { Language } from '#platform/shared/texts.ts';
import { element, fillWith, setText } from '#platform/web/plain/elements.ts';
import { type Drawn, languageHere, showPage, type Translate } from '#platform/web/plain/frame.ts';
import { kept, newPlainId } from '#platform/web/plain/kept.ts';
import { type Outbox, openOutbox, type PlainState } from '#platform/web/plain/outbox.ts';
import type { actOnTrack, TrackPageView } from '../../tracking-contract.ts';
import { scoreTexts, stepTexts, pageTexts as texts } from './page-texts.ts';

/** As the page sends it. */
type Act = z.input<typeof actOnTrack.body>;
type Tracking = Outbox<TrackPageView, Act>;
type TrackingState = PlainState<TrackPageView, Act>;

/** Show the page of a report in `root`. */
export function showTracking(root: HTMLElement, token: string): void {
  const path = `/api/tracks/${encodeURIComponent(token)}`;
  const connection: Tracking = openOutbox<TrackPageView, Act>(
    {
      look: () => path,
      post: (act) => ({ path: `${path}/acts`, body: JSON.stringify(act), type: 'application/json' }),
      merge: (_was, now) => now,
      hasNews: (was, now) => was !== null && was.steps.length < now.steps.length,
      keep: { read: () => kept.read(`unsent ${token}`), write: (text) => kept.write(`unsent ${token}`, text) },
      language: languageHere,
    },
    (state) => page.draw(state),
  );
  const page = showPage(root, {
    texts,
    state: connection.state,
    ownerOf: (view) => view.centre,
    open: (main, t, language) => buildReport(main, connection, t, language),
    foot: (t) => [element('a', { class: 'call', href: 'tel:112' }, t(texts.call))],
  });
}

function buildReport(main: HTMLElement, connection: Tracking, t: Translate, language: Language): Drawn<TrackingState> {
  const heading = element('h1', {});
  const about = element('p', { class: 'soft' });
  const status = element('p', { class: 'notice', role: 'status' });
  const state = element('p', { class: 'latest', role: 'status' });
  const list = element('ol', { 'aria-label': t(texts.steps) });
  const expires = element('p', { class: 'soft' });
  const [solved, solvedPart] = buildNotSolved(connection, t, language);
  const [rating, ratingPart] = buildRating(connection, t);
  const [messages, messagesPart] = buildMessages(connection, t);
  fillWith(
    main,
    heading,
    about,
    status,
    state,
    solvedPart,
    ratingPart,
    element('h2', {}, t(texts.steps)),
    list,
    ...messagesPart,
    expires,
  );
  let shown = '';
  return {
    draw: (now) => {
      const { view } = now;
      const sending = now.pending.length > 0 ? t(texts.sending) : (now.refused ?? '');
      setText(status, now.isAway ? t(texts.offline) : now.isTooOften ? t(texts.slow) : sending);
      if (view === null) return;
      setText(heading, t(texts.heading, { number: view.number }));
      setText(about, view.isSensitive ? t(texts.sensitive) : view.type === null ? '' : t(view.type));
      setText(state, t(texts[view.state]));
      setText(expires, view.expiresAt === null ? '' : t(texts.expires, { time: timeOf(view.expiresAt, language) }));
      const steps = JSON.stringify(view.steps);
      if (steps !== shown) fillWith(list, ...stepsOf(view, t, language));
      shown = steps;
      solved.draw(now);
      rating.draw(now);
      messages.draw(now);
    },
  };
}

/** The newest first: that is what somebody opens the page for. */
function stepsOf(view: TrackPageView, t: Translate, language: Language): Node[] {
  if (view.steps.length === 0) return [element('li', { class: 'soft' }, t(texts.noSteps))];
  return [...view.steps]
    .reverse()
    .map(({ milestone, at, agency }) =>
      element(
        'li',
        { class: 'step' },
        t(stepTexts[milestone], { agency: agency ?? '112' }),
        element('small', {}, timeOf(at, language)),
      ),
    );
}

/** "Not solved" asks what, before anything is sent. */
function buildNotSolved(connection: Tracking, t: Translate, language: Language): [Drawn<TrackingState>, HTMLElement] {
  const part = element('div', { class: 'acts' });
  let [isAsking, shown] = [false, ''];
  const ask = (next: boolean) => {
    isAsking = next;
    draw(connection.state());
    part.querySelector<HTMLElement>(next ? 'textarea' : 'button')?.focus();
  };
  const draw = ({ view, pending }: TrackingState) => {
    const until = view?.reopenUntil ?? null;
    const isSending = pending.some(({ kind }) => kind === 'not_solved');
    if (until === null || isSending) isAsking = false;
    // A half-written sentence under a thumb is not replaced without need.
    const wanted = JSON.stringify([until, isAsking, isSending]);
    if (wanted === shown) return;
    shown = wanted;
    if (until === null || isSending) return fillWith(part);
    if (isAsking)
      return fillWith(
        part,
        wordsForm(connection, t, () => ask(false)),
      );
    fillWith(
      part,
      pressable(t(texts.notSolved), 'reject', () => ask(true)),
      element('p', { class: 'soft' }, t(texts.until, { time: timeOf(until, language) })),
    );
  };
  return [{ draw }, part];
}

function wordsForm(connection: Tracking, t: Translate, onBack: () => void): HTMLElement {
  const field = element('textarea', { id: 'not-solved', rows: '3', maxlength: '500', required: true });
  const fault = element('p', { class: 'notice', role: 'alert' });
  const form = element(
    'form',
    { novalidate: true },
    element('label', { for: 'not-solved' }, t(texts.whyNotSolved)),
    field,
    fault,
    element('button', { type: 'submit', class: 'next' }, t(texts.reopen)),
    pressable(t(texts.back), '', onBack),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const words = field.value.trim();
    if (words.length < 3) {
      setText(fault, t(texts.tooShort));
      return field.focus();
    }
    connection.say({ id: newPlainId(), kind: 'not_solved', words });
  });
  return form;
}

const scores = [5, 4, 3, 2, 1] as const;

/** Built once: what was chosen and written stays while the page asks for news. */
function buildRating(connection: Tracking, t: Translate): [Drawn<TrackingState>, HTMLElement] {
  const thanks = element('p', { class: 'soft', role: 'status' });
  const fault = element('p', { class: 'notice', role: 'alert' });
  const field = element('textarea', { id: 'why', rows: '2', maxlength: '500' });
  const choices = scores.map((score) => {
    const input = element('input', { type: 'radio', name: 'score', value: String(score) });
    return { score, input, label: element('label', { class: 'choice' }, input, t(scoreTexts[score])) };
  });
  const form = element(
    'form',
    { hidden: true },
    element('fieldset', {}, element('legend', {}, t(texts.rate)), ...choices.map(({ label }) => label)),
    element('label', { for: 'why' }, t(texts.rateWords)),
    field,
    fault,
    element('button', { type: 'submit', class: 'send' }, t(texts.sendRating)),
    thanks,
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = choices.find(({ input }) => input.checked);
    setText(fault, chosen === undefined ? t(texts.chooseScore) : '');
    if (chosen === undefined) return choices[0]?.input.focus();
    connection.say({ id: newPlainId(), kind: 'rate', score: chosen.score, words: field.value.trim() });
  });
  return [
    {
      draw: ({ view }) => {
        form.hidden = view?.mayRate !== true;
        const score = view?.rating ?? null;
        setText(thanks, score === null ? '' : t(texts.thanks, { score }));
      },
    },
    form,
  ];
}

function buildMessages(connection: Tracking, t: Translate): [Drawn<TrackingState>, readonly Node[]] {
  const said = element('p', { class: 'soft' });
  const act = element('div', { class: 'acts' });
  let shown: boolean | null = null;
  return [
    {
      draw: ({ view }) => {
        if (view === null || view.isTold === shown) return;
        shown = view.isTold;
        setText(said, t(shown ? texts.told : texts.notTold));
        const kind = shown ? 'stop' : 'resume';
        fillWith(
          act,
          pressable(t(texts[kind]), '', () => connection.say({ id: newPlainId(), kind })),
        );
      },
    },
    [element('h2', {}, t(texts.messages)), said, act],
  ];
}

function pressable(text: string, look: string, onPress: () => void): HTMLElement {
  const button = element('button', { type: 'button', class: look }, text);
  button.addEventListener('click', onPress);
  return button;
}

function timeOf(at: string, language: Language): string {
  return new Date(at).toLocaleString(language === 'id' ? 'id-ID' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
  });
}
