import { TriangleAlert } from 'lucide-react';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { readQueue } from '../contract.ts';
import { callStateTexts } from '../texts.ts';
import { localNumber } from './numbers.ts';
import { texts } from './texts.ts';

const QueueStepLine = part(() => import('./queue/QueueStepLine.tsx').then((file) => file.QueueStepLine));

/** Who waits, in the order in which they get a desk. */
export function QueueList() {
  const t = useText();
  const shown = useRoute(readQueue, {});
  const isWaiting = (shown.data?.waiting.length ?? 0) > 0;
  // A step that begins and finds nobody is told by no event.
  const queue = useRoute(readQueue, {}, isWaiting ? { refreshMs: 2000 } : {});
  return (
    <Card title={t(texts.queue)}>
      <QueryView query={queue}>
        {({ waiting, ready, talking }) => (
          <div className="flex flex-col gap-2">
            <p className="text-sm text-ink-soft">{t(texts.deskCounts, { ready, talking })}</p>
            {waiting.length === 0 ? <p>{t(texts.queueEmpty)}</p> : null}
            <ol aria-label={t(texts.queue)} className="flex flex-col gap-1">
              {waiting.map((one) => (
                <li
                  key={one.id}
                  className="flex flex-wrap items-center justify-between gap-x-2 rounded border border-line px-2 py-1"
                >
                  <span className="font-medium">
                    {one.caller.masked === null ? t(texts.withheld) : localNumber(one.caller.masked)}
                  </span>
                  <RunningClock since={one.arrivedAt} label={t(texts.waited)} size="small" />
                  <span className="w-full text-sm text-ink-soft">
                    {one.unattended ? (
                      <span className="inline-flex items-center gap-1 font-semibold text-life">
                        <TriangleAlert aria-hidden size={14} />
                        {t(texts.comesBack)}
                      </span>
                    ) : (
                      `${t(texts.callNumber, { number: one.number })} · ${t(callStateTexts[one.state])}`
                    )}
                  </span>
                  <QueueStepLine call={one} />
                </li>
              ))}
            </ol>
          </div>
        )}
      </QueryView>
    </Card>
  );
}
