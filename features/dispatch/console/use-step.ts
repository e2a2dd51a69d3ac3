import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import type { AgencyId } from '#features/agencies/agency.ts';
import { listIncidents } from '#features/incidents/contract.ts';
import { unreachable } from '#platform/shared/result.ts';
import { type ApiError, call } from '#platform/web/api-client.ts';
import { invalidate, keyOf, type Stale } from '#platform/web/query-options.ts';
import type { AssignmentId, cancelReasons, rejectReasons, rerouteReasons, results } from '../assignment.ts';
import {
  type AssignmentItem,
  type AssignmentView,
  acknowledgeAssignment,
  arriveAssignment,
  cancelAssignment,
  failAssignment,
  finishAssignment,
  handleAssignment,
  listAssignments,
  readAssignment,
  readBoard,
  rejectAssignment,
  rerouteAssignment,
  startAssignment,
} from '../contract.ts';
import { readProposal } from '../routing-contract.ts';

/** Steps that need no more than the button. */
export const plainSteps = {
  acknowledge: acknowledgeAssignment,
  en_route: startAssignment,
  arrive: arriveAssignment,
  handle: handleAssignment,
  fail_send: failAssignment,
} as const;
export type PlainStep = keyof typeof plainSteps;

type Worded<Kind extends string, Reason> = { readonly kind: Kind; readonly reason: Reason; readonly note: string };

export type StepInput = { readonly id: AssignmentId } & (
  | { readonly kind: PlainStep }
  | Worded<'reject', (typeof rejectReasons)[number]>
  | Worded<'cancel', (typeof cancelReasons)[number]>
  | (Worded<'reroute', (typeof rerouteReasons)[number]> & { readonly agencyId: AgencyId })
  | { readonly kind: 'finish'; readonly result: (typeof results)[number]; readonly note: string }
);

interface StepOptions {
  readonly onDone?: (view: AssignmentView) => void;
  readonly onRefused?: (error: ApiError) => void;
}

/** Take a step of an assignment. What the server answers is shown at once, before the lists are fetched again. */
export function useStep(options: StepOptions = {}) {
  const client = useQueryClient();
  return useMutation<AssignmentView, ApiError, StepInput>({
    mutationFn: send,
    onSuccess: (view) => {
      showAtOnce(client, view);
      options.onDone?.(view);
    },
    onError: (error) => options.onRefused?.(error),
    // Also after a refusal: somebody else was faster, and the screen shows what they did.
    onSettled: (view, _error, { id }) => void invalidate(client, staleAfter(id, view?.incident.id)),
  });
}

/** This task and its incident, and the lists they may stand in; not the other tasks on the screen. */
function staleAfter(id: string, incidentId: string | undefined): Stale {
  return {
    lists: [listAssignments.path, listIncidents.path, readProposal.path, readBoard.path],
    ...(incidentId === undefined
      ? { about: [id], under: [listIncidents.path] }
      : { about: [id, incidentId], holding: new Map([[readAssignment.path, new Set([incidentId])]]) }),
  };
}

function send(step: StepInput): Promise<AssignmentView> {
  const params = { id: step.id };
  switch (step.kind) {
    case 'acknowledge':
    case 'en_route':
    case 'arrive':
    case 'handle':
    case 'fail_send':
      return call(plainSteps[step.kind], { params });
    case 'reject':
      return call(rejectAssignment, { params, body: { reason: step.reason, ...noteOf(step) } });
    case 'cancel':
      return call(cancelAssignment, { params, body: { reason: step.reason, ...noteOf(step) } });
    case 'reroute':
      return call(rerouteAssignment, {
        params,
        body: { agencyId: step.agencyId, reason: step.reason, ...noteOf(step) },
      });
    case 'finish':
      return call(finishAssignment, { params, body: { result: step.result, ...noteOf(step) } });
    default:
      return unreachable(step);
  }
}

function noteOf({ note }: { readonly note: string }): { note?: string } {
  return note.trim() === '' ? {} : { note: note.trim() };
}

/** Put an answer into every list that shows this assignment; a list that has heard of a later version keeps it. */
function showAtOnce(client: QueryClient, view: AssignmentView): void {
  client.setQueryData(keyOf(readAssignment, { params: { id: view.id } }), view);
  client.setQueriesData<{ items: AssignmentItem[]; next: string | null }>(
    { predicate: ({ queryKey }) => queryKey[0] === listAssignments.path && queryKey.length === 3 },
    (page) =>
      page && {
        ...page,
        items: page.items.map((item) => (item.id === view.id && item.version < view.version ? view : item)),
      },
  );
}
