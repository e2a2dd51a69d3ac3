import { useMemo, useState } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, ErrorState, Loading } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useRoutePages } from '#platform/web/query-options.ts';
import { screenNames } from '../../screen-names.ts';
import type { WaveView } from '../../wave-contract.ts';
import { deedTexts } from '../../wave-deed-texts.ts';
import { listAllWaves } from '../../wave-history-contract.ts';
import { waveTexts } from '../../wave-texts.ts';
import { NoteWaveDialog } from './NoteWaveDialog.tsx';
import { wavePageTexts as texts } from './wave-page-texts.ts';
import { waveWords } from './wave-words.ts';

/** Every wave there was, with its figures and what people did about it. */
export function WavesPage() {
  const t = useText();
  const [noted, setNoted] = useState<WaveView | null>(null);
  return (
    <Page title={t(screenNames.waves)} description={t(texts.about)}>
      <Card flush>
        <History onNote={setNoted} />
      </Card>
      {noted === null ? null : <NoteWaveDialog key={noted.id} wave={noted} onClose={() => setNoted(null)} />}
    </Page>
  );
}

function History({ onNote }: { onNote: (wave: WaveView) => void }) {
  const t = useText();
  const columns = useColumns(onNote);
  const pages = useRoutePages(listAllWaves, { query: { limit: 50 } });
  if (pages.error !== null) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  if (pages.isPending) return <Loading />;
  return (
    <div className="flex flex-col gap-3">
      <div className="overflow-x-auto">
        <Table
          label={t(screenNames.waves)}
          columns={columns}
          rows={pages.items}
          idOf={(row) => row.id}
          empty={<EmptyState title={t(texts.none)}>{t(texts.noneNote)}</EmptyState>}
        />
      </div>
      {pages.hasMore ? (
        <Button onPress={pages.fetchMore} isPending={pages.isFetchingMore}>
          {t(texts.more)}
        </Button>
      ) : null}
    </div>
  );
}

function useColumns(onNote: (wave: WaveView) => void): Column<WaveView>[] {
  const t = useText();
  const format = useFormat();
  return useMemo(
    (): Column<WaveView>[] => [
      {
        id: 'when',
        name: t(texts.when),
        cell: (row) => (
          <span className="flex flex-col items-start">
            <span>{format.full(row.beganAt)}</span>
            {row.endedAt === null ? (
              <Badge tone="warn">{t(texts.runs)}</Badge>
            ) : (
              <span className="text-sm text-ink-soft">– {format.full(row.endedAt)}</span>
            )}
          </span>
        ),
        narrow: true,
        isRowHeader: true,
      },
      {
        id: 'what',
        name: t(texts.what),
        cell: (row) => (
          <span className="flex flex-col">
            <span>{t(waveTexts[row.kind], waveWords(row, format.number))}</span>
            <span className="text-sm text-ink-soft">
              {t(texts.figuresOf, { ...waveWords(row, format.number), beyond: row.beyond })}
            </span>
          </span>
        ),
      },
      {
        id: 'done',
        name: t(texts.done),
        cell: (row) => <Deeds wave={row} onNote={onNote} />,
      },
    ],
    [t, format, onNote],
  );
}

function Deeds({ wave, onNote }: { wave: WaveView; onNote: (wave: WaveView) => void }) {
  const t = useText();
  const format = useFormat();
  return (
    <span className="flex flex-col items-start gap-1">
      {wave.acknowledgedBy === null ? null : (
        <span className="text-sm text-ink-soft">{t(texts.known, { name: wave.acknowledgedBy.displayName })}</span>
      )}
      {wave.deeds.length === 0 ? <span className="text-sm text-ink-soft">{t(texts.nothingYet)}</span> : null}
      {wave.deeds.map(({ id, done, words, by, at }) => (
        <span key={id} className="flex flex-col">
          <span>{words === null ? t(deedTexts[done]) : `${t(deedTexts[done])}: ${words}`}</span>
          <span className="text-sm text-ink-soft">
            {by.displayName}, {format.full(at)}
          </span>
        </span>
      ))}
      <Button size="small" onPress={() => onNote(wave)}>
        {t(texts.note)}
      </Button>
    </span>
  );
}
