import { ArrowLeftRight } from 'lucide-react';
import { useState } from 'react';
import type { z } from 'zod';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { RadioCards } from '#platform/ui/RadioCards.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { IncidentView } from '../../contract.ts';
import type { IncidentId } from '../../incident.ts';
import { mergeIncident, previewMerge } from '../../merge-contract.ts';
import { type MergeReason, mergeReasons } from '../../merging.ts';
import { reasonTexts } from '../../timeline-texts.ts';
import { PriorityMark, StateMark } from '../IncidentMarks.tsx';
import { texts as incidentTexts } from '../texts.ts';
import { FindIncident } from './FindIncident.tsx';
import { texts } from './texts.ts';

type Preview = z.output<typeof previewMerge.output>;

interface MergeDialogProps {
  readonly incident: IncidentView;
  /** Chosen before the dialog opened. */
  readonly other: IncidentId | null;
  readonly onClose: () => void;
  readonly onMerged: (kept: IncidentView) => void;
}

/** Two incidents side by side, which of them stays, and what merging them will do; then the reason. */
export function MergeDialog({ incident, other, onClose, onMerged }: MergeDialogProps) {
  const t = useText();
  const errorText = useErrorText();
  const [chosen, setChosen] = useState<IncidentId | null>(other);
  // This one goes into the other, until somebody turns it round.
  const [isTurned, setTurned] = useState(false);
  const [reason, setReason] = useState<MergeReason | null>(null);
  const [merged, kept] = isTurned ? [chosen, incident.id] : [incident.id, chosen];
  const preview = useRoute(
    previewMerge,
    { params: { id: merged ?? '' }, query: { into: kept ?? incident.id } },
    { enabled: chosen !== null },
  );
  const merge = useCommand(mergeIncident, {
    invalidates: ['/api/incidents', '/api/assignments'],
    onDone: (view) => {
      const from = preview.data?.merged.number ?? incident.number;
      toast(t(texts.merged, { number: from, into: view.number }));
      onMerged(view);
    },
  });
  const ready = preview.data;
  const run = () => {
    if (ready === undefined || reason === null) return;
    merge.mutate({
      params: { id: ready.merged.id },
      body: { into: ready.kept.id, reason, version: ready.merged.version, intoVersion: ready.kept.version },
    });
  };
  return (
    <Dialog
      title={t(texts.mergeTitle)}
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <>
          {chosen === null ? null : <Button onPress={() => setChosen(null)}>{t(texts.other)}</Button>}
          <Button
            look="primary"
            onPress={run}
            isPending={merge.isPending}
            isDisabled={ready === undefined || ready.refusal !== null || reason === null}
          >
            {t(texts.mergeNow)}
          </Button>
        </>
      }
    >
      {chosen === null ? (
        <FindIncident incident={incident} onChosen={setChosen} />
      ) : (
        <QueryView query={preview}>
          {(seen) => (
            <div className="flex flex-col gap-4">
              <SideBySide preview={seen} />
              <div>
                <Button
                  size="small"
                  icon={<ArrowLeftRight aria-hidden size={15} />}
                  onPress={() => setTurned(!isTurned)}
                >
                  {t(texts.swap)}
                </Button>
              </div>
              <Consequences preview={seen} />
              <RadioCards
                label={t(texts.reason)}
                columns={3}
                value={reason}
                onChange={setReason}
                options={mergeReasons.map((one, index) => ({
                  id: one,
                  name: t(reasonTexts[one]),
                  key: String(index + 1),
                }))}
              />
              {merge.error === null ? null : <Notice tone="life">{errorText(merge.error)}</Notice>}
            </div>
          )}
        </QueryView>
      )}
    </Dialog>
  );
}

function SideBySide({ preview }: { preview: Preview }) {
  const t = useText();
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <section aria-label={t(texts.goes, { number: preview.merged.number })} className="rounded border border-line p-3">
        <h3 className="mb-2 font-semibold">{t(texts.goes, { number: preview.merged.number })}</h3>
        <Facts incident={preview.merged} />
      </section>
      <section
        aria-label={t(texts.stays, { number: preview.kept.number })}
        className="rounded border-2 border-accent p-3"
      >
        <h3 className="mb-2 font-semibold">{t(texts.stays, { number: preview.kept.number })}</h3>
        <Facts incident={preview.kept} />
      </section>
    </div>
  );
}

function Facts({ incident: one }: { incident: IncidentView }) {
  const t = useText();
  const format = useFormat();
  const place = [one.placeText, one.landmark, one.village && `${one.village.name}, ${one.village.districtName}`];
  return (
    <DefinitionList
      items={[
        { term: t(texts.state), value: <StateMark state={one.state} /> },
        { term: t(texts.priority), value: <PriorityMark priority={one.priority} /> },
        { term: t(texts.type), value: one.type === null ? t(incidentTexts.noType) : t(one.type.name) },
        { term: t(texts.place), value: place.filter(Boolean).join(' – ') || '–' },
        { term: t(texts.reported), value: format.full(one.reportedAt) },
        { term: t(texts.calls), value: String(one.calls.length) },
        { term: t(texts.description), value: one.description ?? '–' },
      ]}
    />
  );
}

function Consequences({ preview }: { preview: Preview }) {
  const t = useText();
  if (preview.refusal !== null) return <Notice tone="warn">{preview.refusal.text}</Notice>;
  const said = { moves: texts.taskMoves, ends_merged: texts.taskEndsMerged, ends_kept: texts.taskEndsKept };
  // The move of a task that takes another's place is told with that one's end.
  const replaces = new Set(preview.tasks.filter((one) => one.kind === 'ends_kept').map((one) => one.agencyName));
  const tasks = preview.tasks.filter((one) => one.kind !== 'moves' || !replaces.has(one.agencyName));
  const numbers = { number: preview.kept.number, from: preview.merged.number };
  return (
    <Notice tone="calm" title={t(texts.whatHappens)}>
      <ul className="list-disc pl-5">
        <li>{t(texts.callsGo, { ...numbers, calls: preview.calls, followers: preview.followers })}</li>
        {tasks.length === 0 ? <li>{t(texts.noTasks)}</li> : null}
        {tasks.map((one) => (
          <li key={`${one.agencyName} ${one.kind}`}>{t(said[one.kind], { ...numbers, agency: one.agencyName })}</li>
        ))}
        <li>{t(texts.undoable)}</li>
      </ul>
    </Notice>
  );
}
