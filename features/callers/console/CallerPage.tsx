import { FolderPlus, NotebookPen } from 'lucide-react';
import { useState } from 'react';
import { localNumber } from '#features/calls/console/numbers.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useGo, usePathParam } from '#platform/web/place.ts';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { callerNumberId } from '../caller.ts';
import { openCase } from '../case-contract.ts';
import { caseStepTexts } from '../case-texts.ts';
import { type CallerView, type NoteView, putBackCallerNote, readCaller } from '../contract.ts';
import { screenNames } from '../screen-names.ts';
import { noteKindTexts } from '../texts.ts';
import { WordsDialog } from './cases/WordsDialog.tsx';
import { EarlierLines, NuisanceLines } from './EarlierLines.tsx';
import { factsTexts } from './facts-texts.ts';
import { NoteLine } from './NoteLine.tsx';
import { OpenNumber } from './OpenNumber.tsx';
import { texts } from './texts.ts';

const NoteDialog = part(() => import('./NoteDialog.tsx').then((file) => file.NoteDialog));

/** Everything that is kept about one number, for who gave a reason. */
export function CallerPage() {
  const t = useText();
  const id = callerNumberId.parse(usePathParam('id'));
  const caller = useRoute(readCaller, { params: { id } });
  const shown = caller.data?.open?.number ?? caller.data?.masked ?? null;
  return (
    <Page title={shown === null ? t(screenNames.caller) : localNumber(shown)}>
      <QueryView query={caller}>
        {(found) =>
          found.open === null ? <OpenNumber numberId={found.id} /> : <OpenCaller id={found.id} open={found.open} />
        }
      </QueryView>
    </Page>
  );
}

type Open = NonNullable<CallerView['open']>;

function OpenCaller({ id, open }: { id: CallerView['id']; open: Open }) {
  const t = useText();
  return (
    <div className="grid items-start gap-4 lg:grid-cols-2">
      <div className="flex min-w-0 flex-col gap-4">
        <NotesCard id={id} notes={open.notes} />
        <HistoryCard history={open.history} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <Card title={t(texts.earlier)}>
          <div className="flex flex-col gap-2">
            <EarlierLines earlier={open.earlier} people={open.people} />
            {open.earlier.calls === 0 ? null : <NuisanceLines earlier={open.earlier} />}
            <Link href={`/calls?caller=${encodeURIComponent(open.number)}`}>{t(texts.earlier)}</Link>
          </div>
        </Card>
        <CasesCard id={id} cases={open.cases} />
      </div>
    </div>
  );
}

function NotesCard({ id, notes }: { id: CallerView['id']; notes: readonly NoteView[] }) {
  const t = useText();
  const errorText = useErrorText();
  const mayNote = useCan()('caller.note');
  const [dialog, setDialog] = useState<NoteView | 'new' | null>(null);
  const putBack = useCommand(putBackCallerNote, {
    invalidates: ['/api/callers'],
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  return (
    <Card
      title={t(texts.notes)}
      actions={
        mayNote ? (
          <Button size="small" icon={<NotebookPen aria-hidden size={14} />} onPress={() => setDialog('new')}>
            {t(factsTexts.writeNote)}
          </Button>
        ) : undefined
      }
    >
      {notes.length === 0 ? <p className="text-ink-soft">{t(texts.noNotes)}</p> : null}
      <ul className="flex flex-col gap-3">
        {notes.map((note) => (
          <li key={note.id} className="flex items-start justify-between gap-2">
            <div className="min-w-0">
              <NoteLine note={note} />
              {note.removedAt === null ? null : <Badge>{t(texts.removedNote)}</Badge>}
            </div>
            {mayNote && note.removedAt === null ? (
              <Button
                size="small"
                onPress={() => setDialog(note)}
                aria-label={`${t(factsTexts.changeNote)}: ${note.text}`}
              >
                {t(factsTexts.change)}
              </Button>
            ) : null}
            {mayNote && note.removedAt !== null ? (
              <Button
                size="small"
                isPending={putBack.isPending}
                onPress={() => putBack.mutate({ params: { id: note.id }, body: { version: note.version } })}
              >
                {t(factsTexts.putBack)}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {dialog === null ? null : (
        <NoteDialog
          on={{ numberId: id }}
          note={dialog === 'new' ? null : dialog}
          onClose={() => setDialog(null)}
          onRemoved={() => toast(t(factsTexts.removed))}
        />
      )}
    </Card>
  );
}

function HistoryCard({ history }: { history: Open['history'] }) {
  const t = useText();
  const format = useFormat();
  if (history.length === 0) return null;
  return (
    <Card title={t(texts.history)}>
      <ul className="flex flex-col gap-2">
        {history.map((one) => (
          <li key={`${one.noteId} ${one.version}`} className="text-sm">
            <p>
              <Badge>{t(noteKindTexts[one.kind])}</Badge> {one.text}
            </p>
            <p className="text-ink-soft">
              {t(texts.version, { version: one.version })}, {one.changedBy?.displayName ?? '–'},{' '}
              {format.full(one.changedAt)}
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function CasesCard({ id, cases }: { id: CallerView['id']; cases: Open['cases'] }) {
  const t = useText();
  const go = useGo();
  const format = useFormat();
  const errorText = useErrorText();
  const can = useCan();
  const [isOpening, setOpening] = useState(false);
  const open = useCommand(openCase, {
    invalidates: ['/api/callers', '/api/cases'],
    onDone: (made) => go(`/cases/${made.id}`),
  });
  const hasOpen = cases.some(({ state }) => state === 'open');
  return (
    <Card
      title={t(texts.cases)}
      actions={
        can('case.work') && !hasOpen ? (
          <Button size="small" icon={<FolderPlus aria-hidden size={14} />} onPress={() => setOpening(true)}>
            {t(texts.openCase)}
          </Button>
        ) : undefined
      }
    >
      {cases.length === 0 ? <p className="text-ink-soft">{t(texts.noCases)}</p> : null}
      <ul className="flex flex-col gap-1">
        {cases.map((one) => (
          <li key={one.id}>
            <CaseName id={one.id} number={one.number} /> {format.date(one.openedAt)}
            {one.step === null ? null : `, ${t(caseStepTexts[one.step])}`}
          </li>
        ))}
      </ul>
      {isOpening ? (
        <WordsDialog
          title={t(texts.openCase)}
          label={t(texts.whyCase)}
          onClose={() => setOpening(false)}
          onConfirm={(text) => open.mutate({ body: { numberId: id, text } })}
          isPending={open.isPending}
          error={open.error && errorText(open.error)}
        />
      ) : null}
    </Card>
  );
}

/** A link for who may read cases, else just its name. */
function CaseName({ id, number }: { id: string; number: number }) {
  const t = useText();
  const name = `${t(screenNames.caseName)} ${number}`;
  return useCan()('case.read') ? <Link href={`/cases/${id}`}>{name}</Link> : <span>{name}</span>;
}
