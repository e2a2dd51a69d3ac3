import { useEffect, useSyncExternalStore } from 'react';
import { ApiProblem, call, Unreachable } from '#platform/web/api-client.ts';
import { useRoute } from '#platform/web/query-options.ts';
import { cardId, cardRunId } from '../../card.ts';
import { listCardRuns, listCards, saveCardRun } from '../../card-contract.ts';
import { callId, incidentId } from '../../incident.ts';
import { createCardQueue, type KeptRun, type Sent } from './card-queue.ts';

/** Milliseconds until answers that got no answer are sent again. */
const againMs = 4000;

let tellRefused: (error: unknown) => void = () => {};

async function send(run: KeptRun): Promise<Sent> {
  const ids = { callId: callId.nullable().parse(run.callId), incidentId: incidentId.nullable().parse(run.incidentId) };
  try {
    const body = {
      cardId: cardId.parse(run.cardId),
      cardVersion: run.cardVersion,
      ...ids,
      revision: run.revision,
      answers: [...run.answers],
    };
    return { kind: 'saved', run: await call(saveCardRun, { params: { id: cardRunId.parse(run.id) }, body }) };
  } catch (error) {
    if (!(error instanceof ApiProblem)) return { kind: 'away' };
    if (error.code !== 'card.stale') return error.status >= 500 ? { kind: 'away' } : { kind: 'refused', error };
    return other(run, ids);
  }
}

async function other(
  run: KeptRun,
  ids: { callId: KeptRun['callId']; incidentId: KeptRun['incidentId'] },
): Promise<Sent> {
  try {
    const query = {
      ...(ids.callId === null ? {} : { callId: callId.parse(ids.callId) }),
      ...(ids.incidentId === null ? {} : { incidentId: incidentId.parse(ids.incidentId) }),
    };
    const { items } = await call(listCardRuns, { query });
    return { kind: 'stale', run: items.find((one) => one.id === run.id) ?? null };
  } catch (error) {
    return error instanceof Unreachable ? { kind: 'away' } : { kind: 'refused', error };
  }
}

/** The queue of this tab. */
export const cardQueue = createCardQueue({
  send,
  storage: sessionStorage,
  wait: () => new Promise((resolve) => setTimeout(resolve, againMs)),
  onRefused: (error) => tellRefused(error),
  now: () => Date.now(),
});
cardQueue.resume();

export interface CardsOf {
  /** `draftKeyOf` of the form beside it. */
  readonly of: string;
  readonly callId: string | null;
  readonly incidentId: string | null;
}

/** The cards there are, and the uses of them here, fresh from the server and from this tab. */
export function useCards({ of, callId: ofCall, incidentId: ofIncident }: CardsOf, onRefused: (error: unknown) => void) {
  const cards = useRoute(listCards, {}).data?.items ?? none;
  const isKnown = ofCall !== null || ofIncident !== null;
  const query = {
    ...(ofCall === null ? {} : { callId: callId.parse(ofCall) }),
    ...(ofIncident === null ? {} : { incidentId: incidentId.parse(ofIncident) }),
  };
  const found = useRoute(listCardRuns, { query }, { enabled: isKnown }).data?.items;
  const all = useSyncExternalStore(cardQueue.subscribe, cardQueue.all);
  useEffect(() => {
    if (found !== undefined) cardQueue.learn(found, of);
  }, [found, of]);
  // Answered while nobody could say which call this is.
  useEffect(() => {
    if (isKnown && of !== unknownCall && of.startsWith('call:'))
      cardQueue.adopt(unknownCall, { of, callId: ofCall, incidentId: ofIncident });
  }, [isKnown, of, ofCall, ofIncident]);
  useEffect(() => {
    tellRefused = onRefused;
  }, [onRefused]);
  const isHere = (run: KeptRun) => run.of === of || (ofIncident !== null && run.incidentId === ofIncident);
  return { cards, runs: all.filter(isHere) };
}

const none: [] = [];
const unknownCall = 'call:unknown';
