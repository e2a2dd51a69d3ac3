import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { Timeline } from '#platform/ui/Timeline.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import type { IncidentId } from '../../incident.ts';
import { type IncidentChange, listChanges } from '../../people-contract.ts';
import { fieldTexts, reasonTexts } from '../../timeline-texts.ts';
import { texts as incidentTexts } from '../texts.ts';
import { texts } from './texts.ts';

/** Who changed which field when, and what it said before; the newest first. */
export function EditHistory({ incidentId }: { incidentId: IncidentId }) {
  const t = useText();
  const changes = useRoute(listChanges, { params: { id: incidentId } });
  return (
    <QueryView query={changes}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState title={t(texts.noChange)} />
        ) : (
          <Timeline
            label={t(texts.history)}
            items={items.map((change) => ({
              id: String(change.version),
              at: change.at,
              title: <Fields change={change} />,
              tone: 'neutral' as const,
              by: change.by ?? t(incidentTexts.system),
              content: <Reason change={change} />,
            }))}
          />
        )
      }
    </QueryView>
  );
}

function Fields({ change }: { change: IncidentChange }) {
  const t = useText();
  const label = (field: string) => t(fieldTexts[field] ?? { id: field, en: field });
  if (change.erased) return change.fields.map((one) => label(one.field)).join(', ');
  return (
    <ul className="flex flex-col gap-0.5">
      {change.fields.map((one) => (
        <li key={one.field}>
          <span className="font-semibold">{label(one.field)}</span>:{' '}
          <del className="text-ink-soft">{one.before ?? t(texts.empty)}</del>{' '}
          <span className="sr-only">{t(texts.became)}</span>
          <span aria-hidden>→</span> <ins className="no-underline">{one.after ?? t(texts.empty)}</ins>
        </li>
      ))}
    </ul>
  );
}

function Reason({ change }: { change: IncidentChange }) {
  const t = useText();
  const reason = Object.entries(reasonTexts).find(([code]) => code === change.reason)?.[1];
  if (change.erased) return <p className="text-ink-soft">{t(texts.erased)}</p>;
  return reason === undefined ? null : <p className="text-ink-soft">{t(reason)}</p>;
}
