import { messageFailures } from '#features/agencies/channel.ts';
import { messageFailureTexts } from '#features/agencies/channel-texts.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import type { Tone } from '#platform/ui/tone.ts';
import { type Translate, useFormat, useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import type { AssignmentId } from '../../assignment.ts';
import { type AlertResult, alertSkips, isUnheard } from '../../ladder.ts';
import { type AlertView, readAlerts } from '../../ladder-contract.ts';
import { actTexts, alertResultTexts, alertSkipTexts, ladderStopTexts } from '../../ladder-texts.ts';
import { texts } from './texts.ts';

/** Whom the centre has tried to reach about an assignment, what became of it, and what comes next. */
export function Attempts({ assignmentId }: { assignmentId: AssignmentId }) {
  const t = useText();
  const format = useFormat();
  const alerts = useRoute(readAlerts, { params: { id: assignmentId } }).data;
  if (alerts === undefined || (alerts.items.length === 0 && alerts.next === null)) return null;
  const { items, next, stopped } = alerts;
  return (
    <details className="text-sm">
      <summary className="cursor-pointer">
        {t(texts.attempts)} ({items.filter(({ result }) => result !== 'skipped').length})
        {next === null ? null : ` · ${t(texts.nextAt, { act: t(actOf(next.act)), time: format.time(next.dueAt) })}`}
      </summary>
      <ol className="flex flex-col gap-1 py-1">
        {items.map((alert) => (
          <li key={alert.id} className="flex flex-wrap items-center gap-x-2">
            <span className="text-ink-soft">{format.time(alert.at)}</span>
            <span>
              {t(alert.kind === 'remind' ? texts.remind : actTexts[alert.act])}
              {alert.contactName === null ? '' : ` · ${alert.contactName}`}
            </span>
            <Badge tone={toneOf(alert.result)}>{resultWord(alert, t)}</Badge>
          </li>
        ))}
      </ol>
      {stopped === null ? null : <p className="text-ink-soft">{t(ladderStopTexts[stopped])}</p>}
    </details>
  );
}

export const actOf = (act: 'remind' | keyof typeof actTexts) => (act === 'remind' ? texts.remind : actTexts[act]);

/** What became of it, and why where there is a why. */
export function resultWord({ result, code }: Pick<AlertView, 'result' | 'code'>, t: Translate): string {
  if (result === null) return t(texts.running);
  const skip = alertSkips.find((each) => each === code);
  const failure = messageFailures.find((each) => each === code);
  const why = skip !== undefined ? alertSkipTexts[skip] : failure === undefined ? null : messageFailureTexts[failure];
  return why === null ? t(alertResultTexts[result]) : `${t(alertResultTexts[result])}: ${t(why)}`;
}

export function toneOf(result: AlertResult | null): Tone {
  if (result === null) return 'accent';
  if (result === 'skipped' || result === 'cancelled') return 'neutral';
  if (result === 'accepted' || result === 'received' || result === 'sent' || result === 'told') return 'good';
  return isUnheard(result) || result === 'rejected' ? 'life' : 'warn';
}
