import { fill, type Language, type Text } from '#platform/shared/texts.ts';
import { element, fillWith, setText } from './elements.ts';
import { kept } from './kept.ts';
import type { PlainState } from './outbox.ts';

export type Translate = (text: Text, values?: Record<string, string | number>) => string;

/** What is built once and then drawn: texts and lists change in it, so that nobody loses focus or a half-written word. */
export interface Drawn<State> {
  readonly draw: (state: State) => void;
}

/** Whose page it is. */
export interface Owner {
  readonly name: string;
  /** SHA-256 of the coat of arms. */
  readonly crest: string | null;
}

export interface FrameTexts {
  /** Under the owner's name. */
  readonly service: Text;
  /** The name of the other language, in that language. */
  readonly other: Text;
  readonly title: Text;
  readonly loading: Text;
  readonly goneTitle: Text;
  readonly gone: Text;
}

interface FrameOptions<View, Said> {
  readonly texts: FrameTexts;
  readonly state: () => PlainState<View, Said>;
  readonly ownerOf: (view: View) => Owner;
  /** The page once it is open, in `main`. */
  readonly open: (main: HTMLElement, t: Translate, language: Language) => Drawn<PlainState<View, Said>>;
  /** Stands under everything, in every phase. */
  readonly foot: (t: Translate) => readonly HTMLElement[];
}

let chosen: Language | null = null;

/** Indonesian until the reader switches; kept for the tab. */
export function languageHere(): Language {
  return chosen ?? (kept.read('language') === 'en' ? 'en' : 'id');
}

/** Build a page in the reader's language, and build it anew when they switch. */
export function showPage<View, Said>(
  root: HTMLElement,
  options: FrameOptions<View, Said>,
): Drawn<PlainState<View, Said>> {
  let shown: Drawn<PlainState<View, Said>> | null = null;
  const build = () => {
    document.documentElement.lang = languageHere();
    shown = buildFrame(root, options, (next) => {
      chosen = next;
      kept.write('language', next);
      build();
      root.querySelector<HTMLElement>('.switch')?.focus();
    });
    shown.draw(options.state());
  };
  build();
  return { draw: (state) => shown?.draw(state) };
}

function buildFrame<View, Said>(
  root: HTMLElement,
  { texts, ownerOf, open, foot }: FrameOptions<View, Said>,
  onSwitch: (next: Language) => void,
): Drawn<PlainState<View, Said>> {
  const language = languageHere();
  const t: Translate = (text, values = {}) => fill(text, language, values);
  const crest = element('img', { alt: '', hidden: true });
  const name = element('span', {});
  const centre = element('p', { class: 'centre' }, name, element('small', {}, t(texts.service)));
  const other = language === 'id' ? 'en' : 'id';
  const change = element('button', { class: 'switch', type: 'button', lang: other }, t(texts.other));
  change.addEventListener('click', () => onSwitch(other));
  const main = element('main', {});
  fillWith(root, element('header', {}, crest, centre, change), main, ...foot(t));

  let phase: PlainState<View, Said>['phase'] | null = null;
  let page: Drawn<PlainState<View, Said>> | null = null;
  return {
    draw: (state) => {
      if (state.view !== null) {
        const owner = ownerOf(state.view);
        setText(name, owner.name);
        if (owner.crest !== null && crest.hidden) {
          crest.src = `/api/crests/${owner.crest}`;
          crest.hidden = false;
        }
      }
      if (state.phase !== phase) {
        phase = state.phase;
        document.title = `${t(phase === 'gone' ? texts.goneTitle : texts.title)} – ${t(texts.service)}`;
        page = phase === 'open' ? open(main, t, language) : null;
        if (phase === 'loading') fillWith(main, element('p', { role: 'status' }, t(texts.loading)));
        if (phase === 'gone')
          fillWith(
            main,
            element('h1', {}, t(texts.goneTitle)),
            element('p', { class: 'notice', role: 'alert' }, t(texts.gone)),
          );
      }
      page?.draw(state);
    },
  };
}
