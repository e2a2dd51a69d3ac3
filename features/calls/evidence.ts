import { z } from 'zod';
import type { Disposition } from './call.ts';

/*
 * What somebody heard or was told that makes a call what it is called. The codes are facts of the call or of a check afterwards.
 * Never evidence: accent, language, sex, a guess at somebody's age, the district, a SIM or none, and how upset somebody sounds
 * (standards.md §5D): a caller who is poor, foreign, drunk or in panic must not look like a prank by that. `group_playing` is
 * what several are heard doing behind the caller, and says nothing of who calls.
 */
export const evidenceCodes = [
  'laughter',
  'group_playing',
  'singing_music',
  'joking_request',
  'admits_prank',
  'leaves_at_place',
  'no_such_place',
  'phrase_repeated',
  'contradicts_itself',
  'owner_explains',
  'swearing',
  'insults_taker',
  'sexual_talk',
  'threatens_taker',
  'refuted_on_scene',
  'refuted_by_agency',
  'no_speech',
  'media_only',
  'pocket_noise',
  'says_mistake',
  'says_test',
] as const;
export const evidenceCode = z.enum(evidenceCodes);
export type EvidenceCode = (typeof evidenceCodes)[number];

/** Which evidence fits which class, in the order in which the desk offers it. A class that is not here needs and takes none. */
export const fittingEvidence: Readonly<Partial<Record<Disposition, readonly EvidenceCode[]>>> = {
  PRANK_CHILD: [
    'laughter',
    'group_playing',
    'singing_music',
    'joking_request',
    'admits_prank',
    'leaves_at_place',
    'no_such_place',
    'phrase_repeated',
    'contradicts_itself',
    'owner_explains',
  ],
  PRANK_ADULT: [
    'laughter',
    'singing_music',
    'joking_request',
    'admits_prank',
    'leaves_at_place',
    'no_such_place',
    'phrase_repeated',
    'contradicts_itself',
    'owner_explains',
  ],
  PRANK_ABUSIVE: [
    'swearing',
    'insults_taker',
    'sexual_talk',
    'threatens_taker',
    'laughter',
    'admits_prank',
    'leaves_at_place',
    'phrase_repeated',
  ],
  HOAX_SUSPECTED: ['no_such_place', 'contradicts_itself', 'leaves_at_place', 'laughter', 'owner_explains'],
  HOAX_CONFIRMED: [
    'refuted_on_scene',
    'refuted_by_agency',
    'no_such_place',
    'contradicts_itself',
    'admits_prank',
    'owner_explains',
  ],
  GHOST: ['no_speech', 'media_only', 'pocket_noise'],
  ACCIDENTAL: ['pocket_noise', 'says_mistake', 'media_only', 'no_speech'],
  WRONG_NUMBER: ['says_mistake'],
  TEST: ['says_test'],
};

/** A class that speaks against its caller stands on at least two facts (standards.md §5D, stage 5). */
export const leastEvidence: Readonly<Partial<Record<Disposition, number>>> = {
  PRANK_CHILD: 2,
  PRANK_ADULT: 2,
  PRANK_ABUSIVE: 2,
  HOAX_CONFIRMED: 2,
};
