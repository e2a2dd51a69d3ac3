import { useMemo, useState } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useLanguage, useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { proposeObstacles } from '../../obstacle-contract.ts';
import { endedMonths, monthName } from './day.ts';
import { useMeasure } from './Evidence.tsx';
import { texts } from './texts.ts';
import { staleAfter } from './use-live-obstacles.ts';

type Judgement = RouteOutput<typeof proposeObstacles>['judgements'][number];

/** Which rules had something to say of a month, which had nothing, and which could not be asked. */
export function ProposeDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const { language } = useLanguage();
  const months = useMemo(() => endedMonths(new Date()), []);
  const [month, setMonth] = useState(months[0] ?? '');
  const propose = useCommand(proposeObstacles, { invalidates: staleAfter });
  const columns = useColumns();
  return (
    <Dialog
      title={t(texts.propose)}
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button onPress={onClose}>{t(texts.close)}</Button>
          <Button look="primary" isPending={propose.isPending} onPress={() => propose.mutate({ body: { month } })}>
            {t(texts.judge)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <p>{t(texts.proposeNote)}</p>
        <Select
          label={t(texts.month)}
          options={months.map((id) => ({ id, name: monthName(id, language) }))}
          value={month}
          onChange={setMonth}
        />
        {propose.error === null ? null : <Notice tone="life">{errorText(propose.error)}</Notice>}
        {propose.data === undefined ? null : (
          <>
            <Notice tone="good">{t(texts.entered, { count: propose.data.entered })}</Notice>
            <Table
              label={t(texts.outcome)}
              columns={columns}
              rows={propose.data.judgements}
              idOf={({ code, agency }) => `${code}~${agency ?? ''}`}
            />
          </>
        )}
      </div>
    </Dialog>
  );
}

function useColumns(): readonly Column<Judgement>[] {
  const t = useText();
  const measure = useMeasure();
  return useMemo(
    (): Column<Judgement>[] => [
      { id: 'code', name: t(texts.code), isRowHeader: true, narrow: true, cell: ({ code }) => code },
      { id: 'agency', name: t(texts.agency), cell: ({ agency }) => agency ?? '–' },
      {
        id: 'value',
        name: t(texts.measured),
        align: 'right',
        cell: ({ evidence }) => (evidence === null ? '–' : measure(evidence.unit, evidence.value)),
      },
      {
        id: 'threshold',
        name: t(texts.threshold),
        align: 'right',
        cell: ({ evidence }) => (evidence === null ? '–' : measure(evidence.unit, evidence.threshold)),
      },
      { id: 'outcome', name: t(texts.outcome), cell: ({ outcome }) => t(texts[`outcome_${outcome}`]) },
    ],
    [t, measure],
  );
}
