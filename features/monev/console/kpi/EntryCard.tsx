import { roleTexts } from '#features/people/texts.ts';
import type { Text } from '#platform/shared/texts.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { useText } from '#platform/web/language.tsx';
import type { DictionaryEntry, PendingEntry, Unit } from '../../dictionary.ts';
import type { Goal } from '../../goals.ts';
import { useGoalWords } from '../lock/GoalsTable.tsx';
import { texts as lockTexts } from '../lock/texts.ts';
import { texts as monthTexts } from '../texts.ts';
import { texts } from './texts.ts';

const unitTexts: Readonly<Record<Unit, Text>> = {
  calls: texts.unitCalls,
  incidents: texts.unitIncidents,
  assignments: texts.unitAssignments,
  share: texts.unitShare,
  time: texts.unitTime,
};
const clockTexts: Readonly<Record<DictionaryEntry['clock'], Text>> = {
  asterisk: monthTexts.clockAsterisk,
  server: monthTexts.clockServer,
  device: monthTexts.clockDevice,
};

const cardClass = 'flex flex-col gap-2 rounded-lg border border-line bg-surface px-3 py-2';

function Head({ code, label, definition }: { code: string; label: Text; definition: Text }) {
  const t = useText();
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold">{t(label)}</h3>
        <Badge>
          <code>{code}</code>
        </Badge>
      </div>
      <p>{t(definition)}</p>
    </>
  );
}

/** One figure of the dictionary: what the program counts, and by which rules. */
export function EntryCard({ entry, goals }: { entry: DictionaryEntry; goals: readonly Goal[] }) {
  const t = useText();
  const goalWords = useGoalWords();
  const inWords = (one: Goal) =>
    [goalWords(one), one.seconds === null ? null : t(lockTexts.within, { seconds: one.seconds })]
      .filter(Boolean)
      .join(' ');
  return (
    <article className={cardClass}>
      <Head {...entry} />
      <DefinitionList
        items={[
          { term: t(texts.formula), value: t(entry.formula) },
          { term: t(texts.excludes), value: entry.excludes.map((one) => t(one)).join('; ') },
          { term: t(texts.unit), value: t(unitTexts[entry.unit]) },
          { term: t(texts.clock), value: t(clockTexts[entry.clock]) },
          { term: t(texts.owner), value: t(roleTexts[entry.owner]) },
          ...(goals.length === 0 ? [] : [{ term: t(texts.goal), value: goals.map(inWords).join('; ') }]),
          {
            term: t(texts.versions),
            value: entry.versions
              .map(({ version, date, change }) => t(texts.versionIs, { version, date, change: t(change) }))
              .join('; '),
          },
        ]}
      />
      {entry.isLessBetter ? <p className="text-sm text-ink-soft">{t(texts.better)}</p> : null}
    </article>
  );
}

/** A figure that is asked for and cannot be counted yet: its reason stands where its value would. */
export function PendingCard({ entry }: { entry: PendingEntry }) {
  const t = useText();
  return (
    <article className={cardClass}>
      <Head {...entry} />
      <p>
        <span className="font-medium">{t(texts.pending)}:</span> {t(entry.why)}
      </p>
      <DefinitionList items={[{ term: t(texts.owner), value: t(roleTexts[entry.owner]) }]} />
    </article>
  );
}
