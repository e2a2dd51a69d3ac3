import { useMyDesk } from '#features/calls/console/DeskDock.tsx';
import { partyRefusals } from '#features/calls/party-texts.ts';
import { IncidentAssignments } from '#features/dispatch/console/IncidentAssignments.tsx';
import { ProposalPanel } from '#features/dispatch/console/ProposalPanel.tsx';
import { IncidentRouting } from '#features/dispatch/console/routing/IncidentRouting.tsx';
import { IncidentLinks } from '#features/dispatch/console/sheet/IncidentLinks.tsx';
import { IncidentPage } from '#features/incidents/console/IncidentPage.tsx';
import { isOpen } from '#features/incidents/rules.ts';
import { CloseIncident } from '#features/outcomes/console/CloseIncident.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';

const CallOut = part(() => import('#features/calls/console/party/PartyPanel.tsx').then((file) => file.CallOut));

const AttachmentsCard = part(() =>
  import('#features/dispatch/console/attachments/AttachmentsCard.tsx').then((file) => file.AttachmentsCard),
);
const EidoButton = part(() => import('#features/openness/console/eido/EidoButton.tsx').then((file) => file.EidoButton));
const TellingCard = part(() =>
  import('#features/outcomes/console/telling/TellingCard.tsx').then((file) => file.TellingCard),
);

/** The page of one incident with what the features after it in the flow put there. */
export function IncidentWorkspace() {
  const can = useCan();
  return (
    <IncidentPage
      actions={(incident) => (
        <>
          <IncidentLinks incidentId={incident.id} />
          <EidoButton incident={incident} />
        </>
      )}
      assignments={(incident) => (
        <>
          {can('assignment.send') ? <IncidentRouting incidentId={incident.id} /> : null}
          {can('assignment.read') ? <IncidentAssignments incidentId={incident.id} /> : null}
          <AttachmentsCard incidentId={incident.id} />
          {can('assignment.send') && isOpen(incident.state) && incident.state !== 'RESOLVED' ? (
            <ProposalPanel incidentId={incident.id} />
          ) : null}
          {can('call.take') ? <CallOutFrom incidentId={incident.id} /> : null}
          {can('caller.inform') ? <CloseIncident incidentId={incident.id} /> : null}
          {can('caller.inform') ? <TellingCard incidentId={incident.id} /> : null}
        </>
      )}
    />
  );
}

/** Somebody is called about this incident; that call stands in its timeline. */
function CallOutFrom({ incidentId }: { incidentId: string }) {
  const { desk } = useMyDesk();
  const isBusy = desk?.presence.state === 'talking' || desk?.presence.state === 'offered';
  return (
    <div>
      <CallOut incidentId={incidentId} reason={isBusy ? partyRefusals['party.desk_not_free'] : null} />
    </div>
  );
}
