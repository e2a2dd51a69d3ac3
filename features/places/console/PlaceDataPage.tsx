import { Upload } from 'lucide-react';
import { useState } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { listLayers } from '../layer-contract.ts';
import { AreasCard } from './AreasCard.tsx';
import { GeoSettingCard } from './GeoSettingCard.tsx';
import { ImportLayerDialog } from './ImportLayerDialog.tsx';
import { LayersTable } from './LayersTable.tsx';
import { texts } from './texts.ts';

/** What is known of places, from where, under which licence; the way in for more, and the way back. */
export function PlaceDataPage() {
  const t = useText();
  const mayChange = useCan()('setting.change');
  const [isImporting, setImporting] = useState(false);
  const layers = useRoute(listLayers, {});
  const command: Command = {
    id: 'places.import',
    name: texts.import,
    keys: ['F4'],
    group: texts.title,
    when: () => true,
    run: () => setImporting(true),
  };
  useCommands(mayChange ? [command] : []);
  return (
    <Page
      title={t(texts.title)}
      description={t(texts.note)}
      actions={
        mayChange ? <CommandButton command={command} look="primary" icon={<Upload aria-hidden size={16} />} /> : null
      }
    >
      <QueryView query={layers}>
        {(answer) => (
          <>
            <Card title={t(texts.layers)} flush>
              <LayersTable layers={answer.items} mayChange={mayChange} />
            </Card>
            <AreasCard mayChange={mayChange} />
            <GeoSettingCard />
            <Licences answer={answer} />
          </>
        )}
      </QueryView>
      {isImporting ? <ImportLayerDialog onClose={() => setImporting(false)} /> : null}
    </Page>
  );
}

/** Whose data this is: licences ask for it, and so does whoever judges how far to trust it. */
function Licences({ answer }: { answer: RouteOutput<typeof listLayers> }) {
  const t = useText();
  const format = useFormat();
  const { districts, villages, points } = answer.regions;
  const active = answer.items.filter(({ state }) => state === 'active');
  return (
    <Card title={t(texts.licences)}>
      <ul className="list-disc space-y-1 pl-5">
        <li>{t(texts.regions, { districts: format.number(districts), villages: format.number(villages) })}</li>
        <li>{t(texts.points, { points: format.number(points) })}</li>
        <li>{t(texts.neighbours, { names: answer.neighbours.map(({ name }) => name).join(', ') || '–' })}</li>
        <li>{t(texts.plusCodes)}</li>
        {active.map(({ id, title, source, vintage, licence, tiles }) => (
          <li key={id}>
            {t(texts.ofLayer, { title, source, vintage, licence })} {tiles?.attribution ?? ''}
          </li>
        ))}
      </ul>
    </Card>
  );
}
