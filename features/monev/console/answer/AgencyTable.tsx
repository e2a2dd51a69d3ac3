import { useMemo } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { EmptyState } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useText } from '#platform/web/language.tsx';
import type { AnswerCode } from '../../answer.ts';
import type { readAnswers } from '../../answer-contract.ts';
import { numberIn } from '../../answer-rules.ts';
import { answerLabel } from '../../answer-texts.ts';
import { FigureValue } from '../FigureValue.tsx';
import { texts } from './texts.ts';

type Answers = RouteOutput<typeof readAnswers>;
type Item = Answers['items'][number];

const shown: readonly AnswerCode[] = [
  'ASSIGNED',
  'SLA_ACK',
  'T_ACK',
  'UNACKNOWLEDGED',
  'REJECTED',
  'ESCALATED',
  'SLA_ARRIVE',
  'SLA_RESOLVE',
];

/** One line per agency; Enter or a click opens its page. */
export function AgencyTable({ answers, onOpen }: { answers: Answers; onOpen: (id: string) => void }) {
  const t = useText();
  const columns = useColumns();
  return (
    <>
      {answers.closed ? null : <Notice>{t(texts.running)}</Notice>}
      <Card title={t(texts.agencies)} flush>
        <Table
          label={t(texts.agencies)}
          columns={columns}
          rows={answers.items}
          idOf={(one) => one.agency.id}
          onOpen={(one) => onOpen(one.agency.id)}
          isUrgent={(one) => one.missed.length > one.explained.length}
          empty={<EmptyState title={t(texts.emptyMonth)} />}
        />
      </Card>
    </>
  );
}

function useColumns(): Column<Item>[] {
  const t = useText();
  return useMemo((): Column<Item>[] => {
    const find = (item: Item, code: AnswerCode) => item.figures.find((one) => one.code === code);
    return [
      {
        id: 'agency',
        name: t(texts.agency),
        cell: (one) => t(one.agency.name),
        sortBy: (one) => t(one.agency.name),
        isRowHeader: true,
      },
      ...shown.map(
        (code): Column<Item> => ({
          id: code,
          name: t(answerLabel(code)),
          cell: (one) => <FigureValue figure={find(one, code) ?? null} />,
          sortBy: (one) => numberIn(find(one, code)),
          align: 'right',
        }),
      ),
      {
        id: 'explained',
        name: t(texts.explained),
        cell: (one) =>
          one.missed.length === 0 ? (
            <Badge tone="good">{t(texts.allReached)}</Badge>
          ) : (
            <Badge tone={one.missed.length === one.explained.length ? 'calm' : 'warn'}>
              {t(texts.explainedOf, { part: one.explained.length, whole: one.missed.length })}
            </Badge>
          ),
        sortBy: (one) => one.missed.length - one.explained.length,
      },
    ];
  }, [t]);
}
