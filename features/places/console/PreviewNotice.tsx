import { useMemo } from 'react';
import { Notice } from '#platform/ui/Notice.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import type { LayerPreview } from '../import-contract.ts';
import { rowProblemTexts } from '../import-problems.ts';
import { levelTexts, texts } from './texts.ts';

type Problem = LayerPreview['problems'][number];

/** What a file would bring, what it lacks, and what of it is left out and why. */
export function PreviewNotice({ preview }: { preview: LayerPreview }) {
  const t = useText();
  const format = useFormat();
  const { items, level, byCode, byName, ofNeighbours, roads, tiles, kind, replaces, missing, missingCount } = preview;
  const counts = { items: format.number(items), byCode, byName, neighbours: ofNeighbours, roads };
  const columns = useMemo(
    (): Column<Problem>[] => [
      { id: 'at', name: t(texts.row), align: 'right', narrow: true, cell: ({ at }) => at },
      { id: 'problem', name: t(texts.problem), isRowHeader: true, cell: ({ problem }) => t(rowProblemTexts[problem]) },
      { id: 'said', name: t(texts.said), cell: ({ said }) => said },
    ],
    [t],
  );
  const used = Object.entries(preview.mapping).map(([what, column]) => `${what} = ${column}`);
  return (
    <div className="flex flex-col gap-2">
      <Notice tone={preview.leftOut.length === 0 && missingCount === 0 ? 'good' : 'warn'}>
        <p>
          {kind === 'boundary' && level !== null
            ? t(texts.foundBoundaries, { ...counts, level: t(levelTexts[level]).toLowerCase() })
            : tiles === null
              ? t(texts.foundLandmarks, counts)
              : t(texts.foundTiles, {
                  items: counts.items,
                  type: tiles.tileType,
                  min: tiles.minZoom,
                  max: tiles.maxZoom,
                  megabytes: format.number(tiles.bytes / 1e6, 1),
                  bounds: [tiles.west, tiles.south, tiles.east, tiles.north].map((one) => one.toFixed(2)).join(' '),
                })}{' '}
          {preview.isSame ? t(texts.isSame) : t(texts.nothingYet)}
        </p>
        {used.length === 0 ? null : <p>{t(texts.usedColumns, { columns: used.join(', ') })}</p>}
        {missingCount === 0 ? null : (
          <p>
            {t(texts.missing, {
              count: missingCount,
              names: `${missing
                .slice(0, 8)
                .map(({ name }) => name)
                .join(', ')}${missingCount > 8 ? ', …' : ''}`,
            })}
          </p>
        )}
        {replaces === null || preview.isSame ? null : (
          <p>
            {t(texts.replaces, {
              name: replaces.title,
              vintage: replaces.vintage,
              items: format.number(replaces.items),
            })}
          </p>
        )}
        {preview.leftOut.map(({ problem, count }) => (
          <p key={problem}>
            {t(texts.leftOut)}: {format.number(count)} – {t(rowProblemTexts[problem])}
          </p>
        ))}
      </Notice>
      {preview.problems.length === 0 ? null : (
        <div className="max-h-56 overflow-y-auto">
          <Table label={t(texts.leftOut)} columns={columns} rows={preview.problems} idOf={({ at }) => at} />
        </div>
      )}
    </div>
  );
}
