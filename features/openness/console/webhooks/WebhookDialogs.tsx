import { useId } from 'react';
import { SettingDialog } from '#features/people/console/SettingDialog.tsx';
import { NewSettingDialog, SettingForm } from '#features/people/console/SettingForm.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Checkbox, Switch } from '#platform/ui/Checkbox.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { type Translate, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type WebhookContent, webhookContent, webhookTopics } from '../../webhook.ts';
import { changeWebhook, createWebhook, type WebhookView } from '../../webhook-contract.ts';
import { webhookTexts as texts, webhookTopicTexts } from '../../webhook-texts.ts';
import { Deliveries } from './Deliveries.tsx';
import { SecretPart, ShownSecret } from './SecretPart.tsx';

const stale = ['/api/webhooks', '/api/settings'];

/** One webhook: its form, what was sent, its secret, and what was changed. */
export function WebhookDialog({ webhook, onClose }: { webhook: WebhookView; onClose: () => void }) {
  const t = useText();
  const mayManage = useCan()('webhook.manage');
  return (
    <SettingDialog
      title={webhook.content.name}
      onClose={onClose}
      undo="webhook.manage"
      tabs={[
        {
          id: 'settings',
          name: t(texts.settings),
          content: (showHistory) => <WebhookForm webhook={webhook} onHistory={showHistory} />,
        },
        { id: 'deliveries', name: t(texts.deliveries), content: () => <Deliveries webhook={webhook} /> },
        ...(mayManage
          ? [{ id: 'secret', name: t(texts.secret), content: () => <SecretPart webhookId={webhook.id} /> }]
          : []),
      ]}
      history={{
        kind: 'webhook',
        id: webhook.id,
        version: webhook.version,
        inWords: (content) => webhookInWords(content, t),
        invalidates: stale,
      }}
    />
  );
}

function WebhookForm({ webhook, onHistory }: { webhook: WebhookView; onHistory: () => void }) {
  const isReadOnly = !useCan()('webhook.manage');
  const draft = useSettingDraft(webhook);
  const change = useCommand(changeWebhook, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason } = draft;
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!webhookContent.safeParse(content).success}
      onSave={() => change.mutate({ params: { id: webhook.id }, body: { version, content, reason } })}
      onHistory={onHistory}
    >
      <WebhookFields content={content} isReadOnly={isReadOnly} onChange={draft.set} />
    </SettingForm>
  );
}

/** Its secret stands in the same dialog once it is made: there is no second chance to see it. */
export function AddWebhookDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const draft = useSettingDraft<WebhookContent>({
    version: 1,
    content: { name: '', url: '', topics: ['incident', 'assignment'], active: true },
  });
  const create = useCommand(createWebhook, { invalidates: stale });
  const { content, reason } = draft;
  if (create.data !== undefined)
    return (
      <Dialog
        title={content.name}
        isOpen
        onClose={onClose}
        actions={
          <Button look="primary" onPress={onClose}>
            {t(texts.understood)}
          </Button>
        }
      >
        <ShownSecret secret={create.data.secret} />
      </Dialog>
    );
  return (
    <NewSettingDialog
      title={t(texts.add)}
      onClose={onClose}
      draft={draft}
      command={create}
      isBlocked={!webhookContent.safeParse(content).success}
      onSave={() => create.mutate({ body: { content, reason } })}
    >
      <WebhookFields content={content} isReadOnly={false} onChange={draft.set} />
    </NewSettingDialog>
  );
}

interface WebhookFieldsProps {
  readonly content: WebhookContent;
  readonly isReadOnly: boolean;
  readonly onChange: (part: Partial<WebhookContent>) => void;
}

function WebhookFields({ content, isReadOnly, onChange }: WebhookFieldsProps) {
  const t = useText();
  const topicsLabel = useId();
  const isWrong = content.url !== '' && !webhookContent.shape.url.safeParse(content.url).success;
  return (
    <>
      <TextField
        label={t(texts.name)}
        isRequired
        autoFocus
        isReadOnly={isReadOnly}
        value={content.name}
        onChange={(name) => onChange({ name })}
      />
      <TextField
        label={t(texts.url)}
        description={t(texts.urlNote)}
        isRequired
        error={isWrong ? t(texts.urlWrong) : null}
        isReadOnly={isReadOnly}
        value={content.url}
        onChange={(url) => onChange({ url: url.trim() })}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out like the other labels */}
      <div role="group" aria-labelledby={topicsLabel} className="flex flex-col gap-1">
        <span id={topicsLabel} className="font-medium">
          {t(texts.topics)}
        </span>
        {webhookTopics.map((topic) => (
          <Checkbox
            key={topic}
            isDisabled={isReadOnly}
            isSelected={content.topics.includes(topic)}
            onChange={(told) =>
              onChange({ topics: webhookTopics.filter((one) => (one === topic ? told : content.topics.includes(one))) })
            }
          >
            {t(webhookTopicTexts[topic])}
          </Checkbox>
        ))}
      </div>
      <Switch isDisabled={isReadOnly} isSelected={content.active} onChange={(active) => onChange({ active })}>
        {t(texts.active)}
      </Switch>
    </>
  );
}

/** An older content in words; only the fields that are given. */
function webhookInWords(content: Readonly<Record<string, unknown>>, t: Translate): { term: string; value: string }[] {
  const { name, url, topics, active } = content;
  return [
    ...(typeof name === 'string' ? [{ term: t(texts.name), value: name }] : []),
    ...(typeof url === 'string' ? [{ term: t(texts.url), value: url }] : []),
    ...(Array.isArray(topics)
      ? [
          {
            term: t(texts.topics),
            value: webhookTopics
              .filter((topic) => topics.includes(topic))
              .map((topic) => t(webhookTopicTexts[topic]))
              .join(', '),
          },
        ]
      : []),
    ...(typeof active === 'boolean'
      ? [{ term: t(texts.state), value: t(active ? texts.active : texts.inactive) }]
      : []),
  ];
}
