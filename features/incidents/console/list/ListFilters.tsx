import { FilterX, SlidersHorizontal } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { SearchField } from '#platform/ui/SearchField.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { filterNames } from '../../list-rules.ts';
import { narrowing } from './list-address.ts';
import { texts } from './texts.ts';
import type { ListState } from './use-list.ts';

const MoreFilters = part(() => import('./MoreFilters.tsx').then((file) => file.MoreFilters));

/** What the list is narrowed by. Search and group are always there, the rest opens; all of it lies in the address. */
export function ListFilters({ list }: { list: ListState }) {
  const t = useText();
  const { filter, change } = list;
  const count = narrowing(filter);
  const [isOpen, setOpen] = useState(count > 0);
  const [typed, setTyped] = useState(filter.q ?? '');
  const field = useRef<HTMLInputElement>(null);
  // A view that was chosen, or Back, says another search.
  useEffect(() => setTyped(filter.q ?? ''), [filter.q]);
  useCommands([
    {
      id: 'incidents.search',
      name: texts.focusSearch,
      keys: ['/'],
      group: texts.incidents,
      run: () => field.current?.focus(),
    },
  ]);
  const isNarrowed = count > 0 || filter.q !== undefined || filter.group !== undefined;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <div className="min-w-64 flex-1 sm:max-w-xl">
          <SearchField
            label={t(texts.search)}
            inputRef={field}
            value={typed}
            onChange={setTyped}
            onSubmit={(value) => change({ q: value.trim() === '' ? null : value.trim() })}
            onClear={() => change({ q: null })}
          />
        </div>
        <Select
          label={t(texts.group)}
          value={(['open', 'ended', 'all'] as const).find((one) => one === filter.group) ?? 'open'}
          onChange={(group) => change({ group: group === 'open' ? null : group })}
          options={[
            { id: 'open', name: t(texts.open) },
            { id: 'ended', name: t(texts.ended) },
            { id: 'all', name: t(texts.all) },
          ]}
        />
        <Button
          icon={<SlidersHorizontal aria-hidden size={16} />}
          aria-expanded={isOpen}
          onPress={() => setOpen(!isOpen)}
        >
          {isOpen ? t(texts.fewerFilters) : t(texts.moreFilters, { count })}
        </Button>
        {isNarrowed ? (
          <Button
            look="quiet"
            icon={<FilterX aria-hidden size={16} />}
            onPress={() => change(Object.fromEntries(filterNames.map((name) => [name, null])))}
          >
            {t(texts.clearFilters)}
          </Button>
        ) : null}
      </div>
      {isOpen ? <MoreFilters list={list} /> : null}
    </div>
  );
}
