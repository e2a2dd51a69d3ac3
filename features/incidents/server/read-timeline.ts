import { freeNumber } from '#features/calls/party-texts.ts';
import { reachFor } from '#features/people/server/reach.ts';
import type { Action } from '#platform/server/action.ts';
import { ok, refuse } from '#platform/shared/result.ts';
import type { Language } from '#platform/shared/texts.ts';
import type * as routes from '../contract.ts';
import type { TimelineEntry } from '../contract.ts';
import { saidIn } from './card/card-runs.ts';
import { everyAnswerOf } from './card/run-store.ts';
import { loadSight } from './read-incident.ts';
import { type EventRow, timelineEvents } from './timeline-store.ts';

export const readTimeline: Action<typeof routes.readTimeline> = async (ctx, { params }) => {
  const sight = await loadSight(ctx, params.id);
  if (sight === null) return refuse('incident.not_found');
  const ownOnly = reachFor(ctx.actor, 'incident.read') === 'own_agency';
  const found = await timelineEvents(ctx, params.id, ownOnly);
  const said = new Map((await everyAnswerOf(ctx, params.id)).map((answer) => [answer.id, answer]));
  return ok({
    items: found.map((event) =>
      toEntry(withAnswer(event, said, ctx.actor.language), {
        language: ctx.actor.language,
        words: sight.words,
        agencyId: ownOnly ? ctx.actor.groupId : null,
        ownOnly,
      }),
    ),
  });
};

/** What an answer's codes said, in the version of the card that was used; its words are read like those of a note. */
function withAnswer(
  event: EventRow,
  said: ReadonlyMap<string, Awaited<ReturnType<typeof everyAnswerOf>>[number]>,
  language: Language,
): EventRow {
  const answer = typeof event.content.answerId === 'string' ? said.get(event.content.answerId) : undefined;
  if (answer === undefined) return event;
  const { card, question, choice } = saidIn(answer.content, answer);
  const content = { ...event.content, card: card[language], question: question[language], choice: choice[language] };
  return { ...event, content, note: event.name === 'card_run.answered' ? answer.words : null };
}

/** A village is small enough to say who; a name of somebody brought into the call too. */
function withoutPlace({ villageCode: _village, ...content }: TimelineEntry['values']): TimelineEntry['values'] {
  return content;
}

function toEntry(
  event: EventRow,
  reader: { language: Language; words: boolean; ownOnly: boolean; agencyId: string | null },
): TimelineEntry {
  // Agencies read who acted only among their own people; the centre speaks as one.
  const named = !reader.ownOnly || event.actor_agency === reader.agencyId;
  const playable =
    event.name === 'recording.stored' && event.call_id !== null && event.recording_ms !== null && !reader.ownOnly;
  return {
    seq: event.seq,
    name: event.name,
    at: event.occurred_at,
    clock: event.clock,
    actor: { kind: event.actor_kind, name: named ? event.actor_name : null },
    values: {
      ...(reader.words ? event.content : withoutPlace(event.content)),
      // Only the centre's own readers are told of calls.
      ...(event.person_name === null || reader.ownOnly ? {} : { person: event.person_name }),
      ...(event.name.startsWith('party.') ? { party: event.party ?? freeNumber[reader.language] } : {}),
      ...(event.unit === null ? {} : { unit: event.unit }),
      ...(event.agency === null ? {} : { agency: event.agency }),
      ...(event.call_number === null || event.name === 'incident.opened' ? {} : { number: event.call_number }),
    },
    // Both were read from rows whose keys are these ids.
    callId: event.call_id as TimelineEntry['callId'],
    assignmentId: event.assignment_id,
    note: reader.words ? event.note : null,
    recording: playable ? { path: `/api/calls/${event.call_id}/recording`, durationMs: event.recording_ms } : null,
  };
}
