import type { ReactNode } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { cx } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import type { NearIncident } from '../../duplicate-contract.ts';
import { groundTexts } from '../../duplicate-texts.ts';
import { PriorityMark } from '../IncidentMarks.tsx';
import { texts as incidentTexts } from '../texts.ts';
import { taskStateTexts, texts } from './texts.ts';

interface NearListProps {
  readonly items: readonly NearIncident[];
  /** The one a key would take. */
  readonly chosenId: string | null;
  readonly action: (incident: NearIncident) => ReactNode;
}

/** Open incidents like what is being typed, each with what one needs to judge it: why, what, where, since when, who is on it. */
export function NearList({ items, chosenId, action }: NearListProps) {
  const t = useText();
  return (
    <ul className="flex flex-col gap-2">
      {items.length === 0 ? <li className="text-sm text-ink-soft">{t(texts.none)}</li> : null}
      {items.map((one) => (
        <li
          key={one.id}
          aria-current={one.id === chosenId ? 'true' : undefined}
          className={cx(
            'flex flex-col gap-1 rounded border-l-4 py-1 pl-2',
            one.id === chosenId ? 'border-accent bg-accent-soft' : 'border-line',
          )}
        >
          <NearLine incident={one} />
          <span>{action(one)}</span>
        </li>
      ))}
    </ul>
  );
}

function NearLine({ incident: one }: { incident: NearIncident }) {
  const t = useText();
  const place = [one.placeText, one.landmark, one.village?.name].filter(Boolean).join(', ');
  const type = one.type === null ? t(incidentTexts.noType) : t(one.type.name);
  const grounds = one.grounds.map((ground) =>
    t('minutes' in ground && ground.minutes === 0 ? texts.justNow : groundTexts[ground.kind], {
      ...('metres' in ground ? { metres: ground.metres } : {}),
      ...('minutes' in ground ? { minutes: ground.minutes } : {}),
      ...('words' in ground ? { words: ground.words.join(' ') } : {}),
    }),
  );
  const agencies = one.agencies.map(
    (agency) => `${agency.name} (${t(taskStateTexts[agency.state] ?? { id: agency.state, en: agency.state })})`,
  );
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2">
        <Link href={`/incidents/${one.id}`}>{t(incidentTexts.incident, { number: one.number })}</Link>
        <PriorityMark priority={one.priority} short />
        <Badge tone={one.grade === 'likely' ? 'warn' : 'neutral'}>{t(texts[one.grade])}</Badge>
        <RunningClock since={one.reportedAt} label={t(incidentTexts.age)} size="small" />
      </span>
      <span className="font-medium">{[type, place].filter(Boolean).join(' – ')}</span>
      <span className="text-sm">{grounds.join(', ')}</span>
      <span className="text-sm text-ink-soft">
        {t(texts.calls, { count: one.calls })} · {agencies.length === 0 ? t(texts.noAgency) : agencies.join(', ')}
      </span>
    </>
  );
}
