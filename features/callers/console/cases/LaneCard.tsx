import { useState } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import type { LaneView } from '../../lane.ts';
import { endLane, signLane } from '../../lane-contract.ts';
import { caseTexts as texts } from './texts.ts';

const stale = ['/api/case-lanes', '/api/cases', '/api/case-signatures'];

/** One restricted lane, wanted or standing, with what this person may do about it. */
export function LaneCard({ lane, isNamed = false }: { lane: LaneView; isNamed?: boolean }) {
  const t = useText();
  const format = useFormat();
  const title = isNamed ? t(texts.caseTitle, { number: lane.caseNumber }) : t(texts.laneTitle);
  return (
    <Card title={title}>
      <div className="flex flex-col gap-2">
        <p>
          {lane.expiresAt === null ? (
            <Badge tone="warn">{t(texts.laneWaits)}</Badge>
          ) : (
            <Badge tone="accent">{t(texts.laneUntil, { until: format.full(lane.expiresAt) })}</Badge>
          )}
        </p>
        {lane.reason === null ? null : <p className="whitespace-pre-line">{lane.reason}</p>}
        <p className="text-sm text-ink-soft">
          {t(texts.laneAsked)}: {lane.askedBy.displayName}, {format.full(lane.askedAt)},{' '}
          {t(texts.laneLength, { days: lane.days })}
        </p>
        {lane.signedBy === null || lane.signedAt === null ? null : (
          <p className="text-sm text-ink-soft">
            {t(texts.laneSigned)}: {lane.signedBy.displayName}, {format.full(lane.signedAt)}
          </p>
        )}
        <LaneActs lane={lane} />
      </div>
    </Card>
  );
}

function LaneActs({ lane }: { lane: LaneView }) {
  const t = useText();
  const can = useCan();
  const errorText = useErrorText();
  const [isSigning, setSigning] = useState(false);
  const sign = useCommand(signLane, { invalidates: stale, onDone: () => setSigning(false) });
  const end = useCommand(endLane, { invalidates: stale, onRefused: (error) => toast(errorText(error), 'life') });
  const maySign = can('lane.sign') && lane.signedAt === null;
  return (
    <div className="flex flex-wrap gap-2">
      {maySign ? (
        <Button look="primary" onPress={() => setSigning(true)}>
          {t(texts.laneSign)}
        </Button>
      ) : null}
      {can('lane.end') ? (
        <Button isPending={end.isPending} onPress={() => end.mutate({ params: { id: lane.id } })}>
          {t(lane.signedAt === null ? texts.laneRefuse : texts.laneEnd)}
        </Button>
      ) : null}
      <ConfirmDialog
        title={t(texts.laneTitle)}
        confirmName={t(texts.laneSign)}
        isOpen={isSigning}
        onClose={() => setSigning(false)}
        onConfirm={() => sign.mutate({ params: { id: lane.id } })}
        isPending={sign.isPending}
        error={sign.error && errorText(sign.error)}
      >
        <p>{t(texts.laneSignQuestion, { number: lane.caseNumber, days: lane.days })}</p>
      </ConfirmDialog>
    </div>
  );
}
