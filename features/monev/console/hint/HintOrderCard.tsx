import { useState } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type Hints, signHints, stopHints } from '../../hint-contract.ts';
import { hindranceTexts, stopTexts } from '../../hint-texts.ts';
import { texts } from './texts.ts';

type Signature = Hints['order']['signed']['room'];

/** In shadow or ordering, since when, what is missing, and who stands for it. */
export function HintOrderCard({ order }: { order: Hints['order'] }) {
  const t = useText();
  const format = useFormat();
  const isOrdering = order.state === 'ordering';
  const signed = (by: Signature) =>
    by === null ? t(texts.notSigned) : t(texts.signedBy, { name: by.by.displayName, at: format.full(by.at) });
  return (
    <Card title={t(texts.state)} actions={<OrderActions order={order} />}>
      <div className="flex flex-col gap-3">
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone={isOrdering ? 'accent' : 'neutral'}>{t(isOrdering ? texts.ordering : texts.shadow)}</Badge>
          <span>{t(isOrdering ? texts.orderingNote : texts.shadowNote)}</span>
          {order.orderingSince === null ? null : (
            <span className="text-ink-soft">{t(texts.since, { at: format.full(order.orderingSince) })}</span>
          )}
        </p>
        {order.stopped === null || isOrdering ? null : (
          <Notice tone={order.stopped.why === 'by_hand' || order.stopped.why === 'limits_changed' ? 'calm' : 'life'}>
            {t(texts.stopped, { at: format.full(order.stopped.at), why: t(stopTexts[order.stopped.why]) })}
          </Notice>
        )}
        <DefinitionList
          items={[
            { term: t(texts.signRoom), value: signed(order.signed.room) },
            { term: t(texts.signHead), value: signed(order.signed.head) },
          ]}
        />
        {isOrdering ? null : <Conditions order={order} />}
      </div>
    </Card>
  );
}

function Conditions({ order }: { order: Hints['order'] }) {
  const t = useText();
  const format = useFormat();
  const until =
    order.shadowUntil === null ? t(texts.notBegun) : t(texts.shadowUntil, { at: format.date(order.shadowUntil) });
  if (order.hindrances.length === 0) return <Notice tone="good">{t(texts.ready)}</Notice>;
  return (
    <Notice title={t(texts.conditions)}>
      <ul className="list-disc ps-5">
        {order.hindrances.map((each) => (
          <li key={each}>
            {t(hindranceTexts[each])}
            {each === 'too_early' ? ` (${until})` : ''}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function OrderActions({ order }: { order: Hints['order'] }) {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const maySign = useCan()('hint.sign');
  const [asked, setAsked] = useState<'sign' | 'stop' | null>(null);
  const close = () => setAsked(null);
  const sign = useCommand(signHints, { onDone: close });
  const stop = useCommand(stopHints, { onDone: close });
  if (!maySign) return null;
  const isOrdering = order.state === 'ordering';
  const hasSigned = order.signed.room !== null || order.signed.head !== null;
  const isBlocked = order.hindrances.length > 0;
  return (
    <>
      {isOrdering || hasSigned ? (
        <Button look={isOrdering ? 'danger' : 'plain'} onPress={() => setAsked('stop')}>
          {t(isOrdering ? texts.stop : texts.withdraw)}
        </Button>
      ) : null}
      {order.seat === null ? null : (
        <Button
          onPress={() => setAsked('sign')}
          isDisabled={isBlocked}
          {...(isBlocked ? { reason: t(texts.cannotSign) } : {})}
        >
          {t(texts.sign)}
        </Button>
      )}
      <ConfirmDialog
        title={t(texts.signAsk)}
        isOpen={asked === 'sign'}
        onClose={close}
        confirmName={t(texts.sign)}
        onConfirm={() => sign.mutate({ body: { version: order.version } })}
        isPending={sign.isPending}
        error={sign.error === null ? null : errorText(sign.error)}
      >
        <p>{t(texts.orderingNote)}</p>
        <p>
          {t(texts.signNote, {
            low: order.precision === null ? '–' : format.percent(order.precision.low),
            judged: format.number(order.judged),
            limit: format.percent(order.content.precision),
          })}
        </p>
      </ConfirmDialog>
      <ConfirmDialog
        title={t(texts.stopAsk)}
        isOpen={asked === 'stop'}
        onClose={close}
        confirmName={t(isOrdering ? texts.stop : texts.withdraw)}
        isDanger={isOrdering}
        onConfirm={() => stop.mutate({})}
        isPending={stop.isPending}
        error={stop.error === null ? null : errorText(stop.error)}
      >
        <p>{t(texts.stopNote)}</p>
      </ConfirmDialog>
    </>
  );
}
