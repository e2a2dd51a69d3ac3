import { RotateCcw } from 'lucide-react';
import type { IncidentId } from '#features/incidents/incident.ts';
import { callerTexts, toldTexts } from '#features/incidents/timeline-texts.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import type { Tone } from '#platform/ui/tone.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type TellingWay, tellingWays } from '../../telling.ts';
import { changeWay, readTellings, type TellingView, type TrackView, tellAgain } from '../../telling-contract.ts';
import { skipReasonTexts, tellingStateTexts, wayTexts } from '../../telling-texts.ts';
import { texts } from './texts.ts';

const stale = ['/api/incidents/:id/tellings', '/api/incidents/:id/timeline', '/api/caller-tasks'];

/** What the callers of an incident were told, and how each is told from now on. */
export function TellingCard({ incidentId }: { incidentId: IncidentId }) {
  const t = useText();
  const found = useRoute(readTellings, { params: { id: incidentId } });
  // Of a sensitive incident that is not theirs, or where nothing was ever told and nothing will be.
  if (found.error !== null || (found.data?.isActive === false && found.data.tracks.length === 0)) return null;
  return (
    <Card title={t(texts.card)}>
      <QueryView query={found}>
        {({ isActive, isSensitive, tracks }) => (
          <div className="flex flex-col gap-4">
            {isActive ? null : <Notice tone="calm">{t(texts.off)}</Notice>}
            {isSensitive ? <Notice tone="warn">{t(texts.sensitiveNote)}</Notice> : null}
            {tracks.length === 0 ? <p className="text-ink-soft">{t(texts.noTracks)}</p> : null}
            {tracks.map((track) => (
              <Track key={track.id} track={track} />
            ))}
          </div>
        )}
      </QueryView>
    </Card>
  );
}

function Track({ track }: { track: TrackView }) {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const onRefused = (error: unknown) => toast(errorText(error), 'life');
  const change = useCommand(changeWay, { invalidates: stale, onRefused });
  const { id, who, hasNumber, way, wayByName, wayAt, openedAt, tellings, rating } = track;
  const isCallers = wayAt !== null && wayByName === null;
  return (
    <section className="flex flex-col gap-2" aria-label={t(texts[who])}>
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-semibold">{t(texts[who])}</span>
        {hasNumber ? null : <Badge tone="warn">{t(texts.noNumber)}</Badge>}
        {rating === null ? null : (
          <Badge tone={rating.score > 2 ? 'good' : 'warn'}>{t(texts.rated, { score: rating.score })}</Badge>
        )}
      </p>
      <Select<TellingWay>
        label={t(texts.way)}
        isDisabled={change.isPending || (isCallers && way === 'none')}
        {...(wayAt === null
          ? {}
          : { description: wayByName === null ? t(texts.byCaller) : t(texts.bySomebody, { name: wayByName }) })}
        value={way}
        onChange={(next) => change.mutate({ params: { id }, body: { way: next } })}
        options={tellingWays.map((each) => ({ id: each, name: t(wayTexts[each]) }))}
      />
      {rating?.words == null ? null : <p className="whitespace-pre-wrap rounded bg-raised px-2 py-1">{rating.words}</p>}
      {tellings.length === 0 ? (
        <p className="text-ink-soft">{t(texts.nothing)}</p>
      ) : (
        <ul aria-label={t(texts.tried)} className="flex flex-col gap-1">
          {tellings.map((telling) => (
            <Telling key={telling.id} telling={telling} />
          ))}
        </ul>
      )}
      <p className="text-sm text-ink-soft">
        {openedAt === null ? t(texts.notOpened) : t(texts.opened, { time: format.full(openedAt) })}
      </p>
    </section>
  );
}

const tones: Readonly<Record<TellingView['state'], Tone>> = {
  waiting: 'calm',
  sending: 'accent',
  sent: 'good',
  failed: 'life',
  skipped: 'neutral',
};

function Telling({ telling }: { telling: TellingView }) {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const again = useCommand(tellAgain, {
    invalidates: stale,
    onDone: () => toast(t(texts.queued)),
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  const { milestone, state, reason, channel, at, dueAt } = telling;
  const word = callerTexts[milestone];
  const name = word === undefined ? milestone : t(word);
  const by = channel === null ? undefined : toldTexts[channel];
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <span>{name}</span>
      <Badge tone={tones[state]}>
        {t(tellingStateTexts[state])}
        {by === undefined || state === 'skipped' ? '' : ` · ${t(by)}`}
        {reason === null ? '' : ` · ${t(skipReasonTexts[reason])}`}
      </Badge>
      <span className="text-sm text-ink-soft">
        {dueAt === null ? format.time(at) : t(texts.due, { time: format.full(dueAt) })}
      </span>
      {state === 'failed' ? (
        <Button
          size="small"
          icon={<RotateCcw aria-hidden size={14} />}
          aria-label={t(texts.againName, { milestone: name })}
          isDisabled={again.isPending}
          onPress={() => again.mutate({ params: { id: telling.id } })}
        >
          {t(texts.again)}
        </Button>
      ) : null}
    </li>
  );
}
