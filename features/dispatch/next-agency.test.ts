import { expect, test } from 'vitest';
import type { AgencyId } from '#features/agencies/agency.ts';
import type { Category, IncidentTypeId } from '#features/incidents/incident.ts';
import { newId } from '#platform/shared/ids.ts';
import { nextAgency } from './next-agency.ts';

const [damkar, bpbd, psc, pln, pmi]: AgencyId[] = Array.from({ length: 5 }, () => newId<'agency'>());
const [fire, forest, sick]: IncidentTypeId[] = Array.from({ length: 3 }, () => newId<'incident_type'>());
type Rule = Parameters<typeof nextAgency>[0][number];
const rule = (given: Partial<Rule>): Rule => ({
  incidentTypeId: null,
  districtCode: null,
  leadAgencyId: null,
  supportAgencyIds: [],
  ...given,
});
// Each of the lists above has what is taken from it.
const [a, b, c, d, e] = [damkar, bpbd, psc, pln, pmi] as [AgencyId, AgencyId, AgencyId, AgencyId, AgencyId];
const [t1, t2, t3] = [fire, forest, sick] as [IncidentTypeId, IncidentTypeId, IncidentTypeId];
const rules = [
  rule({ incidentTypeId: t1, districtCode: '35.15.01', leadAgencyId: c }),
  rule({ incidentTypeId: t1, leadAgencyId: a, supportAgencyIds: [d] }),
  rule({ incidentTypeId: t2, leadAgencyId: b, supportAgencyIds: [e] }),
  rule({ incidentTypeId: t3, leadAgencyId: e }),
];
const categories = new Map<IncidentTypeId, Category>([
  [t1, 'FIRE'],
  [t2, 'FIRE'],
  [t3, 'HEALTH'],
]);
const incident = { typeId: t1, category: 'FIRE' as const, proposed: [a, d] };
const next = (...not: AgencyId[]) =>
  nextAgency(
    rules,
    incident,
    (type) => categories.get(type) ?? null,
    (agency) => not.includes(agency),
  );

test('the other agencies of its rule, then the neighbour district, then the category, then nobody', () => {
  expect(next(a)).toEqual({ agencyId: d, why: 'rule' });
  expect(next(a, d)).toEqual({ agencyId: c, why: 'neighbour' });
  expect(next(a, d, c)).toEqual({ agencyId: b, why: 'category' });
  expect(next(a, d, c, b)).toEqual({ agencyId: e, why: 'category' });
  expect(next(a, d, c, b, e)).toBeNull();
});

test('a lead that was never asked comes before the supports', () => {
  expect(next(d)).toEqual({ agencyId: a, why: 'rule' });
});
