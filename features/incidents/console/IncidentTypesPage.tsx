import { ListPlus } from 'lucide-react';
import { useMemo } from 'react';
import { SettingsPage } from '#features/people/console/SettingsPage.tsx';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import type { Column } from '#platform/ui/Table.tsx';
import { useLanguage, useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { categoryTexts, priorityTexts } from '../texts.ts';
import { type IncidentTypeSetting, listTypeSettings } from '../type-contract.ts';
import { AddTypeDialog, TypeDialog } from './TypeDialogs.tsx';
import { typeTexts as texts } from './type-texts.ts';

/** The register of incident types, in the order in which call takers see them. */
export function IncidentTypesPage() {
  const t = useText();
  const { language } = useLanguage();
  const types = useRoute(listTypeSettings, {});
  const items = types.data?.items ?? [];
  const columns = useMemo(
    (): Column<IncidentTypeSetting>[] => [
      {
        id: 'position',
        name: t(texts.position),
        narrow: true,
        align: 'right',
        cell: (type) => type.position,
        sortBy: (type) => type.position,
      },
      {
        id: 'name',
        name: t(texts.name),
        isRowHeader: true,
        cell: (type) => (
          <span className="flex flex-wrap items-center gap-2">
            {language === 'en' ? type.nameEn : type.name}
            {type.sensitive ? <Badge tone="warn">{t(texts.sensitiveMark)}</Badge> : null}
          </span>
        ),
        sortBy: (type) => (language === 'en' ? type.nameEn : type.name),
      },
      { id: 'code', name: t(texts.code), cell: (type) => type.code, sortBy: (type) => type.code },
      {
        id: 'category',
        name: t(texts.category),
        cell: (type) => t(categoryTexts[type.category]),
        sortBy: (type) => t(categoryTexts[type.category]),
      },
      {
        id: 'priority',
        name: t(texts.priority),
        cell: (type) => (
          <span className="whitespace-nowrap">{`${type.defaultPriority} · ${t(priorityTexts[type.defaultPriority])}`}</span>
        ),
        sortBy: (type) => type.defaultPriority,
      },
      {
        id: 'words',
        name: t(texts.words),
        cell: (type) => <span className="line-clamp-1 max-w-72 text-ink-soft">{type.words.join(', ')}</span>,
      },
      {
        id: 'state',
        name: t(texts.state),
        cell: (type) =>
          type.active ? <StatusDot tone="good">{t(texts.active)}</StatusDot> : <Badge>{t(texts.inactive)}</Badge>,
        sortBy: (type) => (type.active ? 0 : 1),
      },
    ],
    [t, language],
  );
  return (
    <SettingsPage
      title={texts.types}
      note={texts.typesNote}
      place="type"
      query={types}
      rows={items}
      idOf={(type) => type.id}
      columns={columns}
      none={texts.none}
      search={{
        label: texts.search,
        wordsOf: (type) => `${type.code} ${type.name} ${type.nameEn} ${type.words.join(' ')}`,
      }}
      add={{ id: 'incident_type.add', name: texts.addType, icon: <ListPlus aria-hidden size={16} /> }}
      addDialog={(onClose) => <AddTypeDialog last={items.at(-1)?.position ?? 0} onClose={onClose} />}
      dialog={(id, onClose) => {
        const type = items.find((one) => one.id === id);
        return type === undefined ? null : <TypeDialog type={type} onClose={onClose} />;
      }}
    />
  );
}
