import { useLocation } from '@tanstack/react-router';
import { Link } from '#platform/ui/Link.tsx';
import { Page } from '#platform/ui/Page.tsx';
import { EmptyState } from '#platform/ui/QueryView.tsx';
import { useText } from '#platform/web/language.tsx';
import { texts } from './texts.ts';

export function NotFoundPage() {
  const t = useText();
  const { pathname } = useLocation();
  return (
    <Page title={t(texts.notFound)} width="text">
      <EmptyState title={t(texts.notFoundNote, { path: pathname })} action={<Link href="/">{t(texts.home)}</Link>} />
    </Page>
  );
}
