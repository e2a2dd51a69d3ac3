import type { CardSeed } from './card-seed.ts';
import { birth } from './card-seeds-birth.ts';
import { bleeding } from './card-seeds-bleeding.ts';
import { choking } from './card-seeds-choking.ts';
import { cpr } from './card-seeds-cpr.ts';
import { animals, violence } from './card-seeds-people.ts';
import { accident, fire, flood } from './card-seeds-scene.ts';

/** The cards that come with the service, in their order; a regency edits them and has them approved. */
export const cardSeeds: readonly CardSeed[] = [cpr, choking, bleeding, birth, fire, accident, flood, violence, animals];
