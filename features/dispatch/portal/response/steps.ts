import { element, fillWith, setText } from '#platform/web/plain/elements.ts';
import type { Drawn, Translate } from '#platform/web/plain/frame.ts';
import { rejectReasonTexts, resultTexts } from '../../texts.ts';
import { type Act, type Answering, pressed, type ResponseState } from './answering.ts';
import { pageTexts as texts } from './page-texts.ts';

/** Rejecting and finishing ask why and how before anything is sent. */
type Question = 'reject' | 'finish';

/** The next step large, the others below. */
export function buildSteps(connection: Answering, t: Translate): [Drawn<ResponseState>, readonly Node[]] {
  const acts = element('div', { class: 'acts' });
  const waiting = element('p', { class: 'soft', role: 'status' });
  let asking: Question | null = null;
  let shown = '';
  const ask = (question: Question | null) => {
    asking = question;
    draw(connection.state());
    acts.querySelector('button')?.focus();
  };
  const say = (act: Act) => {
    asking = null;
    connection.say(act);
  };
  const draw = (state: ResponseState) => {
    const steps = state.view?.steps ?? [];
    if (asking !== null && !steps.includes(asking)) asking = null;
    const unsent = state.pending.flatMap((act) => (act.kind === 'words' ? [] : [t(texts[act.kind])]));
    setText(waiting, unsent.length === 0 ? '' : t(texts.sending, { what: unsent.join(', ') }));
    // A button under a thumb is not replaced without need.
    const wanted = JSON.stringify([steps, asking, unsent.length]);
    if (wanted === shown) return;
    shown = wanted;
    if (asking !== null) return fillWith(acts, ...questionOf(asking, t, { say, onBack: () => ask(null) }));
    if (steps.length === 0) return fillWith(acts, element('p', {}, t(texts.over)));
    const buttons = steps.map((step, index) => {
      const isQuestion = step === 'reject' || step === 'finish';
      const look = { class: index === 0 ? 'next' : step, disabled: unsent.length > 0 };
      return pressable(t(texts[step]), look, () => (isQuestion ? ask(step) : say({ ...pressed(), kind: step })));
    });
    fillWith(acts, ...buttons);
  };
  return [{ draw }, [acts, waiting]];
}

function questionOf(
  question: Question,
  t: Translate,
  { say, onBack }: { readonly say: (act: Act) => void; readonly onBack: () => void },
): Node[] {
  const choices =
    question === 'finish'
      ? codesOf(resultTexts).map((result) =>
          pressable(t(resultTexts[result]), {}, () => say({ ...pressed(), kind: 'finish', result })),
        )
      : codesOf(rejectReasonTexts).map((reason) =>
          pressable(t(rejectReasonTexts[reason]), {}, () => say({ ...pressed(), kind: 'reject', reason })),
        );
  return [
    element('h2', {}, t(question === 'finish' ? texts.howFinished : texts.whyReject)),
    ...choices,
    pressable(t(texts.back), {}, onBack),
  ];
}

function pressable(text: string, look: Readonly<Record<string, string | boolean>>, onPress: () => void): HTMLElement {
  const button = element('button', { type: 'button', ...look }, text);
  button.addEventListener('click', onPress);
  return button;
}

/** The codes a table of texts is for: the lists themselves come with schemas, which weigh four times the whole page. */
function codesOf<Code extends string>(texts: Readonly<Record<Code, unknown>>): Code[] {
  // Object.keys forgets the key type; the tables have their codes as keys and no others.
  return Object.keys(texts) as Code[];
}
