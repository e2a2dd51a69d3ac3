import { useState } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { type AuditInQueue, type judgeAudit, listAudits } from '../../audit-contract.ts';
import { AuditReveal } from './AuditReveal.tsx';
import { AuditSheet } from './AuditSheet.tsx';
import { texts } from './texts.ts';

/** One audit after another; nothing on the screen tells which call it is until it is judged. */
export function AuditQueue() {
  const t = useText();
  const queue = useRoute(listAudits, {});
  const [judged, setJudged] = useState<RouteOutput<typeof judgeAudit> | null>(null);
  if (judged !== null) return <AuditReveal judged={judged} onNext={() => setJudged(null)} />;
  return (
    <QueryView query={queue}>
      {({ items, waiting }) => {
        const [first]: readonly AuditInQueue[] = items;
        const others = waiting - items.length;
        return (
          <div className="flex flex-col gap-3">
            {first === undefined ? (
              <EmptyState title={t(texts.none)}>{t(texts.noneMore)}</EmptyState>
            ) : (
              <AuditSheet key={first.id} audit={first} of={items.length} onJudged={setJudged} />
            )}
            {others > 0 ? <p className="text-sm text-ink-soft">{t(texts.othersWait, { count: others })}</p> : null}
          </div>
        );
      }}
    </QueryView>
  );
}
