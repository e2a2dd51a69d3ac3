import { Undo2 } from 'lucide-react';
import { Button } from '#platform/ui/Button.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { type Translate, useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { caseEndReason, caseStep } from '../../case.ts';
import { type CaseHappening, type CaseView, undoCaseStep } from '../../case-contract.ts';
import { caseEndTexts, caseStepTexts } from '../../case-texts.ts';
import { packWithdrawal } from '../../pack.ts';
import { staleCase } from './CaseDialog.tsx';
import { happeningTexts, caseTexts as texts, withdrawalTexts } from './texts.ts';

/** What happened to a case, oldest first; days apart, so each line says its date. */
export function CaseTimeline({ view, happenings }: { view: CaseView; happenings: readonly CaseHappening[] }) {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const mayWork = useCan()('case.work') && view.state === 'open';
  const undo = useCommand(undoCaseStep, {
    invalidates: staleCase,
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  return (
    <Card title={t(texts.timeline)}>
      <ol aria-label={t(texts.timeline)} className="flex flex-col gap-3">
        {happenings.map((one) => (
          <li key={one.id} className="border-l-2 border-line pl-3">
            <p className={one.undone ? 'line-through' : 'font-medium'}>{nameOf(one, t)}</p>
            {one.undone ? <p className="text-sm">({t(texts.undone)})</p> : null}
            {one.text === null ? null : <p className="whitespace-pre-line">{one.text}</p>}
            <p className="text-sm text-ink-soft">
              {format.full(one.at)}, {one.by?.displayName ?? t(texts.byRule)}
            </p>
            <div className="flex flex-wrap gap-2">
              {one.hasLetter && one.entryId !== null ? (
                <Link href={`/cases/${view.id}/letters/${one.entryId}`}>{t(texts.seeLetter)}</Link>
              ) : null}
              {one.callId === null ? null : (
                <Link href={`/calls/${one.callId}`}>{t(texts.callLine, { number: '' })}</Link>
              )}
              {mayWork && isUndoable(one) ? (
                <Button
                  size="small"
                  look="quiet"
                  icon={<Undo2 aria-hidden size={14} />}
                  isPending={undo.isPending}
                  onPress={() =>
                    one.entryId !== null &&
                    undo.mutate({ params: { id: view.id }, body: { version: view.version, entryId: one.entryId } })
                  }
                >
                  {t(texts.undo)}
                </Button>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** What a person wrote down; what a signature took stands with it. */
const isUndoable = ({ name, undone, entryId, isOfPack }: CaseHappening) =>
  name === 'caller_case.step_taken' && !undone && !isOfPack && entryId !== null;

function nameOf({ name, code }: CaseHappening, t: Translate): string {
  const known = happeningTexts[name];
  const what = known === undefined ? name : t(known);
  const step = caseStep.safeParse(code);
  if (step.success) return `${what}: ${t(caseStepTexts[step.data])}`;
  const reason = caseEndReason.safeParse(code);
  if (reason.success && name === 'caller_case.ended') return `${what}: ${t(caseEndTexts[reason.data])}`;
  const withdrawal = packWithdrawal.safeParse(code);
  if (withdrawal.success && name === 'caller_case.pack_withdrawn')
    return `${what}: ${t(withdrawalTexts[withdrawal.data])}`;
  if (code === 'granted' || code === 'rejected') return `${what}: ${t(texts[code])}`;
  return what;
}
