import { Merge, Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { HoldButton } from '#features/calls/console/recording/HoldButton.tsx';
import { RecordingPlayer } from '#features/calls/console/recording/RecordingPlayer.tsx';
import { Badge } from '#platform/ui/Badge.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useGo, usePathParam, usePlace } from '#platform/web/place.ts';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { changeIncident, type IncidentView, readIncident } from '../contract.ts';
import { incidentId, incidentTypeId } from '../incident.ts';
import { isOpen } from '../rules.ts';
import { refusals, relationTexts } from '../texts.ts';
import { CardAnswers } from './card/CardAnswers.tsx';
import { CardPanel } from './card/CardPanel.tsx';
import { cardTexts } from './card/texts.ts';
import { IncidentFacts } from './IncidentFacts.tsx';
import { IncidentForm } from './IncidentForm.tsx';
import { StateMark } from './IncidentMarks.tsx';
import { IncidentTimeline } from './IncidentTimeline.tsx';
import { IncidentMapCard } from './map/IncidentMapCard.tsx';
import { GroupCard, MergedNotice } from './merging/GroupCard.tsx';
import { MergeDialog } from './merging/MergeDialog.tsx';
import { texts as mergeTexts } from './merging/texts.ts';
import { NoteForm } from './NoteForm.tsx';
import { PriorityControl } from './PriorityControl.tsx';
import { EditHistory } from './people/EditHistory.tsx';
import { PeopleHere } from './people/PeopleHere.tsx';
import { texts as peopleTexts } from './people/texts.ts';
import { useSeenMentions } from './people/use-seen-mentions.ts';
import { SensitiveCard } from './sensitive/SensitiveCard.tsx';
import { texts } from './texts.ts';
import { draftKeyOf } from './use-incident-draft.ts';

export interface IncidentPageProps {
  /** What the features further down the flow show and do on an incident; the app puts them in. */
  readonly assignments?: (incident: IncidentView) => ReactNode;
  readonly actions?: (incident: IncidentView) => ReactNode;
}

/** One incident whole: facts, calls with their recordings, notes and the timeline. */
export function IncidentPage(props: IncidentPageProps) {
  const id = incidentId.parse(usePathParam('id'));
  const incident = useRoute(readIncident, { params: { id } });
  return <QueryView query={incident}>{(found) => <IncidentSheet incident={found} {...props} />}</QueryView>;
}

/** Merging one incident with another: a key, the dialog, and where one is afterwards. `?merge=ID` opens it with the other one. */
function useMerging(incident: IncidentView) {
  const go = useGo();
  const can = useCan();
  const [chosen, setChosen] = usePlace('merge');
  const mayMerge = can('incident.merge') && isOpen(incident.state) && !incident.withheld;
  const other = incidentId.safeParse(chosen);
  const command: Command = {
    id: 'incident.merge',
    name: mergeTexts.merge,
    keys: ['m'],
    group: texts.incidents,
    run: () => setChosen('find'),
  };
  useCommands(mayMerge ? [command] : []);
  const dialog =
    mayMerge && chosen !== null ? (
      <MergeDialog
        incident={incident}
        other={other.success ? other.data : null}
        onClose={() => setChosen(null)}
        onMerged={(kept) => go(`/incidents/${kept.id}`)}
      />
    ) : null;
  return { command: mayMerge ? command : null, dialog };
}

function IncidentSheet({ incident, assignments, actions }: IncidentPageProps & { incident: IncidentView }) {
  const t = useText();
  const can = useCan();
  const [mode, setMode] = usePlace('mode');
  const merging = useMerging(incident);
  useSeenMentions(incident.id);
  const mayEdit = can('incident.edit') && isOpen(incident.state) && !incident.withheld;
  const isEditing = mayEdit && mode === 'edit';
  const edit: Command = {
    id: 'incident.edit',
    name: texts.edit,
    keys: ['e'],
    group: texts.incidents,
    when: () => (mayEdit ? true : refusals['incident.ended']),
    run: () => setMode(isEditing ? null : 'edit'),
  };
  useCommands(mayEdit ? [edit] : []);
  return (
    <Page
      title={t(texts.incident, { number: incident.number })}
      description={incident.type === null ? t(texts.noType) : t(incident.type.name)}
      actions={
        <>
          {mayEdit ? <CommandButton command={edit} icon={<Pencil aria-hidden size={16} />} /> : null}
          {merging.command === null ? null : (
            <CommandButton command={merging.command} icon={<Merge aria-hidden size={16} />} />
          )}
          {actions?.(incident)}
        </>
      }
    >
      <p className="flex flex-wrap items-center gap-3">
        <StateMark state={incident.state} />
        <PriorityControl incident={incident} />
        {incident.sensitive ? <Badge tone="calm">{t(texts.sensitive)}</Badge> : null}
        {merging.dialog}
      </p>
      {isEditing ? null : <PeopleHere incidentId={incident.id} isEditing={false} />}
      <MergedNotice incident={incident} />
      <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <div className="flex min-w-0 flex-col gap-4">
          {isEditing ? (
            <Card title={t(texts.edit)}>
              <IncidentForm
                key={draftKeyOf({ call: null, incident })}
                call={null}
                incident={incident}
                onSaved={() => setMode(null)}
                takesFocus
              />
            </Card>
          ) : null}
          <Card title={t(texts.facts)}>
            <IncidentFacts incident={incident} />
          </Card>
          <CardAnswers incidentId={incident.id} title={t(cardTexts.caller)} />
          {assignments?.(incident)}
          <GroupCard incident={incident} />
          <LinkedCalls incident={incident} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {mayEdit ? <IncidentCards incident={incident} /> : null}
          <IncidentMapCard incident={incident} />
          {can('incident.note') && !incident.withheld ? (
            <Card title={t(texts.notes)}>
              <NoteForm incidentId={incident.id} />
            </Card>
          ) : null}
          <SensitiveCard incident={incident} />
          <Card title={t(texts.timeline)}>
            <IncidentTimeline incidentId={incident.id} />
          </Card>
          {can('incident.edit') && !incident.withheld ? (
            <Card title={t(peopleTexts.history)}>
              <EditHistory incidentId={incident.id} />
            </Card>
          ) : null}
        </div>
      </div>
    </Page>
  );
}

/** The card goes on after dispatch, and after the call has ended. */
function IncidentCards({ incident }: { incident: IncidentView }) {
  const errorText = useErrorText();
  const change = useCommand(changeIncident, { onRefused: (error) => toast(errorText(error), 'life') });
  return (
    <CardPanel
      of={draftKeyOf({ call: null, incident })}
      callId={null}
      incidentId={incident.id}
      typeId={incident.type?.id ?? null}
      onType={(typeId) =>
        change.mutate({
          params: { id: incident.id },
          body: { version: incident.version, typeId: incidentTypeId.parse(typeId) },
        })
      }
      onLeave={() => (document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined)}
    />
  );
}

function LinkedCalls({ incident }: { incident: IncidentView }) {
  const t = useText();
  const can = useCan();
  const format = useFormat();
  return (
    <Card
      title={t(texts.calls)}
      actions={incident.calls.length === 0 ? undefined : <HoldButton subjectType="incident" subjectId={incident.id} />}
    >
      {incident.calls.length === 0 ? <p className="text-ink-soft">{t(texts.noCalls)}</p> : null}
      <ul className="flex flex-col gap-3">
        {incident.calls.map((call) => (
          <li key={call.callId} className="flex flex-col gap-1">
            <p className="flex flex-wrap items-center gap-2">
              {can('call.read') ? (
                <Link href={`/calls/${call.callId}`}>{t(texts.callNumber, { number: call.number })}</Link>
              ) : (
                t(texts.callNumber, { number: call.number })
              )}
              <Badge>{t(relationTexts[call.relation])}</Badge>
              <span className="text-ink-soft">{format.full(call.arrivedAt)}</span>
            </p>
            {call.recorded ? <RecordingPlayer callId={call.callId} number={call.number} state="stored" /> : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}
