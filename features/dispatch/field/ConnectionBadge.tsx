import { CloudOff, CloudUpload, Wifi } from 'lucide-react';
import { cx } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import { texts } from './texts.ts';
import { useField } from './use-field.tsx';

/** Connected or not, and how much waits: always in sight, always in words. */
export function ConnectionBadge() {
  const t = useText();
  const { isAway, queue } = useField();
  const count = queue.waiting.length;
  const Icon = isAway === true ? CloudOff : count > 0 ? CloudUpload : Wifi;
  return (
    <p
      role="status"
      className={cx(
        'inline-flex items-center gap-2 rounded-full px-3 py-1 text-base font-semibold',
        isAway === true ? 'bg-warn-soft text-warn' : 'bg-good-soft text-good',
      )}
    >
      <Icon aria-hidden size={20} />
      <span>
        {t(isAway === true ? texts.away : texts.connected)}
        {count === 0 ? '' : `, ${t(texts.waiting, { count })}`}
      </span>
    </p>
  );
}
