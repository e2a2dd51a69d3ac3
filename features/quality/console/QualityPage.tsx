import { Page } from '#platform/ui/Page.tsx';
import { Tabs } from '#platform/ui/Tabs.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePlace } from '#platform/web/place.ts';
import { screenNames } from '../screen-names.ts';
import { QualityFigures } from './QualityFigures.tsx';
import { SampleQueue } from './SampleQueue.tsx';
import { TalkList } from './TalkList.tsx';
import { texts } from './texts.ts';

const tabIds = ['queue', 'figures', 'talks'] as const;

/** The queue of whoever assesses, what came of it, and talks with call takers. */
export function QualityPage() {
  const t = useText();
  const mayAssess = useCan()('quality.assess');
  const [tab, setTab] = usePlace('tab');
  const shown = tabIds.filter((id) => id !== 'queue' || mayAssess);
  const [first = 'figures'] = shown;
  const content = { queue: <SampleQueue />, figures: <QualityFigures />, talks: <TalkList /> };
  return (
    <Page title={t(screenNames.quality)} description={t(texts.note)}>
      <Tabs
        label={t(texts.view)}
        selected={shown.find((id) => id === tab) ?? first}
        onSelect={(next) => setTab(next === first ? null : next)}
        tabs={shown.map((id) => ({ id, name: t(texts[id]), content: content[id] }))}
      />
    </Page>
  );
}
