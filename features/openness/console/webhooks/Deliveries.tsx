import { useMemo } from 'react';
import { StatusDot } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { EmptyState, QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import {
  type DeliveryView,
  listDeliveries,
  retryDeliveries,
  tryWebhook,
  type WebhookView,
} from '../../webhook-contract.ts';
import { deliveryProblemTexts, webhookTexts as texts } from '../../webhook-texts.ts';

const shown = 100;
const refreshMs = 2000;

/** What was sent lately and what came of it; what could not be delivered is sent again from here. */
export function Deliveries({ webhook }: { webhook: WebhookView }) {
  const t = useText();
  const errorText = useErrorText();
  const format = useFormat();
  const params = { id: webhook.id };
  const mayManage = useCan()('webhook.manage') && webhook.content.active;
  const deliveries = useRoute(listDeliveries, { params, query: { limit: shown } }, { refreshMs });
  const trial = useCommand(tryWebhook, { onDone: () => toast(t(texts.tried)) });
  const retry = useCommand(retryDeliveries, { onDone: ({ count }) => toast(t(texts.retried, { count })) });
  const error = trial.error ?? retry.error;
  const columns = useMemo(
    (): Column<DeliveryView>[] => [
      { id: 'at', name: t(texts.madeAt), isRowHeader: true, cell: ({ madeAt }) => format.full(madeAt) },
      { id: 'event', name: t(texts.event), cell: ({ event }) => event ?? t(texts.trial) },
      { id: 'attempts', name: t(texts.attempts), align: 'right', cell: ({ attempts }) => format.number(attempts) },
      { id: 'result', name: t(texts.result), cell: (delivery) => <Outcome delivery={delivery} /> },
    ],
    [t, format],
  );
  return (
    <div className="flex flex-col gap-3 pt-1">
      {mayManage ? (
        <div className="flex flex-wrap gap-2">
          <Button isPending={trial.isPending} onPress={() => trial.mutate({ params })}>
            {t(texts.try)}
          </Button>
          <Button isDisabled={webhook.dead === 0} isPending={retry.isPending} onPress={() => retry.mutate({ params })}>
            {t(texts.retry)}
          </Button>
        </div>
      ) : null}
      {error === null ? null : <Notice tone="life">{errorText(error)}</Notice>}
      <QueryView query={deliveries}>
        {({ items }) => (
          <Table
            label={t(texts.deliveries)}
            columns={columns}
            rows={items}
            idOf={({ id }) => id}
            empty={<EmptyState title={t(texts.noDeliveries)} />}
          />
        )}
      </QueryView>
    </div>
  );
}

function Outcome({ delivery: { state, dueAt, status, problem } }: { delivery: DeliveryView }) {
  const t = useText();
  const format = useFormat();
  if (state === 'delivered') return <StatusDot tone="good">{t(texts.delivered)}</StatusDot>;
  const why = [
    problem === null ? null : t(deliveryProblemTexts[problem]),
    status === null ? null : t(texts.answered, { status }),
  ].filter((part) => part !== null);
  return (
    <span className="flex flex-col">
      {state === 'dead' ? (
        <StatusDot tone="life">{t(texts.dead)}</StatusDot>
      ) : (
        <StatusDot tone="warn">{t(texts.waiting, { time: dueAt === null ? '' : format.full(dueAt) })}</StatusDot>
      )}
      {why.length === 0 ? null : <span className="text-ink-soft">{why.join(', ')}</span>}
    </span>
  );
}
