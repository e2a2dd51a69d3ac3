import { z } from 'zod';
import type { Text } from '#platform/shared/texts.ts';
import { geometryProblems, geometryProblemTexts } from './geometry-problems.ts';

/** Why a row of a file is left out. */
export const rowProblems = [
  ...geometryProblems,
  'no_code',
  'unknown_region',
  'other_regency',
  'no_geometry',
  'no_name',
  'bad_position',
  'far_away',
  'twice',
] as const;
export const rowProblem = z.enum(rowProblems);
export type RowProblem = (typeof rowProblems)[number];

export const rowProblemTexts: Readonly<Record<RowProblem, Text>> = {
  ...geometryProblemTexts,
  no_code: { id: 'tidak ada kode wilayah', en: 'no code of a region' },
  unknown_region: { id: 'kode dan nama tidak cocok dengan wilayah mana pun', en: 'code and name match no region' },
  other_regency: { id: 'daerah lain (dilewati)', en: 'another regency (left out)' },
  no_geometry: { id: 'tidak ada bidang (polygon)', en: 'no polygon' },
  no_name: { id: 'tidak ada nama', en: 'no name' },
  bad_position: { id: 'titiknya tidak terbaca', en: 'its point cannot be read' },
  far_away: { id: 'jauh dari daerah ini (lebih dari 20 km)', en: 'far from this regency (more than 20 km)' },
  twice: { id: 'sudah ada di berkas ini', en: 'it is in this file already' },
};
