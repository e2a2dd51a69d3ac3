import { Copy } from 'lucide-react';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import type { WebhookId } from '../../webhook.ts';
import { renewWebhookSecret } from '../../webhook-contract.ts';
import { webhookTexts as texts } from '../../webhook-texts.ts';

/** The secret a receiver checks the signature with; shown once, the server cannot show it again. */
export function ShownSecret({ secret }: { secret: string }) {
  const t = useText();
  const handleCopy = async () => {
    await navigator.clipboard.writeText(secret);
    toast(t(texts.copied));
  };
  return (
    <Notice tone="warn" title={t(texts.secret)}>
      <p>{t(texts.secretNote)}</p>
      <p className="my-2 flex flex-wrap items-center gap-3">
        <output className="font-mono break-all select-all">{secret}</output>
        <Button size="small" icon={<Copy aria-hidden size={14} />} onPress={() => void handleCopy()}>
          {t(texts.copy)}
        </Button>
      </p>
    </Notice>
  );
}

/** A new secret, when the old one was lost or seen by others. */
export function SecretPart({ webhookId }: { webhookId: WebhookId }) {
  const t = useText();
  const errorText = useErrorText();
  const renew = useCommand(renewWebhookSecret);
  return (
    <div className="flex flex-col items-start gap-3">
      <p className="text-ink-soft">{t(texts.newSecretNote)}</p>
      <Button look="danger" isPending={renew.isPending} onPress={() => renew.mutate({ params: { id: webhookId } })}>
        {t(texts.newSecret)}
      </Button>
      {renew.data === undefined ? null : <ShownSecret secret={renew.data.secret} />}
      {renew.error === null ? null : <Notice tone="life">{errorText(renew.error)}</Notice>}
    </div>
  );
}
