import type { RefusalText, Texts } from '#platform/shared/texts.ts';

export const areaRefusals = {
  'area.bad_geometry': {
    status: 422,
    id: 'Bentuk area tidak sah: {why}',
    en: 'The shape of the area is not valid: {why}',
  },
  'area.far_away': {
    status: 422,
    id: 'Area terletak jauh dari daerah ini',
    en: 'The area lies far from this regency',
  },
  'area.too_fine': {
    status: 422,
    id: 'Area punya {corners} titik sudut; paling banyak {limit}',
    en: 'The area has {corners} corners; at most {limit}',
  },
  'area.name_taken': { status: 409, id: 'Sudah ada area bernama {name}', en: 'There is an area named {name}' },
} as const satisfies Record<string, RefusalText>;

export const areaPurposeTexts = {
  sector: { id: 'Sektor penugasan', en: 'Dispatch sector' },
  risk: { id: 'Kawasan rawan', en: 'Area of risk' },
  other: { id: 'Lainnya', en: 'Other' },
} as const satisfies Texts;
