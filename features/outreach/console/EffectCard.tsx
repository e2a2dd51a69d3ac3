import { useMemo } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useFormat, useLanguage, useText } from '#platform/web/language.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import { type CampaignView, defaultWeeks, type EffectView, readEffect } from '../contract.ts';
import { dayName } from './day.ts';
import { EffectChart } from './EffectChart.tsx';
import { chillTexts, effectTexts as texts } from './effect-texts.ts';
import { useEffectWords } from './effect-words.ts';

type Answer = RouteOutput<typeof readEffect>;
type DistrictRow = Answer['districts'][number];

const choices = [2, 4, 8, 12] as const;

/** What the campaign did, in words first: what is known, what is not, and whether genuine calls suffered. */
export function EffectCard({ campaign }: { campaign: CampaignView }) {
  const t = useText();
  const [place, setPlace] = usePlace('weeks');
  const weeks = choices.find((one) => String(one) === place) ?? defaultWeeks;
  const isHeld = campaign.state === 'held' || campaign.state === 'evaluated';
  const effect = useRoute(
    readEffect,
    { params: { id: campaign.id }, query: { weeks } },
    { enabled: isHeld, keepPrevious: true },
  );
  return (
    <Card title={t(texts.effect)}>
      {isHeld ? (
        <div className="flex flex-col gap-3">
          <div className="w-72 print:hidden">
            <Select
              label={t(texts.weeks)}
              options={choices.map((one) => ({ id: String(one), name: t(texts.weeksOf, { weeks: one }) }))}
              value={String(weeks)}
              onChange={setPlace}
            />
          </div>
          <QueryView query={effect}>{(found) => <Found effect={found} />}</QueryView>
        </div>
      ) : (
        <p className="text-ink-soft">{t(texts.notHeld)}</p>
      )}
    </Card>
  );
}

function Found({ effect }: { effect: Answer }) {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const { say } = useEffectWords();
  const { before, after, isOver, pranks, genuine, chill, placedShare } = effect;
  const day = (one: string) => dayName(one, language);
  /** Windows end with their last day, not with the first after it. */
  const lastDay = (one: string) => day(new Date(Date.parse(one) - 86_400_000).toISOString().slice(0, 10));
  if (!isOver) return <Notice>{t(texts.notOver, { day: lastDay(after.to) })}</Notice>;
  return (
    <>
      {chill === 'none' ? null : (
        <Notice tone={chill === 'fell' ? 'life' : 'warn'} title={t(chillTexts[chill].title)}>
          {t(chillTexts[chill].more)}
        </Notice>
      )}
      <div className="flex max-w-prose flex-col gap-2">
        <p className="font-medium">{say(t(texts.pranks), pranks)}</p>
        <p>{say(t(texts.genuine), genuine)}</p>
        <p className="text-ink-soft">
          {placedShare === null ? '' : t(texts.placed, { share: format.percent(placedShare, 0) })} {t(texts.notKnown)}
        </p>
      </div>
      <EffectChart
        rows={[
          { name: t(texts.pranks), effect: pranks },
          { name: t(texts.genuine), effect: genuine },
        ]}
      />
      <Totals pranks={pranks} genuine={genuine} />
      <DistrictTable districts={effect.districts} />
      <p className="text-sm text-ink-soft">
        {t(texts.windows, {
          beforeFrom: day(before.from),
          beforeTo: lastDay(before.to),
          afterFrom: day(after.from),
          afterTo: lastDay(after.to),
        })}{' '}
        {t(texts.hidden)}{' '}
        {pranks.kind === 'few'
          ? ''
          : t(texts.method, { dispersion: format.number(pranks.dispersion, 2), freedom: pranks.freedom })}
      </p>
    </>
  );
}

const hidden = '·';

function Totals({ pranks, genuine }: { pranks: EffectView; genuine: EffectView }) {
  const t = useText();
  const format = useFormat();
  const pair = ({ before, after }: { before: number | null; after: number | null }) =>
    `${before === null ? hidden : format.number(before)} → ${after === null ? hidden : format.number(after)}`;
  return (
    <dl className="grid grid-cols-[auto_1fr_1fr] gap-x-4 gap-y-1">
      <dt aria-hidden />
      <dd className="text-sm text-ink-soft">{t(texts.pranks)}</dd>
      <dd className="text-sm text-ink-soft">{t(texts.genuine)}</dd>
      <dt>{t(texts.withCampaign)}</dt>
      <dd>{pair(pranks.campaign)}</dd>
      <dd>{pair(genuine.campaign)}</dd>
      <dt>{t(texts.without)}</dt>
      <dd>{pair(pranks.others)}</dd>
      <dd>{pair(genuine.others)}</dd>
    </dl>
  );
}

function DistrictTable({ districts }: { districts: readonly DistrictRow[] }) {
  const t = useText();
  const format = useFormat();
  const columns = useMemo((): Column<DistrictRow>[] => {
    const column = (kind: 'pranks' | 'genuine', window: 'before' | 'after'): Column<DistrictRow> => ({
      id: `${kind}-${window}`,
      name: `${t(texts[kind])} ${t(texts[window])}`,
      align: 'right',
      cell: (row) => {
        const count = row[kind][window];
        return count === null ? hidden : format.number(count);
      },
      sortBy: (row) => row[kind][window],
    });
    return [
      {
        id: 'district',
        name: t(texts.district),
        isRowHeader: true,
        cell: ({ name, hasCampaign, isDisturbed }) =>
          `${name}${hasCampaign ? ` (${t(texts.hasCampaign)})` : ''}${isDisturbed ? ` (${t(texts.disturbed)})` : ''}`,
        sortBy: ({ hasCampaign, name }) => `${hasCampaign ? 0 : 1}${name}`,
      },
      column('pranks', 'before'),
      column('pranks', 'after'),
      column('genuine', 'before'),
      column('genuine', 'after'),
    ];
  }, [t, format]);
  return (
    <div className="overflow-x-auto">
      <Table
        label={t(texts.effect)}
        columns={columns}
        rows={districts}
        idOf={({ code }) => code}
        initialSort={{ column: 'district', descending: false }}
      />
    </div>
  );
}
