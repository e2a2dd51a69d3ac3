import { useState } from 'react';
import type { AgencyId } from '#features/agencies/agency.ts';
import { listAgencies } from '#features/agencies/contract.ts';
import { addNote } from '#features/incidents/contract.ts';
import type { Text } from '#platform/shared/texts.ts';
import { ComboBox } from '#platform/ui/ComboBox.tsx';
import { TextArea } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { cancelReasons, rejectReasons, rerouteReasons, results } from '../assignment.ts';
import type { AssignmentItem } from '../contract.ts';
import { readProposal } from '../routing-contract.ts';
import { cancelReasonTexts, rejectReasonTexts, rerouteReasonTexts, resultTexts } from '../texts.ts';
import { AskDialog, ChoiceCards, WordsField } from './AskDialog.tsx';
import { ReasonDialog } from './ReasonDialog.tsx';
import { texts } from './texts.ts';
import { useStep } from './use-step.ts';

/** The steps that ask for more than a press. `phone_note` writes a note of the assignment, `link` sends somebody a link to answer by; both change nothing else. */
export type AskedStep = 'reject' | 'finish' | 'cancel' | 'reroute' | 'phone_note' | 'link';

const ResponseLinks = part(() => import('./response/ResponseLinks.tsx').then((file) => file.ResponseLinks));

interface StepDialogProps {
  readonly assignment: AssignmentItem;
  readonly step: AskedStep;
  readonly onClose: () => void;
}

/** Mounted while it is open, so that each opening starts empty. */
export function StepDialog(props: StepDialogProps) {
  switch (props.step) {
    case 'finish':
      return <FinishDialog {...props} />;
    case 'link':
      return <ResponseLinks assignment={props.assignment} onClose={props.onClose} />;
    case 'phone_note':
      return <PhoneNoteDialog {...props} />;
    case 'reroute':
      return <RerouteDialog {...props} />;
    case 'reject':
      return <RejectDialog {...props} />;
    case 'cancel':
      return <CancelDialog {...props} />;
  }
}

function useTitle(assignment: AssignmentItem): (title: Text) => string {
  const t = useText();
  return (title) => t(title, { number: assignment.incident.number, agency: assignment.agency.name });
}

function RejectDialog({ assignment, onClose }: StepDialogProps) {
  const title = useTitle(assignment);
  const step = useStep({ onDone: onClose });
  return (
    <ReasonDialog
      title={title(texts.rejectTitle)}
      name={texts.reject}
      about={texts.rejectNote}
      reasons={rejectReasons}
      reasonTexts={rejectReasonTexts}
      isDanger
      state={step}
      onClose={onClose}
      onConfirm={(reason, note) => step.mutate({ id: assignment.id, kind: 'reject', reason, note })}
    />
  );
}

function CancelDialog({ assignment, onClose }: StepDialogProps) {
  const title = useTitle(assignment);
  const step = useStep({ onDone: onClose });
  return (
    <ReasonDialog
      title={title(texts.cancelTitle)}
      name={texts.cancel}
      reasons={cancelReasons.filter((reason) => reason !== 'incident_cancelled')}
      reasonTexts={cancelReasonTexts}
      isDanger
      state={step}
      onClose={onClose}
      onConfirm={(reason, note) => step.mutate({ id: assignment.id, kind: 'cancel', reason, note })}
    />
  );
}

function FinishDialog({ assignment, onClose }: StepDialogProps) {
  const title = useTitle(assignment);
  const [result, setResult] = useState<(typeof results)[number]>('DONE');
  const [note, setNote] = useState('');
  const step = useStep({ onDone: onClose });
  return (
    <AskDialog
      title={title(texts.finishTitle)}
      name={texts.finish}
      state={step}
      onClose={onClose}
      onConfirm={() => step.mutate({ id: assignment.id, kind: 'finish', result, note })}
    >
      <ChoiceCards
        label={texts.result}
        choices={results}
        choiceTexts={resultTexts}
        value={result}
        onChange={setResult}
      />
      <WordsField value={note} onChange={setNote} />
    </AskDialog>
  );
}

function RerouteDialog({ assignment, onClose }: StepDialogProps) {
  const t = useText();
  const title = useTitle(assignment);
  const agencies = useRoute(listAgencies, { query: { active: 'true', limit: 500 } });
  // The next one of the routing table stands there already; nobody has to accept it.
  const proposal = useRoute(readProposal, { params: { id: assignment.incident.id } });
  const [chosen, setAgencyId] = useState<AgencyId | null | undefined>(undefined);
  const agencyId = chosen === undefined ? (proposal.data?.agencies[0]?.id ?? null) : chosen;
  const [reason, setReason] = useState<(typeof rerouteReasons)[number] | null>(null);
  const [note, setNote] = useState('');
  const step = useStep({ onDone: onClose });
  const handleConfirm = () => {
    if (agencyId === null || reason === null) return;
    step.mutate({ id: assignment.id, kind: 'reroute', agencyId, reason, note });
  };
  return (
    <AskDialog
      title={title(texts.rerouteTitle)}
      name={texts.reroute}
      isBlocked={agencyId === null || reason === null}
      state={step}
      onClose={onClose}
      onConfirm={handleConfirm}
    >
      <ComboBox
        label={t(texts.rerouteTo)}
        placeholder={t(texts.addAgencyHint)}
        isRequired
        autoFocus
        options={(agencies.data?.items ?? [])
          .filter((one) => one.id !== assignment.agency.id)
          .map((one) => ({ id: one.id, name: one.name, description: one.code }))}
        value={agencyId}
        onChange={setAgencyId}
      />
      <ChoiceCards
        label={texts.reason}
        isRequired
        choices={rerouteReasons}
        choiceTexts={rerouteReasonTexts}
        value={reason}
        onChange={setReason}
      />
      <WordsField value={note} onChange={setNote} />
    </AskDialog>
  );
}

function PhoneNoteDialog({ assignment, onClose }: StepDialogProps) {
  const t = useText();
  const title = useTitle(assignment);
  const [note, setNote] = useState('');
  const write = useCommand(addNote, {
    invalidates: ['/api/incidents', '/api/assignments'],
    onDone: () => {
      toast(t(texts.noteSaved));
      onClose();
    },
  });
  const handleConfirm = () =>
    write.mutate({
      params: { id: assignment.incident.id },
      body: { text: note.trim(), assignmentId: assignment.id },
    });
  const { phone } = assignment.agency;
  return (
    <AskDialog
      title={title(texts.phoneNoteTitle)}
      name={texts.saveNote}
      isBlocked={note.trim() === ''}
      state={write}
      onClose={onClose}
      onConfirm={handleConfirm}
    >
      {phone === null ? null : (
        <p>
          {t(texts.phone)}:{' '}
          <a href={`tel:${phone}`} className="focus-ring rounded font-semibold text-accent underline">
            {phone}
          </a>
        </p>
      )}
      <TextArea
        label={t(texts.note)}
        description={t(texts.phoneNoteHint)}
        value={note}
        onChange={setNote}
        rows={3}
        maxLength={4000}
        autoFocus
      />
    </AskDialog>
  );
}
