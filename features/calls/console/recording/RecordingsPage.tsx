import { Page } from '#platform/ui/Page.tsx';
import { useText } from '#platform/web/language.tsx';
import { DeletionsCard } from './DeletionsCard.tsx';
import { HoldsCard } from './HoldsCard.tsx';
import { PolicyCard } from './PolicyCard.tsx';
import { texts } from './texts.ts';

/** How recordings are kept: rules, holds and deletions. */
export function RecordingsPage() {
  const t = useText();
  return (
    <Page title={t(texts.page)} description={t(texts.pageNote)}>
      <HoldsCard />
      <DeletionsCard />
      <PolicyCard />
    </Page>
  );
}
