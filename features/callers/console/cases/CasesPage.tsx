import { useMemo } from 'react';
import { localNumber } from '#features/calls/console/numbers.ts';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, ErrorState, Loading } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useGo, usePlace } from '#platform/web/place.ts';
import { useRoutePages } from '#platform/web/query-options.ts';
import { type CaseItem, listCases } from '../../case-contract.ts';
import { caseEndTexts, caseStepTexts } from '../../case-texts.ts';
import { screenNames } from '../../screen-names.ts';
import { caseStateTexts, caseTexts as texts } from './texts.ts';

type Show = 'open' | 'mine' | 'ended';
const queries = { open: { state: 'open' }, mine: { state: 'open', mine: 'yes' }, ended: { state: 'ended' } } as const;

/** Repeat-caller cases, newest first; numbers are masked here. */
export function CasesPage() {
  const t = useText();
  const go = useGo();
  const [place, setPlace] = usePlace('show');
  const show: Show = place === 'mine' || place === 'ended' ? place : 'open';
  const cases = useRoutePages(listCases, { query: { ...queries[show], limit: 100 } });
  const columns = useCaseColumns(show);
  return (
    <Page title={t(screenNames.cases)} description={t(texts.note)}>
      <div className="max-w-56">
        <Select<Show>
          label={t(texts.show)}
          value={show}
          onChange={(next) => setPlace(next === 'open' ? null : next)}
          options={[
            { id: 'open', name: t(caseStateTexts.open) },
            { id: 'mine', name: t(texts.mine) },
            { id: 'ended', name: t(caseStateTexts.ended) },
          ]}
        />
      </div>
      <Card flush>
        {cases.error === null ? null : <ErrorState error={cases.error} onRetry={() => void cases.refetch()} />}
        {cases.isPending && cases.error === null ? <Loading /> : null}
        {cases.isPending ? null : (
          <Table
            label={t(screenNames.cases)}
            columns={columns}
            rows={cases.items}
            idOf={(one) => one.id}
            onOpen={(one) => go(`/cases/${one.id}`)}
            isUrgent={(one) => one.hasAppeal}
            empty={<EmptyState title={t(texts.none)} />}
          />
        )}
        {cases.hasMore ? (
          <div className="p-2 text-center">
            <Button onPress={cases.fetchMore} isPending={cases.isFetchingMore}>
              {t(texts.more)}
            </Button>
          </div>
        ) : null}
      </Card>
    </Page>
  );
}

function useCaseColumns(show: Show): readonly Column<CaseItem>[] {
  const t = useText();
  const format = useFormat();
  return useMemo(
    (): Column<CaseItem>[] => [
      { id: 'case', name: t(texts.caseNumber), isRowHeader: true, narrow: true, cell: (one) => one.number },
      {
        id: 'number',
        name: t(texts.number),
        cell: (one) => (one.masked === null ? t(texts.erased) : localNumber(one.masked)),
      },
      {
        id: 'state',
        name: t(texts.state),
        cell: (one) => (
          <span className="flex flex-wrap items-center gap-2">
            {one.state === 'open' ? (
              <StatusDot tone="accent">{t(caseStateTexts.open)}</StatusDot>
            ) : (
              t(one.endReason === null ? caseStateTexts.ended : caseEndTexts[one.endReason])
            )}
            {one.hasAppeal ? <Badge tone="warn">{t(texts.appealWaits)}</Badge> : null}
          </span>
        ),
      },
      {
        id: 'step',
        name: t(texts.lastStep),
        cell: (one) => (one.step === null ? t(texts.noStep) : t(caseStepTexts[one.step])),
      },
      { id: 'assignee', name: t(texts.assignee), cell: (one) => one.assignee?.displayName ?? t(texts.nobody) },
      { id: 'opened', name: t(texts.opened), cell: (one) => format.date(one.openedAt) },
      show === 'ended'
        ? { id: 'ended', name: t(texts.ended), cell: (one) => (one.endedAt === null ? '–' : format.date(one.endedAt)) }
        : { id: 'ends', name: t(texts.ends), cell: (one) => (one.endsAt === null ? '–' : format.date(one.endsAt)) },
    ],
    [t, format, show],
  );
}
