import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import type { LineView } from '../../line-contract.ts';
import { canaryOutcomeTexts, coverageTexts, reachTexts, registrationTexts } from '../../line-texts.ts';
import { carrierScreenTexts } from '../carrier/texts.ts';
import { lineScreenTexts as texts } from './texts.ts';

/** Whether calls come through, by its canaries; and whether its operator tests it at this moment. */
export function LineState({ line, testedUntil }: { line: LineView; testedUntil: string | null }) {
  const t = useText();
  const format = useFormat();
  return (
    <span className="flex flex-col">
      <CanaryState line={line} />
      {testedUntil === null ? null : (
        <StatusDot tone="warn">{t(carrierScreenTexts.openUntil, { time: format.full(testedUntil) })}</StatusDot>
      )}
    </span>
  );
}

function CanaryState({ line }: { line: LineView }) {
  const t = useText();
  const format = useFormat();
  if (!line.content.active) return <Badge>{t(texts.inactive)}</Badge>;
  if (line.downSince !== null)
    return <StatusDot tone="life">{t(texts.down, { time: format.full(line.downSince) })}</StatusDot>;
  if (line.lastSuccessAt === null) return <StatusDot tone="neutral">{t(texts.unknown)}</StatusDot>;
  return <StatusDot tone="good">{t(texts.works)}</StatusDot>;
}

/** What the exchange sees of the operator's side. */
export function OperatorSide({ line: { registration, reach, problem } }: { line: LineView }) {
  const t = useText();
  if (problem !== null) return <StatusDot tone="warn">{t(texts.problem, { problem })}</StatusDot>;
  const registered =
    registration === null ? null : (
      <StatusDot tone={registration === 'registered' ? 'good' : registration === 'trying' ? 'warn' : 'life'}>
        {t(registrationTexts[registration])}
      </StatusDot>
    );
  const reached =
    reach === null ? null : (
      <StatusDot tone={reach === 'reachable' ? 'good' : 'life'}>{t(reachTexts[reach])}</StatusDot>
    );
  if (registered === null && reached === null) return <span className="text-ink-soft">{t(texts.notSeen)}</span>;
  return (
    <span className="flex flex-col">
      {registered}
      {reached}
    </span>
  );
}

/** Its result, and how much of a call's way it went. */
export function LastCanary({ canary }: { canary: LineView['lastCanary'] }) {
  const t = useText();
  const format = useFormat();
  if (canary === null || canary.outcome === null) return <span className="text-ink-soft">{t(texts.unknown)}</span>;
  const time = format.time(canary.dueAt);
  const { outcome, coverage, answerMs, led } = canary;
  return (
    <span className="flex flex-col">
      <StatusDot tone={outcome === 'answered' ? 'good' : 'life'}>
        {t(canaryOutcomeTexts[outcome])}{' '}
        {answerMs === null ? `· ${time}` : t(texts.inMs, { time, ms: format.number(answerMs) })}
      </StatusDot>
      <span className="text-sm text-ink-soft">
        {coverage === null ? null : t(texts.covers, { coverage: t(coverageTexts[coverage]) })}
        {led === false ? ` · ${t(texts.alone)}` : null}
      </span>
    </span>
  );
}
