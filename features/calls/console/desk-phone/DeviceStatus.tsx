import { StatusDot } from '#platform/ui/Badge.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useText } from '#platform/web/language.tsx';
import { deviceTexts } from './texts.ts';

/** The telephone on the desk: registered, or plainly not. */
export function DeviceStatus({ isRegistered }: { isRegistered: boolean }) {
  const t = useText();
  if (!isRegistered) return <Notice tone="life">{t(deviceTexts.unregistered)}</Notice>;
  return (
    <p className="text-sm">
      <StatusDot tone="good">{t(deviceTexts.registered)}</StatusDot>
    </p>
  );
}

/** Only its handset answers it. */
export function LiftHandset() {
  const t = useText();
  return <Notice tone="accent">{t(deviceTexts.lift)}</Notice>;
}
