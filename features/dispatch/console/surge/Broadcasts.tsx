import { BellRing, Megaphone } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { AgencyId } from '#features/agencies/agency.ts';
import { listAgencies } from '#features/agencies/contract.ts';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { MultiSelect } from '#platform/ui/MultiSelect.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { TextArea } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { SurgeId } from '../../surge.ts';
import {
  type BroadcastView,
  listBroadcasts,
  readCurrentSurge,
  remindBroadcast,
  sendBroadcast,
  type ToldView,
} from '../../surge-contract.ts';
import { surgeAnswerTexts } from '../../surge-texts.ts';
import { toldTexts as texts } from './texts.ts';

const NoteAnswer = part(() => import('./NoteAnswer.tsx').then((file) => file.NoteAnswer));

/** What agencies are told while disaster mode is on, and who has not answered. */
export function Broadcasts() {
  const t = useText();
  const can = useCan();
  const current = useRoute(readCurrentSurge, {});
  return (
    <QueryView query={current}>
      {({ surge }) =>
        surge === null ? (
          <EmptyState title={t(texts.onlyOn)} />
        ) : (
          <div className="flex flex-col gap-4">
            {can('surge.work') ? <SendCard surgeId={surge.id} /> : null}
            <Sent surgeId={surge.id} />
          </div>
        )
      }
    </QueryView>
  );
}

function SendCard({ surgeId }: { surgeId: SurgeId }) {
  const t = useText();
  const errorText = useErrorText();
  const agencies = useRoute(listAgencies, { query: { active: 'true', limit: 500 } }).data?.items ?? [];
  const [words, setWords] = useState('');
  const [chosen, setChosen] = useState<readonly AgencyId[]>([]);
  const send = useCommand(sendBroadcast, {
    onDone: () => {
      setWords('');
      toast(t(texts.sent));
    },
  });
  return (
    <Card title={t(texts.title)}>
      <div className="flex flex-col gap-3">
        <TextArea
          label={t(texts.words)}
          description={t(texts.wordsNote)}
          rows={2}
          value={words}
          onChange={setWords}
          maxLength={500}
        />
        <div className="flex flex-wrap items-end gap-3">
          <div className="min-w-64 flex-1">
            <MultiSelect
              label={t(texts.to)}
              none={t(texts.all)}
              options={agencies.map(({ id, name }) => ({ id, name }))}
              value={chosen}
              onChange={setChosen}
            />
          </div>
          <Button
            look="primary"
            icon={<Megaphone aria-hidden size={16} />}
            isDisabled={words.trim().length < 5}
            isPending={send.isPending}
            onPress={() =>
              send.mutate({
                params: { id: surgeId },
                body: { words, ...(chosen.length === 0 ? {} : { agencyIds: [...chosen] }) },
              })
            }
          >
            {t(texts.send)}
          </Button>
        </div>
        {send.error === null ? null : <Notice tone="life">{errorText(send.error)}</Notice>}
      </div>
    </Card>
  );
}

function Sent({ surgeId }: { surgeId: SurgeId }) {
  const t = useText();
  const sent = useRoute(listBroadcasts, { params: { id: surgeId } });
  return (
    <QueryView query={sent}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={t(texts.none)} />
        ) : (
          items.map((item) => <OneBroadcast key={item.id} item={item} />)
        )
      }
    </QueryView>
  );
}

function OneBroadcast({ item }: { item: BroadcastView }) {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const works = useCan()('surge.work');
  const [noting, setNoting] = useState<ToldView | null>(null);
  const remind = useCommand(remindBroadcast, {
    invalidates: ['/api/surges'],
    onDone: ({ reminded }) => toast(t(texts.remindDone, { count: reminded })),
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  const answered = item.told.filter((one) => one.answer !== null).length;
  const mayRemind = works && item.told.some((one) => one.answer === null && one.remindedAt === null);
  const columns = useMemo(
    (): Column<ToldView>[] => [
      { id: 'agency', name: t(texts.agency), cell: (one) => one.agency.name, isRowHeader: true },
      { id: 'answer', name: t(texts.answer), cell: (one) => <Answer told={one} /> },
      { id: 'way', name: t(texts.way), cell: (one) => <Way told={one} /> },
    ],
    [t],
  );
  return (
    <Card
      title={format.full(item.sentAt)}
      flush
      actions={
        <>
          <Badge tone={answered === item.told.length ? 'good' : 'warn'}>
            {t(texts.count, { answered, told: item.told.length })}
          </Badge>
          {mayRemind ? (
            <Button
              size="small"
              icon={<BellRing aria-hidden size={14} />}
              isPending={remind.isPending}
              onPress={() => remind.mutate({ params: { id: item.id } })}
            >
              {t(texts.remind)}
            </Button>
          ) : null}
        </>
      }
    >
      <p className="px-3 py-2 text-lg [overflow-wrap:anywhere]">{item.words}</p>
      <p className="px-3 pb-2 text-sm text-ink-soft">
        {[item.sentBy, item.remindedAt === null ? null : t(texts.reminded, { at: format.full(item.remindedAt) })]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <Table
        label={t(texts.count, { answered, told: item.told.length })}
        columns={columns}
        rows={item.told}
        idOf={(one) => one.agency.id}
        {...(works ? { onOpen: setNoting } : {})}
      />
      {noting === null ? null : <NoteAnswer broadcastId={item.id} told={noting} onClose={() => setNoting(null)} />}
    </Card>
  );
}

function Answer({ told }: { told: ToldView }) {
  const t = useText();
  const format = useFormat();
  if (told.answer === null)
    return (
      <StatusDot tone="warn">
        {told.remindedAt === null
          ? t(texts.notYet)
          : `${t(texts.notYet)} · ${t(texts.reminded, { at: format.time(told.remindedAt) })}`}
      </StatusDot>
    );
  const said = [
    t(surgeAnswerTexts[told.answer]),
    told.units === null ? null : t(texts.units, { count: told.units }),
    told.answeredAt === null ? null : format.time(told.answeredAt),
    told.answeredBy,
  ];
  return <StatusDot tone="good">{said.filter(Boolean).join(' · ')}</StatusDot>;
}

/** How it went out; a body that no channel reaches is telephoned. */
function Way({ told }: { told: ToldView }) {
  const t = useText();
  const { messages, failed, agency } = told;
  const said = [
    messages > 0 ? t(texts.messages, { count: messages }) : null,
    failed > 0 ? t(texts.failed, { count: failed }) : null,
    messages === 0 && agency.hasAccounts ? t(texts.screenOnly) : null,
    messages === 0 && !agency.hasAccounts
      ? agency.phone === null
        ? t(texts.unreachable)
        : t(texts.callThem, { phone: agency.phone })
      : null,
  ];
  return <span>{said.filter(Boolean).join(' · ')}</span>;
}
