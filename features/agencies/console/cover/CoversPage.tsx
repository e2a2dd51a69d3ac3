import { ArrowRightLeft } from 'lucide-react';
import { useMemo } from 'react';
import { SettingsPage } from '#features/people/console/SettingsPage.tsx';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import type { Column } from '#platform/ui/Table.tsx';
import { type Translate, useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { type CoverSetting, listCovers } from '../../cover-contract.ts';
import { coverTimeTexts } from '../../cover-texts.ts';
import { AddCoverDialog, CoverDialog } from './CoverDialogs.tsx';
import { daysOf } from './describe-cover.ts';
import { coverScreenTexts as texts } from './texts.ts';

/** Which agency stands in for which, and when. */
export function CoversPage() {
  const t = useText();
  const covers = useRoute(listCovers, {});
  const rows = covers.data?.items ?? [];
  const columns = useMemo(() => columnsOf(t), [t]);
  return (
    <SettingsPage
      title={texts.covers}
      note={texts.coversNote}
      place="cover"
      query={covers}
      rows={rows}
      idOf={(cover) => cover.id}
      columns={columns}
      none={texts.none}
      add={{ id: 'cover.add', name: texts.addCover, icon: <ArrowRightLeft aria-hidden size={16} /> }}
      addDialog={(onClose) => <AddCoverDialog onClose={onClose} />}
      dialog={(id, onClose) => {
        const cover = rows.find((one) => one.id === id);
        return cover === undefined ? null : <CoverDialog cover={cover} onClose={onClose} />;
      }}
    />
  );
}

function columnsOf(t: Translate): Column<CoverSetting>[] {
  return [
    { id: 'agency', name: t(texts.covered), isRowHeader: true, cell: (cover) => cover.agencyName },
    { id: 'cover', name: t(texts.coveredBy), cell: (cover) => cover.coverAgencyName },
    {
      id: 'when',
      name: t(texts.when),
      cell: ({ content }) => [t(coverTimeTexts[content.times]), ...daysOf(content, t)].join(' · '),
    },
    { id: 'order', name: t(texts.order), narrow: true, align: 'right', cell: ({ content }) => content.position },
    {
      id: 'state',
      name: t(texts.state),
      cell: ({ content }) =>
        content.active ? <StatusDot tone="good">{t(texts.active)}</StatusDot> : <Badge>{t(texts.inactive)}</Badge>,
    },
  ];
}
