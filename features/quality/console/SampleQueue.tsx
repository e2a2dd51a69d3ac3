import { useState } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { type fillSheet, listSamples, type WaitingSample } from '../contract.ts';
import { SampleSheet } from './SampleSheet.tsx';
import { Score } from './Score.tsx';
import { texts } from './texts.ts';

type Filled = RouteOutput<typeof fillSheet>;

/** One sheet after another; what two must settle comes first. */
export function SampleQueue() {
  const t = useText();
  const queue = useRoute(listSamples, {});
  const [filled, setFilled] = useState<Filled | null>(null);
  // Another one may come to the head of the queue while somebody listens: what they opened stays.
  const [held, setHeld] = useState<WaitingSample | null>(null);
  if (filled !== null) return <FilledCard filled={filled} onNext={() => setFilled(null)} />;
  return (
    <QueryView query={queue}>
      {({ items, waiting }) => {
        const first = held ?? items[0];
        const others = waiting - items.length;
        const leave = (done: Filled | null) => {
          setHeld(null);
          setFilled(done);
        };
        return (
          <div className="flex flex-col gap-3">
            {first === undefined ? (
              <EmptyState title={t(texts.none)}>{t(texts.noneMore)}</EmptyState>
            ) : (
              <SampleSheet
                key={first.id}
                sample={first}
                of={Math.max(1, items.length)}
                onOpened={() => setHeld(first)}
                onFilled={leave}
                onSetAside={() => leave(null)}
              />
            )}
            {others > 0 ? <p className="text-sm text-ink-soft">{t(texts.othersWait, { count: others })}</p> : null}
          </div>
        );
      }}
    </QueryView>
  );
}

const outcomes = {
  assess: texts.savedWaits,
  settle: texts.savedSettle,
  shown: texts.savedShown,
  appealed: texts.savedShown,
  counted: texts.savedCounted,
  set_aside: texts.savedCounted,
} as const;

function FilledCard({ filled, onNext }: { filled: Filled; onNext: () => void }) {
  const t = useText();
  return (
    <Card title={t(texts.saved)}>
      <div className="flex flex-col items-start gap-3">
        <Score score={filled.score} isFailed={filled.isFailed} />
        <p>{t(outcomes[filled.state], { count: filled.differing.length })}</p>
        <Button look="primary" onPress={onNext} autoFocus>
          {t(texts.next)}
        </Button>
      </div>
    </Card>
  );
}
