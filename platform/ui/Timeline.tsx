import type { ReactNode } from 'react';
import type { Instant } from '#platform/shared/time.ts';
import { useFormat } from '#platform/web/language.tsx';
import { cx, type Tone, toneText } from './tone.ts';

export interface TimelineItem {
  readonly id: string;
  readonly at: Instant;
  readonly title: ReactNode;
  readonly tone?: Tone;
  readonly icon?: ReactNode;
  /** Who, and from which clock. */
  readonly by?: string;
  readonly content?: ReactNode;
}

/** What happened, in order, each with its time in the tenant's zone. */
export function Timeline({ items, label }: { items: readonly TimelineItem[]; label: string }) {
  const format = useFormat();
  return (
    <ol aria-label={label} className="flex flex-col">
      {items.map((item) => (
        <li key={item.id} className="grid grid-cols-[5.5rem_1.25rem_1fr] gap-2">
          <time dateTime={item.at} title={format.full(item.at)} className="pt-0.5 text-right text-sm text-ink-soft">
            {format.time(item.at).replace(/ \w+$/, '')}
          </time>
          <span className="flex flex-col items-center">
            <span
              className={cx('mt-1 inline-flex size-4 items-center justify-center', toneText[item.tone ?? 'neutral'])}
            >
              {item.icon ?? <span aria-hidden className="size-2 rounded-full bg-current" />}
            </span>
            <span aria-hidden className="w-px flex-1 bg-line" />
          </span>
          <div className="min-w-0 pb-3">
            <p className="font-medium">{item.title}</p>
            {item.by === undefined ? null : <p className="text-sm text-ink-soft">{item.by}</p>}
            {item.content}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Terms and their values, side by side. */
export function DefinitionList({ items }: { items: readonly { readonly term: string; readonly value: ReactNode }[] }) {
  return (
    <dl className="grid grid-cols-[minmax(7rem,max-content)_1fr] gap-x-4 gap-y-1">
      {items.map((item) => (
        <div key={item.term} className="contents">
          <dt className="text-ink-soft">{item.term}</dt>
          <dd className="min-w-0 break-words">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}
