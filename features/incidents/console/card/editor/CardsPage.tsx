import { Download, FilePlus2 } from 'lucide-react';
import { useMemo } from 'react';
import { SettingsPage } from '#features/people/console/SettingsPage.tsx';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import type { Column } from '#platform/ui/Table.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type CardView, listCardSettings, takeSuppliedCards } from '../../../card-contract.ts';
import { inBoth } from '../../../card-texts.ts';
import { categoryTexts } from '../../../texts.ts';
import { SignOffMark } from '../SignOffMark.tsx';
import { AddCardDialog, CardDialog } from './CardDialogs.tsx';
import { staleCards } from './stale-cards.ts';
import { editorTexts as texts } from './texts.ts';

/** The question cards of the regency. */
export function CardsPage() {
  const t = useText();
  const cards = useRoute(listCardSettings, {});
  const items = cards.data?.items ?? [];
  const columns = useMemo(
    (): Column<CardView>[] => [
      {
        id: 'position',
        name: t(texts.position),
        narrow: true,
        align: 'right',
        cell: ({ content }) => content.position,
        sortBy: ({ content }) => content.position,
      },
      {
        id: 'name',
        name: t(texts.name),
        isRowHeader: true,
        cell: ({ content }) => t(inBoth({ id: content.name, en: content.nameEn })),
        sortBy: ({ content }) => content.name,
      },
      { id: 'code', name: t(texts.code), cell: (card) => card.code, sortBy: (card) => card.code },
      {
        id: 'for',
        name: t(texts.usedFor),
        cell: ({ content }) => (
          <span className="line-clamp-2 max-w-72 text-ink-soft">
            {[...content.typeCodes, ...content.categories.map((one) => t(categoryTexts[one]))].join(', ')}
          </span>
        ),
      },
      {
        id: 'questions',
        name: t(texts.questions),
        align: 'right',
        cell: ({ content }) => content.questions.length,
        sortBy: ({ content }) => content.questions.length,
      },
      { id: 'approval', name: t(texts.approval), cell: ({ content }) => <SignOffMark content={content} /> },
      {
        id: 'state',
        name: t(texts.state),
        cell: ({ content }) =>
          content.active ? <StatusDot tone="good">{t(texts.inUse)}</StatusDot> : <Badge>{t(texts.off)}</Badge>,
      },
    ],
    [t],
  );
  return (
    <>
      <SettingsPage
        title={texts.cards}
        note={texts.note}
        place="card"
        query={cards}
        rows={items}
        idOf={(card) => card.id}
        columns={columns}
        none={texts.none}
        search={{
          label: texts.search,
          wordsOf: ({ code, content }) =>
            `${code} ${content.name} ${content.nameEn} ${content.questions.map((one) => one.ask.id).join(' ')}`,
        }}
        add={{ id: 'card.add', name: texts.addCard, icon: <FilePlus2 aria-hidden size={16} /> }}
        addDialog={(onClose) => <AddCardDialog last={items.at(-1)?.content.position ?? 0} onClose={onClose} />}
        dialog={(id, onClose) => {
          const card = items.find((one) => one.id === id);
          return card === undefined ? null : <CardDialog card={card} onClose={onClose} />;
        }}
      />
      <SuppliedCards missing={cards.data?.missing ?? 0} />
    </>
  );
}

/** Cards that came with a later version of the service, or that this regency never had. */
function SuppliedCards({ missing }: { missing: number }) {
  const t = useText();
  const mayChange = useCan()('setting.change');
  const take = useCommand(takeSuppliedCards, { invalidates: staleCards });
  if (missing === 0 || !mayChange) return null;
  return (
    <div className="mx-auto w-full max-w-7xl px-4 pb-4">
      <Button
        icon={<Download aria-hidden size={16} />}
        isPending={take.isPending}
        onPress={() => take.mutate({ body: { reason: t(texts.takenReason) } })}
      >
        {t(texts.takeSupplied, { count: missing })}
      </Button>
    </div>
  );
}
