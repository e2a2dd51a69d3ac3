import { sayWindow } from '#features/agencies/hours-texts.ts';
import { categoryTexts } from '#features/incidents/texts.ts';
import { fill, type RefusalText, type Text, type Texts } from '#platform/shared/texts.ts';
import type { ConditionKind, InputName, RoutingRule } from './routing.ts';

export const routingRefusals = {
  'routing.stale': {
    status: 409,
    id: 'Kejadian atau penugasannya sudah berubah lagi; lihat pertanyaan yang baru',
    en: 'The incident or its assignments have changed again; look at the new question',
  },
  'routing.no_question': {
    status: 409,
    id: 'Tidak ada perubahan yang menunggu keputusan',
    en: 'No change waits for a decision',
  },
  'routing_rule.village_unknown': {
    status: 422,
    id: 'Desa/kelurahan bukan bagian kabupaten ini',
    en: 'The village is not part of this regency',
  },
  'routing_rule.area_unknown': {
    status: 422,
    id: 'Area tidak ditemukan atau tidak dipakai lagi',
    en: 'No such area, or it is out of use',
  },
  'routing_rule.contradicts': {
    status: 422,
    id: 'Aturan ini meminta dua hal yang tidak pernah bersamaan: jenis dan kategori, atau desa di luar kecamatannya',
    en: 'The rule asks for two things that are never so together: a type and a category, or a village outside its district',
  },
} as const satisfies Record<string, RefusalText>;

/** What the ids and codes of a rule are called; undefined for what is not there any more. */
export interface RuleNames {
  readonly type: (id: string) => Text | undefined;
  readonly district: (code: string) => string | undefined;
  readonly village: (code: string) => string | undefined;
  readonly area: (id: string) => string | undefined;
  readonly agency: (id: string) => Text | undefined;
}

const conditionTexts = {
  type: { id: 'jenis {name}', en: 'type {name}' },
  category: { id: 'kategori {name}', en: 'category {name}' },
  priority: { id: 'prioritas {name}', en: 'priority {name}' },
  district: { id: 'kecamatan {name}', en: 'district {name}' },
  village: { id: 'desa/kelurahan {name}', en: 'village {name}' },
  area: { id: 'di area {name}', en: 'in area {name}' },
  windows: { id: 'waktu {name}', en: 'time {name}' },
  onHoliday: { id: 'hari libur', en: 'a holiday' },
  noHoliday: { id: 'bukan hari libur', en: 'no holiday' },
  inside: { id: 'pada jam kerja {name}', en: 'in the working hours of {name}' },
  outside: { id: 'di luar jam kerja {name}', en: 'outside the working hours of {name}' },
  unknown: { id: 'tidak dikenal', en: 'unknown' },
} as const satisfies Texts;

const both = (word: string): Text => ({ id: word, en: word });
const put = (text: Text, name: Text): Text => ({
  id: fill(text, 'id', { name: name.id }),
  en: fill(text, 'en', { name: name.en }),
});
const joined = (words: readonly Text[], id: string, en: string): Text => ({
  id: words.map((word) => word.id).join(id),
  en: words.map((word) => word.en).join(en),
});

type Asked = Omit<RoutingRule, 'id' | 'version' | 'leadAgencyId' | 'supportAgencyIds'>;

/** One condition of a rule in words: `kecamatan Buduran`, `waktu Sen–Jum 16.00–07.30`. */
export function sayCondition(kind: ConditionKind, rule: Asked, names: RuleNames): Text {
  const { unknown } = conditionTexts;
  switch (kind) {
    case 'type':
      return put(conditionTexts.type, names.type(rule.incidentTypeId ?? '') ?? unknown);
    case 'category':
      return put(conditionTexts.category, rule.category === null ? unknown : categoryTexts[rule.category]);
    case 'priority':
      return put(conditionTexts.priority, both(rule.priority ?? ''));
    case 'district':
      return put(conditionTexts.district, both(names.district(rule.districtCode ?? '') ?? rule.districtCode ?? ''));
    case 'village':
      return put(conditionTexts.village, both(names.village(rule.villageCode ?? '') ?? rule.villageCode ?? ''));
    case 'area': {
      const areas = rule.areaIds.map((id) => {
        const name = names.area(id);
        return name === undefined ? unknown : both(name);
      });
      return put(conditionTexts.area, joined(areas, ' atau ', ' or '));
    }
    case 'windows':
      return put(conditionTexts.windows, joined(rule.windows.map(sayWindow), ', ', ', '));
    case 'holidays':
      return rule.holidays === 'only' ? conditionTexts.onHoliday : conditionTexts.noHoliday;
    case 'hours': {
      const agency = names.agency(rule.hours?.agencyId ?? '') ?? unknown;
      return put(rule.hours?.is === 'inside' ? conditionTexts.inside : conditionTexts.outside, agency);
    }
  }
}

export const inputTexts: Readonly<Record<InputName, Text>> = {
  type: { id: 'jenis', en: 'type' },
  priority: { id: 'prioritas', en: 'priority' },
  place: { id: 'tempat', en: 'place' },
};
