import { useMemo } from 'react';
import { Card } from '#platform/ui/Page.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import type { Hints } from '../../hint-contract.ts';
import { featureTexts, forbiddenTexts, signalTexts } from '../../hint-texts.ts';
import { texts } from './texts.ts';

type Feature = Hints['model']['features'][number];

/** The whole score as a table that people can add up, and what is never in it. */
export function HintWeights({ model }: { model: Hints['model'] }) {
  const t = useText();
  const format = useFormat();
  const columns = useMemo(
    (): Column<Feature>[] => [
      {
        id: 'feature',
        name: t(texts.feature),
        cell: ({ name, signal }) => (
          <span className="flex flex-col">
            <span>{t(featureTexts[name])}</span>
            <span className="text-sm text-ink-soft">{t(signalTexts[signal])}</span>
          </span>
        ),
        isRowHeader: true,
      },
      {
        id: 'weight',
        name: t(texts.weight),
        cell: ({ weight }) => `${weight > 0 ? '+' : ''}${format.number(weight, 1)}`,
        sortBy: ({ weight }) => weight,
        align: 'right',
        narrow: true,
      },
      { id: 'most', name: t(texts.most), cell: ({ most }) => format.number(most), align: 'right', narrow: true },
    ],
    [t, format],
  );
  return (
    <Card title={t(texts.weights)}>
      <div className="flex flex-col gap-2">
        <p className="text-sm text-ink-soft">
          {t(texts.weightsNote, { bias: format.number(model.bias, 1), version: model.version })}
        </p>
        <div className="overflow-x-auto">
          <Table label={t(texts.weights)} columns={columns} rows={model.features} idOf={({ name }) => name} />
        </div>
        <p className="text-sm">
          {t(texts.forbidden, { signals: model.forbidden.map((each) => t(forbiddenTexts[each])).join(', ') })}
        </p>
      </div>
    </Card>
  );
}
