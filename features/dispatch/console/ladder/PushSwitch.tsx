import { BellPlus, BellRing } from 'lucide-react';
import { useEffect, useState } from 'react';
import { readPush, subscribePush, unsubscribePush } from '#features/agencies/channel-contract.ts';
import { pushSubscription } from '#platform/shared/message.ts';
import { Button } from '#platform/ui/Button.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { call } from '#platform/web/api-client.ts';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { texts } from './texts.ts';

/** Turn on notifications that come even when this screen is closed. Not offered where the regency or the browser has none. */
export function PushSwitch() {
  const t = useText();
  const errorText = useErrorText();
  const push = useRoute(readPush, {}).data;
  const [own, setOwn] = useState<PushSubscription | null>(null);
  const [isPending, setPending] = useState(false);
  const canPush = 'serviceWorker' in navigator && 'PushManager' in window;
  useEffect(() => {
    if (canPush)
      void navigator.serviceWorker.ready.then(async (worker) => setOwn(await worker.pushManager.getSubscription()));
  }, [canPush]);
  if (!canPush || push === undefined || !push.isActive) return null;
  const attempt = (work: () => Promise<void>) => {
    setPending(true);
    void work()
      .catch((error: unknown) => toast(error instanceof DOMException ? t(texts.pushRefused) : errorText(error), 'life'))
      .finally(() => setPending(false));
  };
  const turnOn = () =>
    attempt(async () => {
      const worker = await navigator.serviceWorker.ready;
      const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: push.publicKey });
      await call(subscribePush, { body: pushSubscription.parse(made.toJSON()) });
      setOwn(made);
    });
  const turnOff = (subscription: PushSubscription) =>
    attempt(async () => {
      await call(unsubscribePush, { body: { endpoint: subscription.endpoint } });
      await subscription.unsubscribe();
      setOwn(null);
    });
  return own === null ? (
    <Button size="small" icon={<BellPlus aria-hidden size={16} />} isPending={isPending} onPress={turnOn}>
      {t(texts.pushOff)}
    </Button>
  ) : (
    <Button
      size="small"
      look="quiet"
      icon={<BellRing aria-hidden size={16} />}
      isPending={isPending}
      aria-label={t(texts.pushEnd)}
      onPress={() => turnOff(own)}
    >
      {t(texts.pushOn)}
    </Button>
  );
}
