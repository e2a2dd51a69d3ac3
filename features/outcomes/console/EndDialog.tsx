import { ReasonDialog } from '#features/dispatch/console/ReasonDialog.tsx';
import type { IncidentView } from '#features/incidents/contract.ts';
import { cancelReasons, reopenReasons, resolutionReasons } from '#features/incidents/incident.ts';
import { reasonTexts } from '#features/incidents/timeline-texts.ts';
import type { Text } from '#platform/shared/texts.ts';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { cancelIncident, reopenIncident, resolveIncident } from '../contract.ts';
import { texts } from './texts.ts';

export type Ending = 'reopen' | 'resolve' | 'cancel';

interface EndDialogProps {
  readonly incident: IncidentView;
  readonly ending: Ending;
  readonly onClose: () => void;
}

/** Reopen, resolve without an agency, or cancel: each with its own reasons. Mounted while it is open. */
export function EndDialog({ incident, ending, onClose }: EndDialogProps) {
  const invalidates = ['/api/incidents', '/api/assignments', '/api/board'];
  const reopen = useCommand(reopenIncident, { invalidates, onDone: onClose });
  const resolve = useCommand(resolveIncident, { invalidates, onDone: onClose });
  const cancel = useCommand(cancelIncident, { invalidates, onDone: onClose });
  const params = { id: incident.id };
  switch (ending) {
    case 'reopen':
      return (
        <ReasonForm
          name={texts.reopen}
          about={texts.reopenNote}
          reasons={reopenReasons}
          state={reopen}
          onClose={onClose}
          onConfirm={(reason, note) => reopen.mutate({ params, body: { reason, ...note } })}
        />
      );
    case 'resolve':
      return (
        <ReasonForm
          name={texts.resolve}
          reasons={resolutionReasons}
          state={resolve}
          onClose={onClose}
          onConfirm={(reason, note) => resolve.mutate({ params, body: { reason, ...note } })}
        />
      );
    case 'cancel':
      return (
        <ReasonForm
          name={texts.cancel}
          about={texts.cancelNote}
          reasons={cancelReasons}
          state={cancel}
          isDanger
          onClose={onClose}
          onConfirm={(reason, note) => cancel.mutate({ params, body: { reason, ...note } })}
        />
      );
  }
}

interface ReasonFormProps<Reason extends string> {
  readonly name: Text;
  readonly about?: Text;
  readonly reasons: readonly Reason[];
  readonly state: { readonly isPending: boolean; readonly error: unknown };
  readonly isDanger?: boolean;
  readonly onClose: () => void;
  readonly onConfirm: (reason: Reason, note: { note?: string }) => void;
}

function ReasonForm<Reason extends keyof typeof reasonTexts>(props: ReasonFormProps<Reason>) {
  const t = useText();
  return (
    <ReasonDialog
      title={t(props.name)}
      name={props.name}
      about={props.about}
      reasons={props.reasons}
      reasonTexts={reasonTexts}
      isDanger={props.isDanger}
      state={props.state}
      onClose={props.onClose}
      onConfirm={(reason, words) => props.onConfirm(reason, words === '' ? {} : { note: words })}
    />
  );
}
