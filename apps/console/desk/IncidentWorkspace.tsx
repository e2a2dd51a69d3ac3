import { IncidentAssignments } from '#features/dispatch/console/IncidentAssignments.tsx';
import { ProposalPanel } from '#features/dispatch/console/ProposalPanel.tsx';
import { IncidentPage } from '#features/incidents/console/IncidentPage.tsx';
import { isOpen } from '#features/incidents/rules.ts';
import { CloseIncident } from '#features/outcomes/console/CloseIncident.tsx';
import { useCan } from '#platform/web/permissions.tsx';

/** The page of one incident with what the features after it in the flow put there. */
export function IncidentWorkspace() {
  const can = useCan();
  return (
    <IncidentPage
      assignments={(incident) => (
        <>
          {can('assignment.read') ? <IncidentAssignments incidentId={incident.id} /> : null}
          {can('assignment.send') && isOpen(incident.state) && incident.state !== 'RESOLVED' ? (
            <ProposalPanel incidentId={incident.id} />
          ) : null}
          {can('caller.inform') ? <CloseIncident incidentId={incident.id} /> : null}
        </>
      )}
    />
  );
}
