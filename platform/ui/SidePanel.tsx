import { X } from 'lucide-react';
import { type ReactNode, useEffect, useEffectEvent, useRef } from 'react';
import { createPortal } from 'react-dom';
import { useText } from '#platform/web/language.tsx';
import { IconButton } from './Button.tsx';
import { texts } from './texts.ts';

interface SidePanelProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/**
 * Something heavy beside what one is typing: it lies over the right of the page, and the page goes on beside it, keys included.
 * Escape closes it, and the focus goes back to where it came from.
 */
export function SidePanel({ title, onClose, children }: SidePanelProps) {
  const t = useText();
  const panel = useRef<HTMLElement>(null);
  const close = useEffectEvent(onClose);
  useEffect(() => {
    const before = document.activeElement;
    panel.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  useEffect(() => {
    const element = panel.current;
    const handleKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      close();
    };
    element?.addEventListener('keydown', handleKey);
    return () => element?.removeEventListener('keydown', handleKey);
  }, []);
  return createPortal(
    <section
      ref={panel}
      tabIndex={-1}
      aria-label={title}
      className="fixed inset-y-0 right-0 z-30 flex w-[min(40rem,100vw)] flex-col border-l border-line bg-surface text-ink shadow-float outline-none"
    >
      <header className="flex items-center justify-between gap-3 border-b border-line px-4 py-2">
        <h2 className="text-lg font-semibold">{title}</h2>
        <IconButton label={t(texts.close)} icon={<X aria-hidden size={18} />} onPress={onClose} />
      </header>
      <div className="flex min-h-0 flex-1 flex-col gap-3 overflow-auto p-3">{children}</div>
    </section>,
    document.body,
  );
}
