import { BellPlus, BellRing } from 'lucide-react';
import { Button } from '#platform/ui/Button.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { pushTexts as texts } from './push-texts.ts';
import { usePush } from './use-push.ts';

/** Turn on notifications that come even when this screen is closed. Not offered where the regency or the browser has none. */
export function PushSwitch() {
  const t = useText();
  const errorText = useErrorText();
  const push = usePush();
  if (push === null) return null;
  const { isOn, isPending, toggle } = push;
  const handlePress = () =>
    toggle(
      () => undefined,
      (error) => toast(error instanceof DOMException ? t(texts.pushRefused) : errorText(error), 'life'),
    );
  return (
    <Button
      size="small"
      look={isOn ? 'quiet' : 'plain'}
      icon={isOn ? <BellRing aria-hidden size={16} /> : <BellPlus aria-hidden size={16} />}
      isPending={isPending}
      {...(isOn ? { 'aria-label': t(texts.pushEnd) } : {})}
      onPress={handlePress}
    >
      {t(isOn ? texts.pushOn : texts.pushOff)}
    </Button>
  );
}
