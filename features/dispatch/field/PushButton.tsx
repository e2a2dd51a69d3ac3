import { Bell, BellOff } from 'lucide-react';
import { usePush } from '#features/agencies/console/channels/use-push.ts';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { BigButton } from './BigButton.tsx';
import { texts } from './texts.ts';

/** Told of a new task with the app closed. Not offered where the regency or the browser has none. */
export function PushButton() {
  const t = useText();
  const errorText = useErrorText();
  const push = usePush();
  if (push === null) return null;
  const { isOn, isPending, toggle } = push;
  const handlePress = () =>
    toggle(
      (turnedOn) => toast(t(turnedOn ? texts.pushDone : texts.pushEnded)),
      (error) => toast(error instanceof DOMException ? t(texts.pushRefused) : errorText(error), 'life'),
    );
  const Sign = isOn ? BellOff : Bell;
  return (
    <BigButton wide isPending={isPending} icon={<Sign aria-hidden size={22} />} onPress={handlePress}>
      {t(isOn ? texts.pushIsOn : texts.pushOn)}
    </BigButton>
  );
}
