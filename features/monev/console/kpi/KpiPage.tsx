import { Printer } from 'lucide-react';
import { Button } from '#platform/ui/Button.tsx';
import { Page } from '#platform/ui/Page.tsx';
import { Tabs } from '#platform/ui/Tabs.tsx';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { usePlace } from '#platform/web/place.ts';
import { dictionaryVersion } from '../../dictionary.ts';
import '../print.css';
import { DictionaryView } from './DictionaryView.tsx';
import { texts } from './texts.ts';

const GoalSettings = part(() => import('./GoalSettings.tsx').then((file) => file.GoalSettings));

/** What every figure means, and what should be reached. */
export function KpiPage() {
  const t = useText();
  const [view, choose] = usePlace('view');
  return (
    <Page
      title={t(texts.page)}
      description={t(texts.about, { version: dictionaryVersion })}
      actions={
        <span className="print:hidden">
          <Button icon={<Printer aria-hidden size={16} />} onPress={() => window.print()}>
            {t(texts.print)}
          </Button>
        </span>
      }
    >
      <Tabs
        label={t(texts.views)}
        selected={view === 'goals' ? 'goals' : 'dictionary'}
        onSelect={(to) => choose(to === 'goals' ? to : null)}
        tabs={[
          { id: 'dictionary', name: t(texts.dictionary), content: <DictionaryView /> },
          { id: 'goals', name: t(texts.goals), content: <GoalSettings /> },
        ]}
      />
    </Page>
  );
}
