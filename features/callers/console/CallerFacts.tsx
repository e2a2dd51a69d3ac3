import { NotebookPen } from 'lucide-react';
import { useState } from 'react';
import type { CallId } from '#features/calls/call.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { useNow } from '#platform/web/ticking.ts';
import { caseStepTexts } from '../case-texts.ts';
import { type CallerFacts as Facts, type NoteView, putBackCallerNote, readCallerFacts } from '../contract.ts';
import { isRevealed } from '../rules.ts';
import { EarlierLines, NuisanceLines } from './EarlierLines.tsx';
import { classTexts, factsTexts as texts } from './facts-texts.ts';
import { NoteLine } from './NoteLine.tsx';

const NoteDialog = part(() => import('./NoteDialog.tsx').then((file) => file.NoteDialog));

/**
 * What is known of the number of the call that rings or runs at this desk. Facts, with what others judged hidden for the first
 * seconds; nothing of it changes how the call is answered (design.md invariant 2).
 */
export function CallerFacts({ callId }: { callId: CallId }) {
  const t = useText();
  const mayNote = useCan()('caller.note');
  const facts = useRoute(readCallerFacts, { params: { id: callId } });
  const [open, setOpen] = useState<NoteView | 'new' | null>(null);
  const [removed, setRemoved] = useState<Pick<NoteView, 'id' | 'version'> | null>(null);
  const hasNumber = facts.data?.numberClass === 'identified';
  return (
    <Card
      title={t(texts.title)}
      actions={
        mayNote && hasNumber ? (
          <Button size="small" icon={<NotebookPen aria-hidden size={14} />} onPress={() => setOpen('new')}>
            {t(texts.writeNote)}
          </Button>
        ) : undefined
      }
    >
      <QueryView query={facts}>
        {(known) => (
          <div className="flex flex-col gap-2">
            <Notes notes={known.notes} onChange={mayNote ? setOpen : null} />
            {removed === null ? null : <PutBack removed={removed} onDone={() => setRemoved(null)} />}
            {known.numberClass === 'identified' ? (
              <>
                <EarlierLines earlier={known.earlier} people={known.people} />
                <Judgement facts={known} />
              </>
            ) : (
              <Notice>{t(classTexts[known.numberClass])}</Notice>
            )}
            <Incidents incidents={known.incidents} />
          </div>
        )}
      </QueryView>
      {open === null ? null : (
        <NoteDialog
          on={{ callId }}
          note={open === 'new' ? null : open}
          onClose={() => setOpen(null)}
          onRemoved={setRemoved}
        />
      )}
    </Card>
  );
}

function Notes({ notes, onChange }: { notes: readonly NoteView[]; onChange: ((note: NoteView) => void) | null }) {
  const t = useText();
  return notes.map((note) => (
    <Notice
      key={note.id}
      tone="warn"
      action={
        onChange === null ? undefined : (
          <Button size="small" onPress={() => onChange(note)} aria-label={`${t(texts.changeNote)}: ${note.text}`}>
            {t(texts.change)}
          </Button>
        )
      }
    >
      <NoteLine note={note} isLarge />
    </Notice>
  ));
}

function PutBack({ removed, onDone }: { removed: Pick<NoteView, 'id' | 'version'>; onDone: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const putBack = useCommand(putBackCallerNote, {
    invalidates: ['/api/calls/:id/caller-facts', '/api/callers'],
    onDone,
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  return (
    <Notice
      action={
        <Button
          size="small"
          isPending={putBack.isPending}
          onPress={() => putBack.mutate({ params: { id: removed.id }, body: { version: removed.version } })}
        >
          {t(texts.putBack)}
        </Button>
      }
    >
      {t(texts.removed)}
    </Notice>
  );
}

/** By the server's clock; the smallest part that renders once a second. */
function Judgement({ facts }: { facts: Facts }) {
  const t = useText();
  const now = useNow();
  const { earlier, revealAt } = facts;
  // A number that has never called has nothing to hide, and says so at once.
  if (earlier.calls === 0 && facts.case === null) return null;
  if (!isRevealed(revealAt, now)) return <p className="text-sm text-ink-soft">{t(texts.hidden)}</p>;
  return (
    <div className="flex flex-col gap-1 border-t border-line pt-2">
      <NuisanceLines earlier={earlier} />
      {facts.inLane ? <Badge tone="warn">{t(texts.inLane)}</Badge> : null}
      {facts.case === null ? null : (
        <p>
          {t(texts.caseOpen, {
            number: facts.case.number,
            step: t(facts.case.step === null ? texts.caseNoStep : caseStepTexts[facts.case.step]),
          })}
        </p>
      )}
    </div>
  );
}

function Incidents({ incidents }: { incidents: Facts['incidents'] }) {
  const t = useText();
  if (incidents.length === 0) return null;
  return (
    <div className="border-t border-line pt-2">
      <p className="text-sm text-ink-soft">{t(texts.incidents)}</p>
      <ul className="flex flex-col gap-1">
        {incidents.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-x-2">
            <Link href={`/incidents/${one.id}`}>{t(texts.incidentLine, { number: one.number })}</Link>
            {one.priority === null ? null : <Badge>{one.priority}</Badge>}
            <span>{[one.type === null ? null : t(one.type), one.village].filter(Boolean).join(', ')}</span>
            {one.isSameNumber ? <Badge tone="accent">{t(texts.sameNumber)}</Badge> : null}
            {one.metres === null ? null : (
              <span className="text-sm text-ink-soft">{t(texts.metres, { metres: one.metres })}</span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
