import { X } from 'lucide-react';
import {
  UNSTABLE_Toast as AriaToast,
  UNSTABLE_ToastContent as AriaToastContent,
  UNSTABLE_ToastQueue as AriaToastQueue,
  UNSTABLE_ToastRegion as AriaToastRegion,
  Text,
} from 'react-aria-components/Toast';
import { useText } from '#platform/web/language.tsx';
import { IconButton } from './Button.tsx';
import { ToneIcon } from './Notice.tsx';
import { texts } from './texts.ts';
import type { ToastContent } from './toasts.tsx';
import { cx, toneSoft } from './tone.ts';

const queue = new AriaToastQueue<ToastContent>({ maxVisibleToasts: 3 });

/** Put one more onto the screen. Bad news stays until it is closed. */
export function addToast(content: ToastContent): void {
  const { tone } = content;
  queue.add(content, tone === 'life' || tone === 'warn' ? {} : { timeout: 6000 });
}

/** What `Toasts` shows; apart from it, because a page opens without any. F6 moves the focus there. On the left, because what sends and saves stands on the right. */
export function ToastRegion() {
  const t = useText();
  return (
    <AriaToastRegion
      queue={queue}
      aria-label={t(texts.notifications)}
      className="fixed bottom-4 left-4 z-50 flex w-[min(22rem,calc(100vw-2rem))] flex-col gap-2 outline-none md:left-30"
    >
      {({ toast: one }) => (
        <AriaToast
          toast={one}
          data-tone={one.content.tone}
          className={cx('flex items-start gap-2 rounded-lg border px-3 py-2 shadow-float', toneSoft[one.content.tone])}
        >
          <span className="pt-1">
            <ToneIcon tone={one.content.tone} />
          </span>
          <AriaToastContent className="min-w-0 flex-1 pt-0.5">
            <Text slot="title">{one.content.text}</Text>
          </AriaToastContent>
          <IconButton slot="close" size="small" label={t(texts.close)} icon={<X aria-hidden size={14} />} />
        </AriaToast>
      )}
    </AriaToastRegion>
  );
}
