import { Page } from '#platform/ui/Page.tsx';
import { Tabs } from '#platform/ui/Tabs.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePlace } from '#platform/web/place.ts';
import { AuditQueue } from './AuditQueue.tsx';
import { AuditResults } from './AuditResults.tsx';
import { texts } from './texts.ts';

/** Second judgements of what was put aside: the queue of whoever judges, and what was found. */
export function AuditsPage() {
  const t = useText();
  const mayJudge = useCan()('audit.judge');
  const [tab, setTab] = usePlace('tab');
  if (!mayJudge)
    return (
      <Page title={t(texts.page)} description={t(texts.note)}>
        <AuditResults />
      </Page>
    );
  return (
    <Page title={t(texts.page)} description={t(texts.note)}>
      <Tabs
        label={t(texts.view)}
        selected={tab === 'results' ? 'results' : 'queue'}
        onSelect={(next) => setTab(next === 'queue' ? null : next)}
        tabs={[
          { id: 'queue', name: t(texts.queue), content: <AuditQueue /> },
          { id: 'results', name: t(texts.results), content: <AuditResults /> },
        ]}
      />
    </Page>
  );
}
