import { Page } from '#platform/ui/Page.tsx';
import { Loading } from '#platform/ui/QueryView.tsx';
import { Tabs } from '#platform/ui/Tabs.tsx';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePlace } from '#platform/web/place.ts';
import { screenNames } from '../../screen-names.ts';
import { SurgeNow } from './SurgeNow.tsx';
import { texts } from './texts.ts';

const Broadcasts = part(() => import('./Broadcasts.tsx').then((file) => file.Broadcasts), Loading);
const Triage = part(() => import('./Triage.tsx').then((file) => file.Triage), Loading);
const LinkByArea = part(() => import('./LinkByArea.tsx').then((file) => file.LinkByArea), Loading);
const History = part(() => import('./History.tsx').then((file) => file.History), Loading);

/** Disaster mode: its switch and how the room stands, what agencies were told, work on many incidents, what has been. */
export function SurgePage() {
  const t = useText();
  const can = useCan();
  const [tab, setTab] = usePlace('tab');
  const works = can('surge.work');
  const tabs = [
    { id: 'now', name: t(texts.tabNow), content: <SurgeNow /> },
    { id: 'told', name: t(texts.tabTold), content: <Broadcasts /> },
    ...(works
      ? [
          { id: 'triage', name: t(texts.tabTriage), content: <Triage /> },
          { id: 'link', name: t(texts.tabLink), content: <LinkByArea /> },
        ]
      : []),
    { id: 'history', name: t(texts.tabHistory), content: <History /> },
  ];
  return (
    <Page title={t(screenNames.surge)} description={t(texts.note)}>
      <Tabs
        label={t(screenNames.surge)}
        selected={tabs.find((one) => one.id === tab)?.id ?? 'now'}
        onSelect={(next) => setTab(next === 'now' ? null : next)}
        tabs={tabs}
      />
    </Page>
  );
}
