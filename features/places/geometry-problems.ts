import type { Text } from '#platform/shared/texts.ts';

export const geometryProblems = ['open_ring', 'too_small', 'crosses_itself', 'outside_indonesia', 'in_metres'] as const;
export type GeometryProblem = (typeof geometryProblems)[number];

export const geometryProblemTexts: Readonly<Record<GeometryProblem, Text>> = {
  open_ring: { id: 'garisnya tidak tertutup', en: 'its line is not closed' },
  too_small: { id: 'tidak punya luas', en: 'it has no extent' },
  crosses_itself: { id: 'garisnya memotong dirinya sendiri', en: 'its line crosses itself' },
  outside_indonesia: { id: 'terletak di luar Indonesia', en: 'it lies outside Indonesia' },
  in_metres: {
    id: 'koordinatnya bukan derajat (mungkin UTM); ubah dahulu ke WGS 84 (EPSG:4326)',
    en: 'its coordinates are no degrees (perhaps UTM); convert it to WGS 84 (EPSG:4326) first',
  },
};
