import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { useNow } from '#platform/web/ticking.ts';
import type { CallId } from '../../call.ts';
import type {
  SilentAnswer,
  SilentCall,
  SilentProposal,
  SilentQuestion,
  SilentResult,
  SilentStep,
} from '../../silent.ts';
import {
  answerSilentQuestion,
  doSilentStep,
  readSilence,
  type SilentView,
  settleSilence,
  startSilence,
} from '../../silent-contract.ts';
import { type GivenAnswer, givenAnswer, isAsked, propose } from '../../silent-rules.ts';

export interface Silence {
  readonly view: SilentView;
  /** As the rules see it. */
  readonly call: SilentCall;
  readonly isAsked: boolean;
  readonly proposal: SilentProposal;
  /** What the caller answers just now. */
  readonly answer: GivenAnswer | null;
}

/** A silent call with what the rules say of it this second; undefined while it is not silent, or not fetched yet. */
export function useSilence(id: CallId, isSilent: boolean): Silence | undefined {
  const view = useRoute(readSilence, { params: { id } }, { enabled: isSilent }).data;
  const now = new Date(useNow()).toISOString();
  if (view === undefined || !isSilent) return undefined;
  const call: SilentCall = {
    since: view.since,
    result: view.result,
    signs: view.signs,
    steps: view.steps.flatMap(({ step, at }) => (step === null ? [] : [{ step, at }])),
    answers: view.steps.flatMap(({ question, at }) => (question === null ? [] : [{ question, at }])),
  };
  // Who cannot speak may be asked further, while it goes on as an emergency.
  const asked = call.result === 'cannot_speak' ? { ...call, result: null } : call;
  return {
    view,
    call,
    isAsked: isAsked(call),
    proposal: propose(asked, view.settings, view.promptMs, now),
    answer: givenAnswer(call, view.settings, now),
  };
}

/** What the desk does, each written by the server; a refusal is shown. */
export function useSilentActs(id: CallId) {
  const errorText = useErrorText();
  const options = {
    invalidates: ['/api/calls', '/api/desk'],
    onRefused: (error: unknown) => toast(errorText(error), 'life'),
  };
  const start = useCommand(startSilence, options);
  const step = useCommand(doSilentStep, options);
  const answer = useCommand(answerSilentQuestion, options);
  const settle = useCommand(settleSilence, options);
  const params = { id };
  return {
    start: () => start.mutate({ params }),
    step: (done: SilentStep) => step.mutate({ params, body: { step: done } }),
    answer: (question: SilentQuestion, said: SilentAnswer) =>
      answer.mutate({ params, body: { question, answer: said } }),
    settle: (result: Exclude<SilentResult, 'no_sign'>) => settle.mutate({ params, body: { result } }),
    isPending: start.isPending || step.isPending || answer.isPending || settle.isPending,
  };
}
