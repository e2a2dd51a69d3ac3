import { Webhook } from 'lucide-react';
import { useMemo } from 'react';
import { SettingsPage } from '#features/people/console/SettingsPage.tsx';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import type { Column } from '#platform/ui/Table.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { listWebhooks, type WebhookView } from '../../webhook-contract.ts';
import { webhookTexts as texts, webhookTopicTexts } from '../../webhook-texts.ts';
import { AddWebhookDialog, WebhookDialog } from './WebhookDialogs.tsx';

/** No live message announces what is sent, so that sending makes no events of its own. */
const refreshMs = 5000;

/** Which other systems are told what happens, and whether they take it. */
export function WebhooksPage() {
  const t = useText();
  const webhooks = useRoute(listWebhooks, {}, { refreshMs });
  const items = webhooks.data?.items ?? [];
  const columns = useMemo(
    (): Column<WebhookView>[] => [
      { id: 'name', name: t(texts.name), isRowHeader: true, cell: ({ content }) => content.name },
      { id: 'url', name: t(texts.url), cell: ({ content }) => <span className="break-all">{content.url}</span> },
      {
        id: 'topics',
        name: t(texts.topics),
        cell: ({ content }) => content.topics.map((topic) => t(webhookTopicTexts[topic])).join(', '),
      },
      { id: 'state', name: t(texts.state), cell: (webhook) => <State webhook={webhook} /> },
    ],
    [t],
  );
  return (
    <SettingsPage
      title={texts.page}
      note={texts.note}
      place="webhook"
      query={webhooks}
      rows={items}
      idOf={(webhook) => webhook.id}
      columns={columns}
      none={texts.none}
      search={{ label: texts.name, wordsOf: ({ content }) => `${content.name} ${content.url}` }}
      add={{ id: 'webhook.add', name: texts.add, icon: <Webhook aria-hidden size={16} /> }}
      addDialog={(onClose) => <AddWebhookDialog onClose={onClose} />}
      dialog={(id, onClose) => {
        const webhook = items.find((one) => one.id === id);
        return webhook === undefined ? null : <WebhookDialog webhook={webhook} onClose={onClose} />;
      }}
    />
  );
}

function State({ webhook: { content, waiting, dead, lastDeliveredAt } }: { webhook: WebhookView }) {
  const t = useText();
  const format = useFormat();
  if (!content.active) return <Badge>{t(texts.inactive)}</Badge>;
  return (
    <span className="flex flex-wrap items-center gap-x-3">
      {dead > 0 ? <StatusDot tone="life">{t(texts.deadCount, { count: dead })}</StatusDot> : null}
      {waiting > 0 ? <StatusDot tone="warn">{t(texts.waitingCount, { count: waiting })}</StatusDot> : null}
      {lastDeliveredAt !== null ? (
        <StatusDot tone="good">
          {t(texts.good)} {format.full(lastDeliveredAt)}
        </StatusDot>
      ) : dead + waiting === 0 ? (
        t(texts.nothingYet)
      ) : null}
    </span>
  );
}
