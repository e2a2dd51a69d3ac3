import { useState } from 'react';
import { addNote } from '#features/incidents/contract.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { TextArea } from '#platform/ui/TextField.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import type { AssignmentView } from '../contract.ts';
import { assignmentStateTexts, clockTexts, partTexts, resultTexts } from '../texts.ts';
import { texts } from './texts.ts';

/** The times of a task, who else is coming, its notes, and a box for the next one. */
export function TaskDetail({ task }: { task: AssignmentView }) {
  const t = useText();
  const format = useFormat();
  const moment = (at: string | null, due: string | null) =>
    `${at === null ? '–' : format.time(at)}${due === null ? '' : ` (≤ ${format.time(due)})`}`;
  const facts = [
    { term: t(texts.sentAt), value: format.full(task.sentAt) },
    ...(task.sentBy === null ? [] : [{ term: t(texts.sentBy), value: task.sentBy.name }]),
    { term: t(clockTexts.acknowledge), value: moment(task.acknowledgedAt, task.acknowledgeDueAt) },
    { term: t(texts.enRoute), value: moment(task.enRouteAt, null) },
    { term: t(clockTexts.arrive), value: moment(task.arrivedAt, task.arriveDueAt) },
    { term: t(clockTexts.resolve), value: moment(task.finishedAt, task.resolveDueAt) },
    ...(task.result === null ? [] : [{ term: t(texts.result), value: t(resultTexts[task.result]) }]),
    ...(task.callerFirstName === null
      ? []
      : [{ term: t(texts.caller), value: `${task.callerFirstName} (${t(texts.callerNote)})` }]),
  ];
  return (
    <div className="grid gap-4 border-t border-line pt-3 lg:grid-cols-2">
      <div className="flex flex-col gap-3">
        <DefinitionList items={facts} />
        {task.others.length === 0 ? null : (
          <section aria-label={t(texts.others)}>
            <h4 className="font-semibold">{t(texts.others)}</h4>
            <ul>
              {task.others.map((other) => (
                <li key={`${other.agencyName} ${other.part} ${other.state}`}>
                  {other.agencyName} ({t(partTexts[other.part])}) — {t(assignmentStateTexts[other.state])}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <Notes task={task} />
    </div>
  );
}

function Notes({ task }: { task: AssignmentView }) {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const [words, setWords] = useState('');
  const write = useCommand(addNote, {
    invalidates: ['/api/assignments', '/api/incidents'],
    onDone: () => setWords(''),
  });
  return (
    <section aria-label={t(texts.notes)} className="flex flex-col gap-2">
      <ul className="flex flex-col gap-1">
        {task.notes.map((note) => (
          <li key={note.id} className="rounded-md bg-raised px-2 py-1">
            <p className="text-sm text-ink-soft">
              {format.time(note.at)} {note.author ?? ''}
            </p>
            <p className="whitespace-pre-line">{note.text}</p>
          </li>
        ))}
      </ul>
      <TextArea label={t(texts.writeNote)} value={words} onChange={setWords} rows={2} maxLength={4000} />
      {write.error === null ? null : <Notice tone="life">{errorText(write.error)}</Notice>}
      <div>
        <Button
          isDisabled={words.trim() === ''}
          isPending={write.isPending}
          onPress={() =>
            write.mutate({
              params: { id: task.incident.id },
              body: { text: words.trim(), assignmentId: task.id },
            })
          }
        >
          {t(texts.saveNote)}
        </Button>
      </div>
    </section>
  );
}
