import { Link } from '#platform/ui/Link.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { Timeline } from '#platform/ui/Timeline.tsx';
import { useText } from '#platform/web/language.tsx';
import type { FollowUpView, TryView } from '../../follow-up-contract.ts';
import { closeReasonTexts, followUpOutcomeTexts } from '../../follow-up-texts.ts';
import { Conversation } from '../link/Conversation.tsx';
import { CallerPlaces } from '../place/CallerPlaces.tsx';
import { NextStep, wordsOf } from './follow-up-columns.tsx';
import { texts } from './texts.ts';

/** What the citizen did, and the call-back itself with its recording. */
function TryNote({ tried }: { tried: TryView }) {
  const t = useText();
  return (
    <span className="flex flex-wrap gap-x-3">
      {tried.pressed === null ? null : <span>{t(texts.pressed, { key: tried.pressed })}</span>}
      {tried.callId === null ? null : (
        <Link href={`/calls/${tried.callId}`}>{t(texts.callBack, { number: tried.callNumber ?? '' })}</Link>
      )}
    </span>
  );
}

/** One lost call: what was tried, with its results, and what there is to know. */
export function FollowUpDetail({ followUp }: { followUp: FollowUpView }) {
  const t = useText();
  const { call, canCall, tries, outcome, reason, note } = followUp;
  return (
    <div className="flex flex-col gap-4">
      <Card title={`${t(texts.number)} ${call.number}`}>
        <div className="flex flex-col gap-3">
          <NextStep followUp={followUp} t={t} />
          {followUp.said === null ? null : <Conversation key={call.id} callId={call.id} reason={t(texts.lookReason)} />}
          {canCall ? null : <Notice tone="calm">{t(texts.noNumberNote)}</Notice>}
          <Timeline
            label={t(texts.history)}
            items={tries.map((each) => ({
              id: each.id,
              at: each.askedAt,
              title: wordsOf(each, t),
              ...(each.askedBy === null ? {} : { by: each.askedBy.displayName }),
              content: <TryNote tried={each} />,
            }))}
          />
          {outcome === null ? null : (
            <p>
              {t(followUpOutcomeTexts[outcome])}
              {reason === null ? '' : `: ${t(closeReasonTexts[reason])}`}
            </p>
          )}
          {note === null ? null : <p className="whitespace-pre-wrap text-ink-soft">{note}</p>}
          <Link href={`/calls/${call.id}`}>{t(texts.openCall)}</Link>
        </div>
      </Card>
      <CallerPlaces key={call.id} callId={call.id} />
    </div>
  );
}
