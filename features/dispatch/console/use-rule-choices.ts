import { listAgencies } from '#features/agencies/contract.ts';
import { listTypeSettings } from '#features/incidents/type-contract.ts';
import { listDistricts } from '#features/places/contract.ts';
import { useLanguage } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import type { RuleNames } from './describe-setting.ts';

/** What a rule can speak of: types, districts and agencies, with the deactivated ones for the names of older versions. */
export function useRuleChoices() {
  const { language } = useLanguage();
  const can = useCan();
  const types = useRoute(listTypeSettings, {}).data?.items ?? [];
  const agencies = useRoute(listAgencies, { query: { limit: 500 } }).data?.items ?? [];
  const districts = useRoute(listDistricts, {}, { enabled: can('place.search') }).data?.items ?? [];
  const nameOf = (one: { name: string; nameEn: string } | undefined) =>
    one === undefined ? undefined : language === 'en' ? one.nameEn : one.name;
  const names: RuleNames = {
    type: (id) => nameOf(types.find((type) => type.id === id)),
    district: (code) => districts.find((district) => district.code === code)?.name,
    agency: (id) => nameOf(agencies.find((agency) => agency.id === id)),
  };
  return {
    names,
    types: types.map((type) => ({ id: type.id, name: nameOf(type) ?? type.code, isDisabled: !type.active })),
    agencies: agencies.map((agency) => ({
      id: agency.id,
      name: `${agency.code} · ${nameOf(agency)}`,
      isDisabled: !agency.active,
    })),
    districts: districts.map((district) => ({ id: district.code, name: district.name })),
  };
}

export type RuleChoices = ReturnType<typeof useRuleChoices>;
