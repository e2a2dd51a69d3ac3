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
import { cx, type Tone, toneSoft } from './tone.ts';

interface ToastContent {
  readonly text: string;
  readonly tone: Tone;
}

const queue = new AriaToastQueue<ToastContent>({ maxVisibleToasts: 3 });

/** Say that something was done, or refused, where no place on the screen is nearer. Bad news stays until it is closed. */
export function toast(text: string, tone: Tone = 'good'): void {
  queue.add({ text, tone }, tone === 'life' || tone === 'warn' ? {} : { timeout: 6000 });
}

/** Where toasts appear; once per app. F6 moves the focus there. On the left, because what sends and saves stands on the right. */
export function Toasts() {
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
