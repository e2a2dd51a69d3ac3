import { listAgencies } from '#features/agencies/contract.ts';
import { listTypeSettings } from '#features/incidents/type-contract.ts';
import { listAreas } from '#features/places/area-contract.ts';
import { listDistricts } from '#features/places/contract.ts';
import { useLanguage, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import type { CategoryOf } from '../routing-order.ts';
import type { RuleNames } from '../routing-texts.ts';
import { routingTexts } from './setting-texts.ts';

/** What a rule can speak of: types, districts and agencies, with the deactivated ones for the names of older versions. */
export function useRuleChoices() {
  const { language } = useLanguage();
  const t = useText();
  const can = useCan();
  const types = useRoute(listTypeSettings, {}).data?.items ?? [];
  const agencies = useRoute(listAgencies, { query: { limit: 500 } }).data?.items ?? [];
  const districts = useRoute(listDistricts, {}, { enabled: can('place.search') }).data?.items ?? [];
  const areas = useRoute(listAreas, {}, { enabled: can('place.search') }).data?.items ?? [];
  const nameOf = (one: { name: string; nameEn: string } | undefined) =>
    one === undefined ? undefined : language === 'en' ? one.nameEn : one.name;
  const textOf = (one: { name: string; nameEn: string } | undefined) =>
    one === undefined ? undefined : { id: one.name, en: one.nameEn };
  const names: RuleNames = {
    type: (id) => textOf(types.find((type) => type.id === id)),
    district: (code) => districts.find((district) => district.code === code)?.name,
    // A code of four parts says itself where nobody knows its name; rules bring the names of their villages along.
    village: () => undefined,
    area: (id) => areas.find((area) => area.id === id)?.content.name,
    agency: (id) => textOf(agencies.find((agency) => agency.id === id)),
  };
  const categoryOf: CategoryOf = (id) => types.find((type) => type.id === id)?.category ?? null;
  return {
    names,
    categoryOf,
    /** The active types, for what the table leaves out. */
    active: types
      .filter((type) => type.active)
      .map((type) => ({ id: type.id, category: type.category, name: nameOf(type) ?? type.code })),
    anyTime: t(routingTexts.anyTime),
    types: types.map((type) => ({ id: type.id, name: nameOf(type) ?? type.code, isDisabled: !type.active })),
    agencies: agencies.map((agency) => ({
      id: agency.id,
      name: `${agency.code} · ${nameOf(agency)}`,
      isDisabled: !agency.active,
    })),
    areas: areas.filter((area) => area.content.active).map((area) => ({ id: area.id, name: area.content.name })),
    districts: districts.map((district) => ({ id: district.code, name: district.name })),
  };
}

export type RuleChoices = ReturnType<typeof useRuleChoices>;
