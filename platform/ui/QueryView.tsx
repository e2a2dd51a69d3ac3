import { Inbox, LoaderCircle } from 'lucide-react';
import type { ReactNode } from 'react';
import { ApiProblem, Unreachable } from '#platform/web/api-client.ts';
import { useText } from '#platform/web/language.tsx';
import { Button } from './Button.tsx';
import { Notice } from './Notice.tsx';
import { texts } from './texts.ts';

/** The text of whatever a call threw: the server's own words for a refusal, ours for an outage. */
export function useErrorText(): (error: unknown) => string {
  const t = useText();
  return (error) => {
    if (error instanceof ApiProblem) return error.message;
    return t(error instanceof Unreachable ? texts.unreachable : texts.fault);
  };
}

/** Nothing to show, and what to do about it. */
export function EmptyState({ title, children, action }: { title?: string; children?: ReactNode; action?: ReactNode }) {
  const t = useText();
  return (
    <div className="flex flex-col items-center gap-2 px-4 py-8 text-center text-ink-soft">
      <Inbox aria-hidden size={28} />
      <p className="font-medium text-ink">{title ?? t(texts.empty)}</p>
      {children}
      {action}
    </div>
  );
}

/** Something failed; the reason in words, and a way to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const t = useText();
  const textOf = useErrorText();
  return (
    <Notice
      tone="life"
      title={t(texts.failed)}
      {...(onRetry === undefined
        ? {}
        : {
            action: (
              <Button size="small" onPress={onRetry}>
                {t(texts.retry)}
              </Button>
            ),
          })}
    >
      {textOf(error)}
    </Notice>
  );
}

/** It is coming. */
export function Loading({ label }: { label?: string }) {
  const t = useText();
  return (
    <p role="status" className="flex items-center justify-center gap-2 px-4 py-8 text-ink-soft">
      <LoaderCircle aria-hidden size={18} className="animate-spin" />
      {label ?? t(texts.loading)}
    </p>
  );
}

/** The part of a query's result that is looked at; `useRoute` returns one. */
export interface Query<Answer> {
  readonly data: Answer | undefined;
  readonly error: unknown;
  readonly refetch: () => unknown;
}

/** Loading, failed, or the answer. An answer already on screen stays there when a refresh fails. */
export function QueryView<Answer>({
  query,
  children,
}: {
  query: Query<Answer>;
  children: (answer: Answer) => ReactNode;
}) {
  if (query.data !== undefined) return children(query.data);
  if (query.error !== null && query.error !== undefined)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return <Loading />;
}
