import { lifeAtRiskTexts, priorityTexts } from '#features/incidents/texts.ts';
import type { Language } from '#platform/shared/texts.ts';
import { element, fillWith, setText } from '#platform/web/plain/elements.ts';
import { type Drawn, showPage, type Translate } from '#platform/web/plain/frame.ts';
import type { ResponseView } from '../../response-contract.ts';
import { assignmentStateTexts } from '../../texts.ts';
import { type Answering, answer, type ResponseState, timeOf } from './answering.ts';
import { buildNotes } from './notes.ts';
import { pageTexts as texts } from './page-texts.ts';
import { buildPhotos } from './photos.ts';
import { buildSteps } from './steps.ts';

/** Show the page of a response link in `root`. */
export function showResponse(root: HTMLElement, token: string): void {
  const connection = answer(token, (state) => page.draw(state));
  const page = showPage(root, {
    texts,
    state: connection.state,
    ownerOf: (view) => view.centre,
    open: (main, t, language) => buildTask(main, connection, { t, language, token }),
    foot: (t) => [element('a', { class: 'call', href: 'tel:112' }, t(texts.call))],
  });
}

function buildTask(
  main: HTMLElement,
  connection: Answering,
  { t, language, token }: { readonly t: Translate; readonly language: Language; readonly token: string },
): Drawn<ResponseState> {
  const heading = element('h1', {});
  const about = element('p', { class: 'soft' });
  const urgency = element('p', { class: 'urgency' });
  const warning = element('p', { class: 'notice' });
  const status = element('p', { class: 'notice', role: 'status' });
  const state = element('p', { class: 'latest', role: 'status' });
  const place = element('div', {});
  const told = element('p', { class: 'told' });
  const toldHeading = element('h2', {}, t(texts.told));
  const until = element('p', { class: 'soft' });
  const [steps, stepsPart] = buildSteps(connection, t);
  const [notes, notesPart] = buildNotes(connection, t, language);
  const [photos, photosPart] = buildPhotos(token, t);
  fillWith(
    main,
    heading,
    about,
    urgency,
    warning,
    status,
    state,
    ...stepsPart,
    place,
    toldHeading,
    told,
    ...notesPart,
    ...photosPart,
    until,
  );
  let placed = '';
  return {
    draw: (now) => {
      const { view } = now;
      setText(status, now.isAway ? t(texts.offline) : now.isTooOften ? t(texts.slow) : (now.refused ?? ''));
      if (view === null) return;
      setText(heading, view.type === null ? t(texts.noType) : t(view.type));
      setText(about, t(texts.for, { number: view.number, agency: view.agencyName }));
      setText(urgency, urgencyOf(view, t));
      setText(warning, view.callerCannotSpeak ? t(texts.cannotSpeak) : view.sensitive ? t(texts.sensitive) : '');
      setText(state, t(texts.state, { state: t(assignmentStateTexts[view.state]) }));
      setText(told, view.description ?? '');
      toldHeading.hidden = view.description === null;
      setText(until, t(texts.until, { time: timeOf(view.expiresAt, language) }));
      // A link under a thumb is not replaced without need.
      const where = JSON.stringify(view.place);
      if (where !== placed) fillWith(place, ...placeOf(view, t));
      placed = where;
      steps.draw(now);
      notes.draw(now);
      photos.draw(now);
    },
  };
}

function urgencyOf(view: ResponseView, t: Translate): string {
  return [
    view.priority === null ? null : `${view.priority} ${t(priorityTexts[view.priority])}`,
    view.lifeAtRisk === 'yes' ? t(lifeAtRiskTexts.yes) : null,
  ]
    .filter((part) => part !== null)
    .join(' · ');
}

/** In words, and a way there: `geo:` opens whatever map the telephone has, its fallback works in a browser. */
function placeOf({ place }: ResponseView, t: Translate): Node[] {
  const region = [place.village, place.district].filter((part) => part !== null).join(', ');
  const { point } = place;
  const lines = [place.text, place.landmark === null ? null : t(texts.landmark, { landmark: place.landmark }), region];
  const said = lines.filter((line) => line !== null && line !== '').map((line) => element('p', {}, line ?? ''));
  return [
    element('h2', {}, t(texts.place)),
    ...(said.length === 0 ? [element('p', { class: 'soft' }, t(texts.noPlace))] : said),
    ...(point === null
      ? []
      : [
          element(
            'a',
            { class: 'call', href: `geo:${point.latitude},${point.longitude}?q=${point.latitude},${point.longitude}` },
            t(texts.navigate),
          ),
        ]),
  ];
}
