import { Eye } from 'lucide-react';
import { useState } from 'react';
import { ReasonDialog } from '#features/calls/console/recording/ReasonDialog.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import type { CallerNumberId } from '../caller.ts';
import { showCallerNumber } from '../contract.ts';
import { texts } from './texts.ts';

/** What is kept about a number opens with a reason, for a shift. */
export function OpenNumber({ numberId }: { numberId: CallerNumberId }) {
  const t = useText();
  const errorText = useErrorText();
  const [isAsking, setAsking] = useState(false);
  const show = useCommand(showCallerNumber, {
    invalidates: ['/api/callers', '/api/cases'],
    onDone: () => setAsking(false),
  });
  return (
    <Card>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-prose">{t(texts.closed)}</p>
        <Button look="primary" icon={<Eye aria-hidden size={16} />} onPress={() => setAsking(true)}>
          {t(texts.open)}
        </Button>
      </div>
      {isAsking ? (
        <ReasonDialog
          title={t(texts.open)}
          confirmName={t(texts.open)}
          onClose={() => setAsking(false)}
          onConfirm={(reason) => show.mutate({ params: { id: numberId }, body: { reason } })}
          isPending={show.isPending}
          error={show.error && errorText(show.error)}
        />
      ) : null}
    </Card>
  );
}
