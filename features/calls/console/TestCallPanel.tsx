import { CircleCheck, CircleDashed, CircleX, PhoneCall, PhoneOff } from 'lucide-react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { cx, toneText } from '#platform/ui/tone.ts';
import { type Translate, useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { placeTestCall, readTestCall, stopTestCall, type TestCallView } from '../call-test-contract.ts';
import { outcomeTexts, testCallTexts as texts } from '../call-test-texts.ts';

type Line = RouteOutput<typeof readTestCall>;
const path = '/api/test-calls';

/** A real call through the exchange, step by step as it goes, and what else is known of the line. */
export function TestCallPanel() {
  const t = useText();
  const errorText = useErrorText();
  // Live messages tell the steps; the wizard has no live feed yet, and a second is soon enough there too.
  const line = useRoute(readTestCall, {}, { refreshMs: 1000 });
  const place = useCommand(placeTestCall, { invalidates: [path] });
  const stop = useCommand(stopTestCall, { invalidates: [path] });
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-soft">{t(texts.about)}</p>
      <QueryView query={line}>
        {(shown) => {
          const { call } = shown;
          const underWay = call !== null && call.endedAt === null ? call : null;
          return (
            <>
              <LineState line={shown} />
              {call === null ? null : <Steps call={call} isReady={shown.readyDesks > 0} />}
              {place.error === null ? null : <Notice tone="life">{errorText(place.error)}</Notice>}
              {stop.error === null ? null : <Notice tone="warn">{errorText(stop.error)}</Notice>}
              <div>
                {underWay === null ? (
                  <Button
                    look="primary"
                    icon={<PhoneCall aria-hidden size={16} />}
                    isPending={place.isPending}
                    onPress={() => {
                      stop.reset();
                      place.mutate({});
                    }}
                  >
                    {t(call === null ? texts.place : texts.again)}
                  </Button>
                ) : (
                  <Button
                    icon={<PhoneOff aria-hidden size={16} />}
                    isPending={stop.isPending}
                    onPress={() => stop.mutate({ params: { id: underWay.id } })}
                  >
                    {t(texts.stop)}
                  </Button>
                )}
              </div>
            </>
          );
        }}
      </QueryView>
    </div>
  );
}

/** What a test cannot show: whether somebody would answer, and whether the operator's own line arrives. */
function LineState({ line }: { line: Line }) {
  const t = useText();
  const format = useFormat();
  const mayTake = useCan()('call.take');
  const lastPublic =
    line.lastPublicCallAt === null
      ? t(texts.neverPublic)
      : t(texts.lastPublic, { time: format.full(line.lastPublicCallAt) });
  return (
    <>
      <p>{line.readyDesks === 0 ? t(texts.nobodyReady) : t(texts.readyDesks, { count: line.readyDesks })}</p>
      {mayTake ? <Link href="/desk">{t(texts.openDesk)}</Link> : null}
      {line.peers === 0 ? <Notice tone="warn">{t(texts.noPeers)}</Notice> : null}
      <p className="text-sm text-ink-soft">
        {lastPublic} {t(texts.operator)}
      </p>
    </>
  );
}

interface Step {
  readonly id: string;
  readonly name: string;
  /** When it happened; null: not, or not yet. */
  readonly at: string | null;
}

function stepsOf(call: TestCallView, isReady: boolean, t: Translate): Step[] {
  const rang =
    call.desk !== null
      ? t(texts.rang, { name: call.desk.displayName })
      : t(isReady || call.endedAt !== null ? texts.noRing : texts.waiting);
  const recorded = call.callNumber === null ? '' : ` · ${t(texts.recorded, { number: call.callNumber })}`;
  return [
    { id: 'placed', name: t(texts.placed), at: call.placedAt },
    { id: 'reached', name: `${t(texts.reached)}${recorded}`, at: call.reachedAt },
    { id: 'heard', name: t(texts.heard), at: call.heardAt },
    { id: 'rang', name: rang, at: call.desk?.rangAt ?? null },
    {
      id: 'answered',
      name: t(call.answeredAt === null ? texts.answer : texts.answered, {
        name: call.answeredBy?.displayName ?? t(texts.somebody),
      }),
      at: call.answeredAt,
    },
  ];
}

function Steps({ call, isReady }: { call: TestCallView; isReady: boolean }) {
  const t = useText();
  const format = useFormat();
  const isOver = call.endedAt !== null;
  return (
    <div className="flex flex-col gap-2 rounded-md border border-line bg-raised p-3">
      <p className="text-sm text-ink-soft">
        {format.full(call.requestedAt)} · {call.requestedBy.displayName}
      </p>
      <ol aria-label={t(texts.title)} aria-live="polite" className="flex flex-col gap-1.5">
        {stepsOf(call, isReady, t).map((step) => (
          <li key={step.id} className="flex items-start gap-2">
            <StepSign isDone={step.at !== null} isOver={isOver} />
            <span className={cx('min-w-0 flex-1', step.at === null && 'text-ink-soft')}>{step.name}</span>
            <span className="text-sm text-ink-soft tabular-nums">
              {step.at === null ? t(isOver ? texts.no : texts.pending) : format.time(step.at)}
            </span>
          </li>
        ))}
      </ol>
      {call.outcome === null ? null : (
        <Notice tone={call.outcome === 'answered' ? 'good' : call.outcome === 'stopped' ? 'calm' : 'warn'}>
          {t(outcomeTexts[call.outcome], { status: call.sipStatus ?? '–' })}
        </Notice>
      )}
    </div>
  );
}

function StepSign({ isDone, isOver }: { isDone: boolean; isOver: boolean }) {
  const Sign = isDone ? CircleCheck : isOver ? CircleX : CircleDashed;
  return (
    <Sign
      aria-hidden
      size={18}
      className={cx('mt-0.5 shrink-0', toneText[isDone ? 'good' : isOver ? 'warn' : 'neutral'])}
    />
  );
}
