import { useEffect, useState } from 'react';
import { pushSubscription } from '#platform/shared/message.ts';
import { call } from '#platform/web/api-client.ts';
import { useRoute } from '#platform/web/query-options.ts';
import { readPush, subscribePush, unsubscribePush } from '../../channel-contract.ts';

/** Notifications that come to this browser also when no screen is open. */
export interface PushHere {
  readonly isOn: boolean;
  readonly isPending: boolean;
  /** Turn them on or off; `done` hears which. `failed` hears a DOMException where the person or the browser refused. */
  readonly toggle: (done: (isOn: boolean) => void, failed: (error: unknown) => void) => void;
}

/** Null where the regency or the browser has none. */
export function usePush(): PushHere | null {
  const push = useRoute(readPush, {}).data;
  const [own, setOwn] = useState<PushSubscription | null>(null);
  const [isPending, setPending] = useState(false);
  const canPush = 'serviceWorker' in navigator && 'PushManager' in window;
  useEffect(() => {
    if (canPush)
      void navigator.serviceWorker.ready.then(async (worker) => setOwn(await worker.pushManager.getSubscription()));
  }, [canPush]);
  if (!canPush || push?.isActive !== true) return null;
  const turnOn = async () => {
    const worker = await navigator.serviceWorker.ready;
    const made = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: push.publicKey });
    await call(subscribePush, { body: pushSubscription.parse(made.toJSON()) });
    setOwn(made);
    return true;
  };
  const turnOff = async (subscription: PushSubscription) => {
    await call(unsubscribePush, { body: { endpoint: subscription.endpoint } });
    await subscription.unsubscribe();
    setOwn(null);
    return false;
  };
  const toggle: PushHere['toggle'] = (done, failed) => {
    setPending(true);
    void (own === null ? turnOn() : turnOff(own)).then(done, failed).finally(() => setPending(false));
  };
  return { isOn: own !== null, isPending, toggle };
}
