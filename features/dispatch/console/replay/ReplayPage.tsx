import { FastForward, Pause, Play, Rewind, SkipBack, SkipForward } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { useTitles } from '#features/incidents/console/IncidentTimeline.tsx';
import { type IncidentView, readIncident, readTimeline, type TimelineEntry } from '#features/incidents/contract.ts';
import { incidentId } from '#features/incidents/incident.ts';
import { type Instant, msBetween } from '#platform/shared/time.ts';
import { IconButton } from '#platform/ui/Button.tsx';
import { Switch } from '#platform/ui/Checkbox.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { cx } from '#platform/ui/tone.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { usePathParam } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import { replaySpeeds, spanOf, stateAt } from '../../replay-rules.ts';
import { Positions } from './Positions.tsx';
import { recordingsOf } from './played-recordings.ts';
import { Recordings } from './Recordings.tsx';
import { ThenScreens } from './ThenScreens.tsx';
import { TimeLine } from './TimeLine.tsx';
import { replayTexts as texts } from './texts.ts';
import { type Played, type Player, usePlayer } from './use-player.ts';

/** What happened, played back: events, screens, positions and recordings on one time line. */
export function ReplayPage() {
  const id = incidentId.parse(usePathParam('id'));
  const incident = useRoute(readIncident, { params: { id } });
  const timeline = useRoute(readTimeline, { params: { id } });
  return (
    <QueryView query={incident}>
      {(found) => <QueryView query={timeline}>{({ items }) => <Loaded incident={found} items={items} />}</QueryView>}
    </QueryView>
  );
}

interface LoadedProps {
  readonly incident: IncidentView;
  readonly items: readonly TimelineEntry[];
}

function Loaded({ incident, items }: LoadedProps) {
  const t = useText();
  const played = useMemo(() => {
    const recordings = recordingsOf(incident, items);
    const span = spanOf(items, recordings);
    return span === null ? null : { span, events: items, recordings };
  }, [incident, items]);
  return (
    <Page
      title={t(texts.title, { number: incident.number })}
      description={incident.type === null ? undefined : t(incident.type.name)}
      width="full"
      actions={<Link href={`/incidents/${incident.id}`}>{t(texts.back)}</Link>}
    >
      {played === null ? (
        <EmptyState title={t(texts.empty)} />
      ) : (
        <Replay incident={incident} items={items} played={played} />
      )}
    </Page>
  );
}

function Replay({ incident, items, played }: LoadedProps & { played: Played }) {
  const t = useText();
  const player = usePlayer(played);
  const { at } = player;
  // Whatever happens within one moment is one state: the fold runs with the events, not with each tick.
  const passed = items.filter((event) => event.at <= at).length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the moment counts by the events that lie before it
  const state = useMemo(() => stateAt(items, at), [items, passed]);
  return (
    <>
      {/* On a narrow screen the page scrolls; a card alone would give way. */}
      <div className="shrink-0">
        <Card>
          <Transport played={played} player={player} />
        </Card>
      </div>
      <div className="grid flex-1 items-stretch gap-4 xl:min-h-0 lg:grid-cols-[minmax(16rem,2fr)_3fr] xl:grid-cols-[minmax(18rem,2fr)_3fr_minmax(18rem,2fr)]">
        <Card title={t(texts.events)} flush>
          <Events items={items} at={at} onSeek={player.seek} />
        </Card>
        <Card title={t(texts.onScreens)}>
          <ThenScreens state={state} at={at} />
        </Card>
        <div className="flex min-w-0 flex-col gap-4 *:shrink-0 lg:col-span-2 xl:col-span-1 xl:min-h-0 xl:overflow-auto">
          <Card title={t(texts.positions)}>
            <Positions incident={incident} at={at} />
          </Card>
          <Card title={t(texts.recordings)}>
            <Recordings recordings={played.recordings} player={player} />
          </Card>
        </div>
      </div>
    </>
  );
}

function Transport({ played, player }: { played: Played; player: Player }) {
  const t = useText();
  const format = useFormat();
  const { at, isPlaying, commands } = player;
  const { span } = played;
  return (
    <div className="flex flex-col gap-3">
      <TimeLine played={played} player={player} />
      <div className="flex flex-wrap items-end gap-3">
        <CommandButton
          command={commands.toggle}
          look="primary"
          icon={isPlaying ? <Pause aria-hidden size={16} /> : <Play aria-hidden size={16} />}
        />
        <span className="flex">
          {(
            [
              [commands.previous, <SkipBack key="icon" aria-hidden size={18} />],
              [commands.backward, <Rewind key="icon" aria-hidden size={18} />],
              [commands.forward, <FastForward key="icon" aria-hidden size={18} />],
              [commands.next, <SkipForward key="icon" aria-hidden size={18} />],
            ] as const
          ).map(([command, icon]) => (
            <IconButton
              key={command.id}
              label={`${t(command.name)} (${command.keys[0]})`}
              icon={icon}
              onPress={() => command.run()}
            />
          ))}
        </span>
        <Select
          label={t(texts.speed)}
          value={player.speed}
          onChange={player.setSpeed}
          options={replaySpeeds.map((id) => ({ id, name: `${id}×` }))}
        />
        <span className="pb-1">
          <Switch isSelected={player.skips} onChange={player.setSkips}>
            {t(texts.skip)}
          </Switch>
        </span>
        <span className="ml-auto pb-1 text-xl tabular-nums" data-replay-at={at}>
          <strong>{format.full(at)}</strong>{' '}
          <span className="text-base text-ink-soft">
            {format.duration(msBetween(span.from, at))} / {format.duration(msBetween(span.from, span.to))}
          </span>
        </span>
      </div>
    </div>
  );
}

function Events({
  items,
  at,
  onSeek,
}: {
  items: readonly TimelineEntry[];
  at: Instant;
  onSeek: (at: Instant) => void;
}) {
  const format = useFormat();
  const titleOf = useTitles();
  const list = useRef<HTMLOListElement>(null);
  const current = items.findLastIndex((event) => event.at <= at);
  useEffect(() => {
    list.current?.children[Math.max(0, current)]?.scrollIntoView({ block: 'nearest' });
  }, [current]);
  return (
    <ol ref={list} className="max-h-[60vh] overflow-y-auto xl:max-h-full">
      {items.map((entry, index) => (
        <li key={entry.seq}>
          <button
            type="button"
            aria-current={index === current}
            onClick={() => onSeek(entry.at)}
            className={cx(
              'focus-ring grid w-full grid-cols-[5.5rem_1fr] gap-2 px-3 py-1 text-left outline-offset-[-2px] hover:bg-raised aria-[current=true]:bg-accent-soft aria-[current=true]:font-semibold',
              index > current && 'text-ink-soft italic',
            )}
          >
            <time dateTime={entry.at} className="text-sm tabular-nums">
              {format.time(entry.at).replace(/ \w+$/, '')}
            </time>
            <span>
              {titleOf(entry)}
              {entry.actor.name === null ? null : (
                <span className="block text-sm font-normal text-ink-soft">{entry.actor.name}</span>
              )}
              {entry.note === null ? null : <span className="block text-sm font-normal">{entry.note}</span>}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
