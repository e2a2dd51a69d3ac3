import type { ActionContext } from '#platform/server/action.ts';
import type { Instant } from '#platform/shared/time.ts';
import { type Ground, judge } from '../../jurisdiction-rules.ts';
import type { Position } from '../../position.ts';
import type { PlaceHit } from '../../search-contract.ts';

/** Where something was before, in the words that were used then. */
export interface EarlierPlace {
  readonly id: string;
  readonly words: string;
  readonly at: Instant;
  readonly villageCode: string | null;
  /** Null: nobody knew more than the village. */
  readonly position: Position | null;
}

/** What knows of earlier places lies below this feature and is handed in. Only what this person may read. */
export type EarlierPlaces = (
  ctx: ActionContext,
  words: readonly string[],
  limit: number,
) => Promise<readonly EarlierPlace[]>;

/** As a result of the search: the point keeps how exact it was, and says that it is an earlier one. */
export function earlierHit({ id, words, at, villageCode, position }: EarlierPlace, ground: Ground): PlaceHit {
  const jurisdiction = position === null ? null : judge(position, ground);
  const known = villageCode === null ? undefined : ground.villages.get(villageCode);
  const village = known !== undefined && known.outside === null ? known.village : (jurisdiction?.village ?? null);
  return {
    id: `earlier:${id}`,
    kind: 'earlier',
    name: words,
    detail: at,
    postalCode: null,
    position: position === null ? null : { ...position, source: 'earlier' },
    village,
    jurisdiction,
    outside: village === null ? (jurisdiction?.outside?.regency ?? null) : null,
  };
}
