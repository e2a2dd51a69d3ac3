import { Notice } from '#platform/ui/Notice.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { type IncidentView, listIncidentTypes } from '../contract.ts';
import type { FormValues } from '../draft.ts';
import type { Priority } from '../incident.ts';
import { isMoreUrgent, mostUrgent, priorityOf } from '../rules.ts';
import { PriorityMark } from './IncidentMarks.tsx';
import { PriorityControl } from './PriorityControl.tsx';
import { priorityControlTexts as texts } from './priority-texts.ts';

interface FormPriorityProps {
  readonly values: FormValues;
  readonly incident: IncidentView | null;
  /** A template says so. */
  readonly atLeast: Priority | null;
}

/** What type and danger make of the priority while one types; and where it stays higher than that, why, and the way to lower it. */
export function FormPriority({ values, incident, atLeast }: FormPriorityProps) {
  const t = useText();
  const types = useRoute(listIncidentTypes, {}).data?.items ?? [];
  const type = types.find((one) => one.id === values.typeId);
  const usual = type === undefined ? null : priorityOf(type.defaultPriority, values.lifeAtRisk);
  const current = incident?.priority ?? null;
  if (incident === null || current === null)
    return usual === null ? null : <PriorityMark priority={mostUrgent(usual, atLeast)} />;
  const isHigher = usual !== null && incident.state !== 'DRAFT' && isMoreUrgent(current, usual);
  return (
    <>
      <PriorityControl incident={incident} />
      {isHigher ? <Notice tone="calm">{t(texts.kept, { priority: current, usual })}</Notice> : null}
    </>
  );
}
