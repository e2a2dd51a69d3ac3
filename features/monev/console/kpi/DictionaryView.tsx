import { useEffect, useRef } from 'react';
import { roles } from '#features/people/permissions.ts';
import { roleTexts } from '#features/people/texts.ts';
import { EmptyState } from '#platform/ui/QueryView.tsx';
import { SearchField } from '#platform/ui/SearchField.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { useText } from '#platform/web/language.tsx';
import { usePlaces } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import { dictionary, pendingEntries } from '../../dictionary.ts';
import { searchDictionary } from '../../dictionary-search.ts';
import { readGoalSetting } from '../../goal-contract.ts';
import type { Goal } from '../../goals.ts';
import { tables } from '../../month.ts';
import { EntryCard, PendingCard } from './EntryCard.tsx';
import { texts } from './texts.ts';

const owners = roles.filter((role) => [...dictionary, ...pendingEntries].some((one) => one.owner === role));
const sources = [...tables, 'pending'] as const;

/** The dictionary, searched and filtered; the address keeps what was asked, `?kpi=` leads to one figure. */
export function DictionaryView() {
  const t = useText();
  const [{ q = '', table = null, owner = null, kpi = null }, set] = usePlaces();
  const from = sources.find((one) => one === table) ?? null;
  const found = searchDictionary({ words: q, table: from, owner });
  const goals = useRoute(readGoalSetting, {});
  // The newest period may begin in a month to come: it is what is aimed at.
  const now = goals.data?.content.periods.at(-1)?.goals ?? [];
  const goalsOf = (code: string): Goal[] => now.filter((one) => one.code === code);
  const count = found.computed.length + found.pending.length;
  return (
    <div className="flex flex-col gap-4">
      <div className="grid items-end gap-3 print:hidden sm:grid-cols-3">
        <SearchField label={t(texts.search)} value={q} onChange={(typed) => set({ q: typed, kpi: null })} />
        <Select
          label={t(texts.table)}
          options={[{ id: '', name: t(texts.any) }, ...sources.map((id) => ({ id, name: t(texts[id]) }))]}
          value={from ?? ''}
          onChange={(id) => set({ table: id, kpi: null })}
        />
        <Select
          label={t(texts.owner)}
          options={[{ id: '', name: t(texts.any) }, ...owners.map((id) => ({ id, name: t(roleTexts[id]) }))]}
          value={owner ?? ''}
          onChange={(id) => set({ owner: id, kpi: null })}
        />
      </div>
      <p role="status" className="text-sm text-ink-soft">
        {t(texts.found, { count })}
      </p>
      {count === 0 ? <EmptyState title={t(texts.nothing)}>{t(texts.nothingMore)}</EmptyState> : null}
      <ul className="grid items-start gap-3 lg:grid-cols-2 print:grid-cols-1">
        {found.computed.map((entry) => (
          <Place key={entry.code} isAsked={entry.code === kpi}>
            <EntryCard entry={entry} goals={goalsOf(entry.code)} />
          </Place>
        ))}
      </ul>
      {found.pending.length === 0 ? null : (
        <section aria-label={t(texts.pending)} className="flex flex-col gap-3">
          <h2 className="font-semibold">{t(texts.pending)}</h2>
          <ul className="grid items-start gap-3 lg:grid-cols-2 print:grid-cols-1">
            {found.pending.map((entry) => (
              <Place key={entry.code} isAsked={entry.code === kpi}>
                <PendingCard entry={entry} />
              </Place>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

/** The entry that a link named is scrolled to and takes the keyboard. */
function Place({ isAsked, children }: { isAsked: boolean; children: React.ReactNode }) {
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isAsked) place.current?.focus();
  }, [isAsked]);
  return (
    <li ref={place} tabIndex={-1} className="focus-ring break-inside-avoid rounded-lg">
      {children}
    </li>
  );
}
