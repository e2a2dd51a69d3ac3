import { type Ref, useMemo, useState } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { listIncidentTypes } from '../contract.ts';
import { categoryTexts, priorityTexts } from '../texts.ts';
import { SuggestField } from './SuggestField.tsx';
import { texts } from './texts.ts';
import { createTypeSearch } from './type-search.ts';

interface TypeFieldProps {
  readonly value: string | null;
  readonly onChange: (typeId: string) => void;
  readonly inputRef: Ref<HTMLInputElement>;
}

const none: [] = [];

/** The type by the words people use; what is chosen stays written below while one searches for another. */
export function TypeField({ value, onChange, inputRef }: TypeFieldProps) {
  const t = useText();
  const types = useRoute(listIncidentTypes, {}).data?.items ?? none;
  const search = useMemo(() => createTypeSearch(types), [types]);
  const [typed, setTyped] = useState<string | null>(null);
  const chosen = types.find((type) => type.id === value);
  const found = useMemo(() => search(typed ?? '').slice(0, 12), [search, typed]);
  return (
    <SuggestField
      label={t(texts.type)}
      hint={t(texts.typeHint)}
      typed={typed ?? (chosen === undefined ? '' : t(chosen.name))}
      onType={setTyped}
      options={found.map((type) => ({
        id: type.id,
        name: t(type.name),
        description: `${t(categoryTexts[type.category])} · ${type.defaultPriority}`,
      }))}
      onChoose={(option) => {
        setTyped(null);
        onChange(option.id);
      }}
      tabChooses
      onLeave={() => setTyped(null)}
      inputRef={inputRef}
    >
      {chosen === undefined ? null : (
        <span className="flex flex-wrap items-center gap-1.5">
          <Badge tone={chosen.defaultPriority === 'P1' ? 'life' : 'neutral'}>
            {chosen.defaultPriority} {t(priorityTexts[chosen.defaultPriority])}
          </Badge>
          {t(categoryTexts[chosen.category])}
          {chosen.sensitive ? <Badge tone="calm">{t(texts.sensitive)}</Badge> : null}
        </span>
      )}
    </SuggestField>
  );
}
