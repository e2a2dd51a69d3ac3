import { CircleCheck, PhoneForwarded } from 'lucide-react';
import { useState } from 'react';
import { listAssignments } from '#features/dispatch/contract.ts';
import { isTerminal } from '#features/dispatch/rules.ts';
import { type IncidentView, readIncident } from '#features/incidents/contract.ts';
import type { callerResults, IncidentId } from '#features/incidents/incident.ts';
import { isOpen } from '#features/incidents/rules.ts';
import { callerResultTexts, stateTexts } from '#features/incidents/texts.ts';
import type { Text } from '#platform/shared/texts.ts';
import { Button } from '#platform/ui/Button.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { ApiProblem } from '#platform/web/api-client.ts';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { closeIncident, informCaller } from '../contract.ts';
import { decideCancel, decideClose, decideInform, decideResolve } from '../rules.ts';
import { EndDialog, type Ending } from './EndDialog.tsx';
import { texts } from './texts.ts';

/** Tell the caller, close, reopen, or end without an agency; what is not possible yet says why. */
export function CloseIncident({ incidentId }: { incidentId: IncidentId }) {
  const t = useText();
  const incident = useRoute(readIncident, { params: { id: incidentId } });
  return (
    <Card title={t(texts.ending)}>
      <QueryView query={incident}>{(view) => <Endings incident={view} />}</QueryView>
    </Card>
  );
}

type CallerResult = (typeof callerResults)[number];

function Endings({ incident }: { incident: IncidentView }) {
  const t = useText();
  const errorText = useErrorText();
  const can = useCan();
  const [asking, setAsking] = useState<Ending | null>(null);
  const awaited = useAwaited(incident);
  const params = { id: incident.id };
  const inform = useCommand(informCaller);
  const [isParent, setParent] = useState(false);
  const close = useCommand(closeIncident, {
    onDone: (view) => toast(t(texts.closed, { number: view.number })),
    onRefused: (problem) => setParent(problem instanceof ApiProblem && problem.code === 'outcome.children_open'),
  });
  const informed = incident.callerInformed?.result ?? null;
  const whenInform = () => {
    if (!can('caller.inform')) return texts.notAllowed;
    if (inform.isPending) return texts.working;
    return decideInform(incident.state).ok || texts.notYet;
  };
  const whenClose = () => {
    if (!can('incident.close')) return texts.notAllowed;
    if (close.isPending) return texts.working;
    return decideClose(incident.state, informed, 'user').ok || whyNotClose(incident, awaited);
  };
  const tell = (result: CallerResult) => inform.mutate({ params, body: { result } });
  const commands: Readonly<Record<'informed' | 'close', Command>> = {
    informed: {
      id: 'incident.inform',
      name: texts.informed,
      keys: ['Alt+P'],
      group: texts.ending,
      when: whenInform,
      run: () => tell('informed'),
    },
    close: {
      id: 'incident.close',
      name: texts.close,
      keys: ['Alt+T'],
      group: texts.ending,
      when: whenClose,
      run: () => close.mutate({ params, body: {} }),
    },
  };
  useCommands(Object.values(commands));
  const error = inform.error ?? close.error;
  return (
    <div className="flex flex-col gap-3">
      <Facts incident={incident} />
      <div className="flex flex-wrap gap-2">
        <CommandButton command={commands.informed} icon={<PhoneForwarded aria-hidden size={16} />} />
        <Button isDisabled={whenInform() !== true} onPress={() => tell('tried')}>
          {t(texts.tried)}
        </Button>
        <Button isDisabled={whenInform() !== true} onPress={() => tell('not_needed')}>
          {t(texts.notNeeded)}
        </Button>
      </div>
      <div className="flex flex-wrap gap-2">
        <CommandButton command={commands.close} look="primary" icon={<CircleCheck aria-hidden size={16} />} />
        {can('incident.close') && ['RESOLVED', 'CLOSED'].includes(incident.state) ? (
          <Button onPress={() => setAsking('reopen')}>{t(texts.reopen)}</Button>
        ) : null}
        {can('incident.close') && decideResolve(incident.state, awaited.length).ok ? (
          <Button onPress={() => setAsking('resolve')}>{t(texts.resolve)}</Button>
        ) : null}
        {can('incident.edit') && decideCancel(incident.state, false, can('incident.close')).ok ? (
          <Button look="quiet" onPress={() => setAsking('cancel')}>
            {t(texts.cancel)}
          </Button>
        ) : null}
      </div>
      {error === null || isParent ? null : <Notice tone="life">{errorText(error)}</Notice>}
      <ConfirmDialog
        title={t(texts.childrenOpen)}
        confirmName={t(texts.closeParent)}
        isOpen={isParent}
        onClose={() => setParent(false)}
        onConfirm={() => {
          setParent(false);
          close.mutate({ params, body: { leaveChildren: true } });
        }}
      >
        <p>
          {close.error === null ? null : errorText(close.error)}. {t(texts.childrenNote)}
        </p>
      </ConfirmDialog>
      {asking === null ? null : <EndDialog incident={incident} ending={asking} onClose={() => setAsking(null)} />}
    </div>
  );
}

/** The agencies whose assignments are still open, by name. */
function useAwaited(incident: IncidentView): readonly string[] {
  const list = useRoute(listAssignments, { query: { incidentId: incident.id, group: 'all', limit: 200 } });
  return (list.data?.items ?? []).filter((one) => !isTerminal(one.state)).map((one) => one.agency.name);
}

/** Why it cannot be closed yet, the first thing to be done first. */
function whyNotClose(incident: IncidentView, awaited: readonly string[]): Text {
  if (incident.state === 'RESOLVED') return texts.informFirst;
  if (!isOpen(incident.state)) return texts.alreadyEnded;
  if (awaited.length === 0) return texts.notResolved;
  const agencies = awaited.join(', ');
  return {
    id: texts.waitingFor.id.replace('{agencies}', agencies),
    en: texts.waitingFor.en.replace('{agencies}', agencies),
  };
}

function Facts({ incident }: { incident: IncidentView }) {
  const t = useText();
  const format = useFormat();
  const told = incident.callerInformed;
  return (
    <DefinitionList
      items={[
        { term: t(texts.state), value: t(stateTexts[incident.state]) },
        {
          term: t(texts.caller),
          value:
            told === null
              ? t(texts.callerNotTold)
              : t(texts.callerResult, { result: t(callerResultTexts[told.result]), time: format.time(told.at) }),
        },
      ]}
    />
  );
}
