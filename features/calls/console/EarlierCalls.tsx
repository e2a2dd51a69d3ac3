import { Card } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import type { CallId } from '../call.ts';
import { listEarlierCalls } from '../contract.ts';
import { dispositionTexts, systemDispositionTexts } from '../disposition-texts.ts';
import { callStateTexts } from '../texts.ts';
import { listTexts } from './list-texts.ts';

const names = { ...dispositionTexts, ...systemDispositionTexts };

/** What this number called about before. It informs the person, it never decides (design.md invariant 2). */
export function EarlierCalls({ callId }: { callId: CallId }) {
  const t = useText();
  const format = useFormat();
  const earlier = useRoute(listEarlierCalls, { params: { id: callId }, query: { limit: 10 } });
  return (
    <Card title={t(listTexts.earlier)}>
      <QueryView query={earlier}>
        {({ total, items }) => (
          <>
            <p className="mb-1 text-sm text-ink-soft">
              {total === 0 ? t(listTexts.earlierNone) : t(listTexts.earlierTotal, { count: total })}
            </p>
            <ul className="flex flex-col gap-1">
              {items.map((one) => (
                <li key={one.id} className="border-t border-line pt-1 text-sm">
                  <span className="text-ink-soft">{format.full(one.arrivedAt)}</span>
                  <br />
                  <span className="font-medium">
                    {one.disposition === null ? t(callStateTexts[one.state]) : t(names[one.disposition])}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </QueryView>
    </Card>
  );
}
