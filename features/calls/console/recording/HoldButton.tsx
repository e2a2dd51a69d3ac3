import { Lock } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import type { HoldSubject } from '../../recording.ts';
import { placeHold } from '../../recording-contract.ts';
import { ReasonDialog } from './ReasonDialog.tsx';
import { texts } from './texts.ts';

export const staleHolds = ['/api/recording-holds', '/api/calls/:id/recording-care', '/api/calls'];

/** Keep the recording of this call, or all of this incident, from deletion. */
export function HoldButton({ subjectType, subjectId }: { subjectType: HoldSubject; subjectId: string }) {
  const t = useText();
  const can = useCan();
  const errorText = useErrorText();
  const [isAsking, setAsking] = useState(false);
  const place = useCommand(placeHold, {
    invalidates: staleHolds,
    onDone: () => {
      setAsking(false);
      toast(t(texts.held));
    },
  });
  if (!can('recording.hold')) return null;
  const name = t(subjectType === 'call' ? texts.hold : texts.holdAll);
  return (
    <>
      <Button size="small" icon={<Lock aria-hidden size={14} />} onPress={() => setAsking(true)}>
        {name}
      </Button>
      {isAsking ? (
        <ReasonDialog
          title={name}
          confirmName={name}
          onClose={() => setAsking(false)}
          onConfirm={(reason) => place.mutate({ body: { subjectType, subjectId, reason } })}
          isPending={place.isPending}
          error={place.error && errorText(place.error)}
        />
      ) : null}
    </>
  );
}
