import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { type Translate, useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { CallView } from '../../contract.ts';
import { listenReasons, retentionClasses } from '../../recording.ts';
import { askDeletion, readRecordingCare } from '../../recording-contract.ts';
import { classTexts, listenReasonTexts } from '../../recording-texts.ts';
import { HoldButton, staleHolds } from './HoldButton.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import { texts } from './texts.ts';

type Care = RouteOutput<typeof readRecordingCare>;

/** How long the recording of a call stays and why, and who has listened. */
export function RecordingCare({ call }: { call: CallView }) {
  const t = useText();
  const care = useRoute(readRecordingCare, { params: { id: call.id } });
  const isHeld = care.data?.holds.some((hold) => hold.subjectType === 'call') === true;
  return (
    <Card
      title={t(texts.care)}
      actions={
        call.recording !== 'stored' || care.data === undefined ? undefined : (
          <span className="flex flex-wrap gap-2">
            {isHeld ? null : <HoldButton subjectType="call" subjectId={call.id} />}
            <AskDeletion call={call} care={care.data} />
          </span>
        )
      }
    >
      <QueryView query={care}>
        {(found) => (
          <div className="flex flex-col gap-3">
            <Keeping care={found} />
            <Listenings care={found} />
          </div>
        )}
      </QueryView>
    </Card>
  );
}

function Keeping({ care }: { care: Care }) {
  const t = useText();
  const format = useFormat();
  const { deleted, deletion, holds, keptUntil } = care;
  const until = holds.length > 0 ? t(texts.heldForNow) : keptUntil === null ? '–' : format.date(keptUntil);
  return (
    <>
      <DefinitionList
        items={[
          { term: t(texts.keptAs), value: t(classTexts[care.retentionClass]) },
          ...(deleted === null
            ? [{ term: t(texts.keptUntil), value: until }]
            : [
                { term: t(texts.deletedAt), value: format.full(deleted.at) },
                { term: t(texts.deletedRule), value: ruleInWords(deleted.rule, t) },
                { term: t(texts.proof), value: <code className="break-all">{deleted.sha256 ?? '–'}</code> },
              ]),
        ]}
      />
      {holds.map((hold) => (
        <p key={hold.id} className="flex flex-wrap items-center gap-2">
          <Badge tone="warn">{t(texts.held)}</Badge>
          {hold.reason} · {hold.placedBy.displayName} · {format.full(hold.placedAt)}
        </p>
      ))}
      {deletion === null || deletion.decision !== null ? null : (
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone="warn">{t(texts.waiting)}</Badge>
          {deletion.reason} · {deletion.askedBy.displayName}
        </p>
      )}
    </>
  );
}

function ruleInWords(rule: string, t: Translate): string {
  const kept = retentionClasses.find((each) => each === rule);
  return kept === undefined ? t(texts.manual) : `${t(texts.policy)}: ${t(classTexts[kept])}`;
}

function Listenings({ care }: { care: Care }) {
  const t = useText();
  const format = useFormat();
  return (
    <section aria-label={t(texts.listeners)}>
      <h3 className="font-semibold">{t(texts.listeners)}</h3>
      {care.listenings.length === 0 ? <p className="text-ink-soft">{t(texts.noListeners)}</p> : null}
      <ul>
        {care.listenings.map((one) => (
          <li key={`${one.at} ${one.by.id} ${one.field}`}>
            {format.full(one.at)} · {one.by.displayName} · {reasonInWords(one.reason, t)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The log holds the code, and after it what was typed. */
function reasonInWords(reason: string, t: Translate): string {
  if (reason === 'desk_replay') return t(texts.atDesk);
  const [code = '', ...words] = reason.split(': ');
  const known = listenReasons.find((each) => each === code);
  return known === undefined ? reason : [t(listenReasonTexts[known]), ...words].join(': ');
}

/** Only asks: another person decides. */
function AskDeletion({ call, care }: { call: CallView; care: Care }) {
  const t = useText();
  const can = useCan();
  const errorText = useErrorText();
  const [isAsking, setAsking] = useState(false);
  const ask = useCommand(askDeletion, {
    invalidates: [...staleHolds, '/api/recording-deletions'],
    onDone: () => setAsking(false),
  });
  if (!can('recording.delete') || (care.deletion !== null && care.deletion.decision === null)) return null;
  return (
    <>
      <Button size="small" icon={<Trash2 aria-hidden size={14} />} onPress={() => setAsking(true)}>
        {t(texts.askDeletion)}
      </Button>
      {isAsking ? (
        <ReasonDialog
          title={t(texts.askDeletion)}
          confirmName={t(texts.askDeletion)}
          isDanger
          onClose={() => setAsking(false)}
          onConfirm={(reason) => ask.mutate({ params: { id: call.id }, body: { reason } })}
          isPending={ask.isPending}
          error={ask.error && errorText(ask.error)}
        />
      ) : null}
    </>
  );
}
