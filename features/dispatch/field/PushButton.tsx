import { Bell, BellOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { readPush, subscribePush, unsubscribePush } from '#features/agencies/channel-contract.ts';
import { pushSubscription } from '#platform/shared/message.ts';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { call } from '#platform/web/api-client.ts';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { BigButton } from './BigButton.tsx';
import { texts } from './texts.ts';

/** Told of a new task with the app closed. Not offered where the regency or the browser has none. */
export function PushButton() {
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
  if (!canPush || push?.isActive !== true) return null;
  const change = async () => {
    const worker = await navigator.serviceWorker.ready;
    if (own !== null) {
      await call(unsubscribePush, { body: { endpoint: own.endpoint } });
      await own.unsubscribe();
      setOwn(null);
      return toast(t(texts.pushEnded));
    }
    const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: push.publicKey });
    await call(subscribePush, { body: pushSubscription.parse(made.toJSON()) });
    setOwn(made);
    toast(t(texts.pushDone));
  };
  const handlePress = () => {
    setPending(true);
    void change()
      .catch((error: unknown) => toast(error instanceof DOMException ? t(texts.pushRefused) : errorText(error), 'life'))
      .finally(() => setPending(false));
  };
  const Sign = own === null ? Bell : BellOff;
  return (
    <BigButton wide isPending={isPending} icon={<Sign aria-hidden size={22} />} onPress={handlePress}>
      {t(own === null ? texts.pushOn : texts.pushIsOn)}
    </BigButton>
  );
}
