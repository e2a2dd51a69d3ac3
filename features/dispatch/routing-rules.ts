import type { AgencyId, Calendar } from '#features/agencies/agency.ts';
import type { StandIn } from '#features/agencies/cover.ts';
import { type CoverSituation, standingFor } from '#features/agencies/cover-rules.ts';
import { inWindows, isAtWork, type LocalTime } from '#features/agencies/hours.ts';
import type { AssignmentId, AssignmentState, Part } from './assignment.ts';
import type { ConditionKind, InputName, RoutingInputs, RoutingRule } from './routing.ts';

/** An incident and the moment, as the table reads them. */
export interface RoutingFacts extends RoutingInputs {
  readonly at: LocalTime;
  /** By the calendar of the agency that runs the centre. */
  readonly isHoliday: boolean;
  readonly calendars: ReadonlyMap<string, Calendar | null>;
}

/** One thing a rule asks for, and whether it is so. */
export interface Judged {
  readonly kind: ConditionKind;
  readonly holds: boolean;
}

type Asked = Omit<RoutingRule, 'id' | 'version' | 'leadAgencyId' | 'supportAgencyIds'>;

/** Everything a rule asks for, in the order in which it is said; empty for the general rule. */
export function judgeRule(rule: Asked, facts: RoutingFacts): Judged[] {
  const judged: Judged[] = [];
  const ask = (kind: ConditionKind, isAsked: boolean, holds: () => boolean) => {
    if (isAsked) judged.push({ kind, holds: holds() });
  };
  ask('type', rule.incidentTypeId !== null, () => rule.incidentTypeId === facts.typeId);
  ask('category', rule.category !== null, () => rule.category === facts.category);
  ask('priority', rule.priority !== null, () => rule.priority === facts.priority);
  ask('district', rule.districtCode !== null, () => rule.districtCode === facts.districtCode);
  ask('village', rule.villageCode !== null, () => rule.villageCode === facts.villageCode);
  ask('area', rule.areaIds.length > 0, () => rule.areaIds.some((id) => facts.areaIds.includes(id)));
  ask('windows', rule.windows.length > 0, () => inWindows(rule.windows, facts.at));
  ask('holidays', rule.holidays !== 'any', () => facts.isHoliday === (rule.holidays === 'only'));
  const { hours } = rule;
  ask('hours', hours !== null, () => {
    if (hours === null || !facts.calendars.has(hours.agencyId)) return false;
    return isAtWork(facts.calendars.get(hours.agencyId) ?? null, facts.at) === (hours.is === 'inside');
  });
  return judged;
}

/** A rule of the table that was read and did not match, and what it asked for that was not so. */
export interface Passed<Rule> {
  readonly rule: Rule;
  readonly failed: readonly ConditionKind[];
}

export interface Match<Rule> {
  readonly rule: Rule;
  readonly conditions: readonly ConditionKind[];
}

/**
 * The first rule that matches wins, in the order of the table (complaints.md §2); with it the rules above it that did not,
 * and why. No match: nobody wrote a rule, the dispatcher decides.
 */
export function readTable<Rule extends Asked>(
  rules: readonly Rule[],
  facts: RoutingFacts,
): { readonly match: Match<Rule> | null; readonly passed: readonly Passed<Rule>[] } {
  const passed: Passed<Rule>[] = [];
  for (const rule of rules) {
    const judged = judgeRule(rule, facts);
    const failed = judged.filter((one) => !one.holds).map((one) => one.kind);
    if (failed.length === 0) return { match: { rule, conditions: judged.map((one) => one.kind) }, passed };
    passed.push({ rule, failed });
  }
  return { match: null, passed };
}

/** An agency as it is proposed. */
export interface Proposed {
  readonly agencyId: AgencyId;
  readonly part: Part;
  /** For whom it stands in; empty: the rule names it. */
  readonly covers: readonly StandIn[];
  /** The rule names it, it is out of service, and nobody stands in. */
  readonly isOut: boolean;
}

/** The agencies a rule proposes, each covered where it is away: the lead first, none twice. */
export function proposeAgencies(
  rule: Pick<RoutingRule, 'leadAgencyId' | 'supportAgencyIds'> | null,
  situation: CoverSituation,
): Proposed[] {
  if (rule === null) return [];
  const { leadAgencyId: lead, supportAgencyIds } = rule;
  const named = [
    ...(lead === null ? [] : [{ agencyId: lead, part: 'lead' as const }]),
    ...supportAgencyIds.map((agencyId) => ({ agencyId, part: 'support' as const })),
  ];
  const proposed = new Map<AgencyId, Proposed>();
  for (const { agencyId, part } of named) {
    if (!situation.calendars.has(agencyId)) continue;
    const standing = standingFor(agencyId, situation);
    const covers = standing.path.slice(0, 1);
    const known = proposed.get(standing.agencyId);
    // Named twice, or named and standing in for another: once, with the greater part, and everybody it stands in for.
    if (known === undefined)
      proposed.set(standing.agencyId, { agencyId: standing.agencyId, part, covers, isOut: standing.isOut });
    else if (!known.covers.some((one) => one.agencyId === covers[0]?.agencyId))
      proposed.set(standing.agencyId, { ...known, covers: [...known.covers, ...covers] });
  }
  return [...proposed.values()];
}

/** Which inputs of routing are not what they were. */
export function changedInputs(before: RoutingInputs, after: RoutingInputs): InputName[] {
  const place = ({ districtCode, villageCode, areaIds }: RoutingInputs) =>
    JSON.stringify([districtCode, villageCode, [...areaIds].sort()]);
  const isChanged: Readonly<Record<InputName, boolean>> = {
    type: before.typeId !== after.typeId || before.category !== after.category,
    priority: before.priority !== after.priority,
    place: place(before) !== place(after),
  };
  // The keys are those of the record just above.
  return (Object.keys(isChanged) as InputName[]).filter((name) => isChanged[name]);
}

/** An assignment as a preview reads it. */
export interface Assigned {
  readonly id: AssignmentId;
  readonly agencyId: AgencyId;
  readonly part: Part;
  readonly state: AssignmentState;
}

type Named = Pick<Proposed, 'agencyId' | 'part'>;

export interface Preview<Now extends Named = Proposed> {
  readonly changed: readonly InputName[];
  readonly added: readonly Now[];
  /** Open ones whose agency was proposed then and is not now; what people added by hand stays. */
  readonly dropped: readonly Assigned[];
  readonly parts: readonly { readonly assignment: Assigned; readonly part: Part }[];
}

/**
 * What a change of type, priority or place would mean for the agencies of a dispatched incident; null when nothing asks. Only
 * a change of what routing reads asks: that night has fallen meanwhile, or that a rule was edited, does not.
 */
export function previewChange<Now extends Named>(given: {
  readonly before: RoutingInputs;
  readonly after: RoutingInputs;
  readonly proposedThen: readonly Named[];
  readonly proposedNow: readonly Now[];
  /** All assignments of the incident, the ended ones too. */
  readonly assigned: readonly Assigned[];
}): Preview<Now> | null {
  const changed = changedInputs(given.before, given.after);
  if (changed.length === 0) return null;
  const open = given.assigned.filter((one) => !hasEnded(one.state));
  // Whoever did the work, or said that it is not theirs, is not asked again by itself.
  const settled = given.assigned.filter((one) => ['DONE', 'NOT_FOUND', 'REJECTED'].includes(one.state));
  const isIn = (list: readonly { readonly agencyId: AgencyId }[], agencyId: AgencyId) =>
    list.some((one) => one.agencyId === agencyId);
  const added = given.proposedNow.filter((one) => !isIn(open, one.agencyId) && !isIn(settled, one.agencyId));
  const dropped = open.filter(
    (one) => isIn(given.proposedThen, one.agencyId) && !isIn(given.proposedNow, one.agencyId),
  );
  const parts = open.flatMap((assignment) => {
    const was = given.proposedThen.find((one) => one.agencyId === assignment.agencyId)?.part;
    const is = given.proposedNow.find((one) => one.agencyId === assignment.agencyId)?.part;
    if (is === undefined || is === was || is === assignment.part) return [];
    return [{ assignment, part: is }];
  });
  if (added.length + dropped.length + parts.length === 0) return null;
  return { changed, added, dropped, parts };
}

function hasEnded(state: AssignmentState): boolean {
  return ['DONE', 'NOT_FOUND', 'REJECTED', 'REROUTED', 'CANCELLED'].includes(state);
}
