import { RecordingPlayer } from '#features/calls/console/recording/RecordingPlayer.tsx';
import { maskedResultTexts } from '#features/calls/masked-call-texts.ts';
import type { PartyOutcome } from '#features/calls/party.ts';
import { partyOutcomeTexts } from '#features/calls/party-texts.ts';
import type { Text } from '#platform/shared/texts.ts';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { Timeline } from '#platform/ui/Timeline.tsx';
import type { Tone } from '#platform/ui/tone.ts';
import { useLanguage, useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { readTimeline, type TimelineEntry } from '../contract.ts';
import type { IncidentId } from '../incident.ts';
import { handlerReasonTexts, lowerReasonTexts } from '../sensitive-texts.ts';
import { callerTexts, fieldTexts, reasonTexts, timelineTexts, toldTexts } from '../timeline-texts.ts';
import { unitStatusWords } from '../unit-words.ts';
import { clockTexts, texts } from './texts.ts';

/** What happened, each line from one event of the record. */
export function IncidentTimeline({ incidentId }: { incidentId: IncidentId }) {
  const t = useText();
  const timeline = useRoute(readTimeline, { params: { id: incidentId } });
  const titleOf = useTitles();
  return (
    <QueryView query={timeline}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState />
        ) : (
          <Timeline
            label={t(texts.timeline)}
            items={items.map((entry) => ({
              id: String(entry.seq),
              at: entry.at,
              title: titleOf(entry),
              tone: toneOf(entry.name),
              by: byOf(
                entry,
                { system: t(texts.system), link: t(texts.byLink) },
                entry.clock === 'server' ? null : t(texts.clockOf, { clock: t(clockTexts[entry.clock]) }),
              ),
              content: <EntryContent entry={entry} />,
            }))}
          />
        )
      }
    </QueryView>
  );
}

function EntryContent({ entry }: { entry: TimelineEntry }) {
  const { note, recording, callId, values } = entry;
  return (
    <>
      {note === null ? null : <p className="whitespace-pre-wrap rounded bg-raised px-2 py-1">{note}</p>}
      {recording === null || callId === null ? null : (
        <RecordingPlayer
          callId={callId}
          number={typeof values.number === 'number' ? values.number : 0}
          state="stored"
        />
      )}
    </>
  );
}

/** The text of an event with its figures, field names and reasons in words. */
export function useTitles(): (entry: TimelineEntry) => string {
  const t = useText();
  const { language } = useLanguage();
  return ({ name, values }) => {
    const said = Object.fromEntries(
      Object.entries(values).map(([key, value]) => [
        key,
        Array.isArray(value) ? value.map((one) => fieldTexts[one]?.[language] ?? one).join(', ') : value,
      ]),
    );
    for (const key of ['act', 'result'] as const) {
      const told =
        name.startsWith('assignment.al') || name === 'incident.caller_told'
          ? toldTexts[String(values[key])]
          : undefined;
      if (told !== undefined) said[key] = told[language];
    }
    for (const key of ['milestone', 'way'] as const) {
      const word = callerTexts[String(values[key])];
      if (name.startsWith('incident.caller_') && word !== undefined) said[key] = word[language];
    }
    if (name === 'unit.status_changed') said.status = statusOf(values.status)?.[language] ?? '';
    if (name === 'masked_call.ended') said.result = maskedWords[String(values.result)]?.[language] ?? '';
    if (isOutcome(values.outcome)) said.outcome = partyOutcomeTexts[values.outcome][language];
    const title = t(timelineTexts[name] ?? { id: name, en: name }, said);
    const code = values.reasonCode ?? values.reason;
    const reason = Object.entries({ ...lowerReasonTexts, ...handlerReasonTexts, ...reasonTexts }).find(
      ([one]) => one === code,
    );
    return reason === undefined ? title : `${title}: ${t(reason[1])}`;
  };
}

function statusOf(code: unknown): Text | undefined {
  return Object.entries(unitStatusWords).find(([one]) => one === code)?.[1];
}

/** By code; an event is read as it was written. */
const maskedWords: Readonly<Record<string, Text>> = maskedResultTexts;

function isOutcome(value: unknown): value is PartyOutcome {
  return typeof value === 'string' && value in partyOutcomeTexts;
}

function byOf(entry: TimelineEntry, words: Readonly<Record<'system' | 'link', string>>, clock: string | null): string {
  const { kind, name } = entry.actor;
  const who = name ?? (kind === 'system' || kind === 'link' ? words[kind] : '');
  return [who, clock].filter(Boolean).join(' · ');
}

function toneOf(name: string): Tone {
  if (
    name === 'unit.alarmed' ||
    name === 'assignment.escalated' ||
    name === 'assignment.rejected' ||
    name === 'assignment.send_failed'
  )
    return 'life';
  if (name === 'incident.resolved' || name === 'assignment.finished') return 'good';
  return name.startsWith('assignment.') ? 'accent' : 'neutral';
}
