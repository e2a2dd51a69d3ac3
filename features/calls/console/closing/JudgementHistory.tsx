import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { Timeline } from '#platform/ui/Timeline.tsx';
import { type Translate, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { type JudgementView, listJudgements } from '../../closing-contract.ts';
import type { CallView } from '../../contract.ts';
import { dispositionTexts, systemDispositionTexts } from '../../disposition-texts.ts';
import { evidenceTexts } from '../../evidence-texts.ts';
import { classify } from '../../rules.ts';
import { CorrectDialog } from './CorrectDialog.tsx';
import { closingTexts as texts } from './closing-screen-texts.ts';

const codeTexts = { ...dispositionTexts, ...systemDispositionTexts };

/** What the call was called, by whom, on what evidence, and what it was corrected to: nothing that was said is lost. */
export function JudgementHistory({ call }: { call: CallView }) {
  const t = useText();
  const can = useCan();
  const [isOpen, setOpen] = useState(false);
  const history = useRoute(listJudgements, { params: { id: call.id } });
  const mayCorrect = can('call.classify') && classify(call).ok;
  return (
    <Card
      title={t(texts.history)}
      actions={
        mayCorrect ? (
          <Button size="small" onPress={() => setOpen(true)}>
            {t(call.disposition === null ? texts.classifyNow : texts.correct)}
          </Button>
        ) : undefined
      }
    >
      <QueryView query={history}>
        {({ items, hasIncident }) => (
          <div className="flex flex-col gap-3">
            {!hasIncident && withIncident.includes(call.disposition) && can('incident.create') ? (
              <IncidentOffer callId={call.id} />
            ) : null}
            {items.length === 0 ? (
              <p className="text-ink-soft">{t(texts.historyNone)}</p>
            ) : (
              <Timeline label={t(texts.history)} items={items.map((one, index) => itemOf(one, items[index - 1], t))} />
            )}
          </div>
        )}
      </QueryView>
      {isOpen ? <CorrectDialog call={call} onClose={() => setOpen(false)} /> : null}
    </Card>
  );
}

/** Without an incident nobody is sent, whoever chose the class and when. */
const withIncident: readonly (string | null)[] = [
  'EMERGENCY_NEW',
  'EMERGENCY_DUP',
  'EMERGENCY_FOLLOWUP',
  'URGENT_NONLIFE',
];

function IncidentOffer({ callId }: { callId: string }) {
  const t = useText();
  return (
    <Notice tone="life">
      <span className="flex flex-col items-start gap-1">
        {t(texts.needsIncident)}
        <Link href={`/incidents/new?call=${callId}`}>{t(texts.openIncident)}</Link>
      </span>
    </Notice>
  );
}

function itemOf(one: JudgementView, previous: JudgementView | undefined, t: Translate) {
  const before = one.before ?? previous?.code ?? null;
  const nameOf = (code: JudgementView['code']) => (code === null ? '–' : t(codeTexts[code]));
  const words = { code: nameOf(one.code), before: nameOf(before) };
  const text =
    one.code === null
      ? texts.takenBack
      : before === null
        ? texts.first
        : before === one.code
          ? texts.more
          : texts.corrected;
  return {
    id: String(one.number),
    at: one.at,
    title: t(text, words),
    by: one.by?.displayName ?? t(texts.bySystem),
    ...(text === texts.corrected ? { tone: 'warn' as const } : {}),
    content: (
      <>
        {one.evidence.length === 0 ? null : (
          <p>{t(texts.noted, { list: one.evidence.map((each) => t(evidenceTexts[each])).join(', ') })}</p>
        )}
        {one.reason === null ? null : <p>{t(texts.why, { reason: one.reason })}</p>}
      </>
    ),
  };
}
