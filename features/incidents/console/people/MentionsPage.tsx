import { Badge } from '#platform/ui/Badge.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { listMentions } from '../../people-contract.ts';
import { texts as incidentTexts } from '../texts.ts';
import { texts } from './texts.ts';

/** The notes that name the person at this screen, the newest first. They are read when their incident is opened. */
export function MentionsPage() {
  const t = useText();
  const format = useFormat();
  const mentions = useRoute(listMentions, {});
  return (
    <Page title={t(texts.mentions)}>
      <Card>
        <QueryView query={mentions}>
          {({ items }) =>
            items.length === 0 ? (
              <EmptyState title={t(texts.noMentions)} />
            ) : (
              <ul className="flex flex-col divide-y divide-line">
                {items.map((one) => (
                  <li key={one.noteId} className="flex flex-col gap-1 py-2.5">
                    <p className="flex flex-wrap items-center gap-2">
                      <Link href={`/incidents/${one.incidentId}`}>
                        {t(incidentTexts.incident, { number: one.number })}
                      </Link>
                      {one.seenAt === null ? <Badge tone="warn">{t(texts.isNew)}</Badge> : null}
                      <span className="text-ink-soft">
                        {t(texts.by, { name: one.by ?? t(incidentTexts.system), time: format.full(one.at) })}
                      </span>
                    </p>
                    <p className="whitespace-pre-wrap">{one.text ?? t(texts.noWords)}</p>
                  </li>
                ))}
              </ul>
            )
          }
        </QueryView>
      </Card>
    </Page>
  );
}
