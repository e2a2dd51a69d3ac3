import { PriorityMark } from '#features/incidents/console/IncidentMarks.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { listRoutingQuestions } from '../../routing-contract.ts';
import { inputTexts } from '../../routing-texts.ts';
import { texts as dispatchTexts } from '../texts.ts';
import { routingScreenTexts as texts } from './texts.ts';

/** Incidents whose change asks for other agencies; nothing on the board while there is none. */
export function RoutingQuestions() {
  const t = useText();
  const items = useRoute(listRoutingQuestions, {}).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Card title={`${t(texts.questions)} (${items.length})`} tone="warn">
      <ul className="flex flex-col gap-1">
        {items.map((one) => (
          <li key={one.incidentId}>
            <span className="flex flex-wrap items-center gap-1.5">
              <PriorityMark priority={one.priority} short />
              <Link href={`/incidents/${one.incidentId}`} quiet>
                {one.number} {one.typeName === null ? t(dispatchTexts.untyped) : t(one.typeName)}
              </Link>
            </span>
            <span className="text-sm text-ink-soft">
              {t(texts.changedFields, { fields: one.changed.map((name) => t(inputTexts[name])).join(', ') })}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
