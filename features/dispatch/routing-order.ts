import type { RuleContent } from './assignment.ts';

/** Room left between two rules, so that one can be put between them without moving the others. */
const step = 10;

/**
 * Where a rule goes that is put in front of another: `order` without the moved one, `before` the id it goes in front of, null
 * for the end. Answers with its position, and with new positions for the others where no number is left in between.
 */
export function placeBetween(
  order: readonly { readonly id: string; readonly position: number }[],
  before: string | null,
): { position: number; moved: readonly { readonly id: string; readonly position: number }[] } | null {
  const index = before === null ? order.length : order.findIndex((rule) => rule.id === before);
  if (index < 0) return null;
  const previous = order[index - 1]?.position ?? 0;
  const next = order[index]?.position ?? previous + 2 * step;
  const middle = Math.floor((previous + next) / 2);
  if (middle > previous && middle < next) return { position: middle, moved: [] };
  const numbered = order.map((rule, at) => ({ id: rule.id, position: (at < index ? at + 1 : at + 2) * step }));
  return {
    position: (index + 1) * step,
    moved: numbered.filter((rule, at) => rule.position !== order[at]?.position),
  };
}

/** What a rule asks for; null matches anything. */
type Wanted = Pick<RuleContent, 'incidentTypeId' | 'priority' | 'districtCode' | 'active'>;

/** Whether the one matches whatever the other matches. */
export function covers(wide: Wanted, narrow: Wanted): boolean {
  const fits = (a: string | null, b: string | null) => a === null || a === b;
  return (
    fits(wide.incidentTypeId, narrow.incidentTypeId) &&
    fits(wide.priority, narrow.priority) &&
    fits(wide.districtCode, narrow.districtCode)
  );
}

/** The earlier active rule because of which a rule can never match; undefined when it can. */
export function shadowOf<Rule extends { readonly content: Wanted }>(
  rules: readonly Rule[],
  index: number,
): Rule | undefined {
  const rule = rules[index];
  if (rule === undefined || !rule.content.active) return undefined;
  return rules.slice(0, index).find((earlier) => earlier.content.active && covers(earlier.content, rule.content));
}
