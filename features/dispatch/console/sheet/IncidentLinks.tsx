import { History, Printer } from 'lucide-react';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useCan } from '#platform/web/permissions.tsx';
import { useGo } from '#platform/web/place.ts';
import { screenNames } from '../../screen-names.ts';

/** From the page of an incident to its replay and to its sheet. */
export function IncidentLinks({ incidentId }: { incidentId: string }) {
  const go = useGo();
  const can = useCan();
  const replay: Command = {
    id: 'incident.replay',
    name: screenNames.replay,
    keys: ['Alt+V'],
    run: () => go(`/incidents/${incidentId}/replay`),
  };
  const print: Command = {
    id: 'incident.sheet',
    name: screenNames.sheet,
    keys: ['Alt+L'],
    run: () => go(`/incidents/${incidentId}/print`),
  };
  const mayPrint = can('incident.print');
  useCommands(mayPrint ? [replay, print] : [replay]);
  return (
    <>
      <CommandButton command={replay} icon={<History aria-hidden size={16} />} />
      {mayPrint ? <CommandButton command={print} icon={<Printer aria-hidden size={16} />} /> : null}
    </>
  );
}
