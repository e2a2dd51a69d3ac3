import { type Category, categories } from '#features/incidents/incident.ts';
import { usePlace } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import { coverMinutes, readCoverage } from '../../coverage-contract.ts';

export interface CoverageChoice {
  readonly minutes: number;
  /** Null: units of every kind. */
  readonly category: Category | null;
}

/** Units drive on, and are sent and freed; none of it is announced to a map. */
const refreshMs = 15_000;

/** What is asked about the reach of free units (null: nothing), in the address as `cov=10` or `cov=10.FIRE`, and the answer. */
export function useCoverage() {
  const [said, setSaid] = usePlace('cov');
  const choice = choiceOf(said);
  const choose = (next: CoverageChoice | null) =>
    setSaid(next === null ? null : [next.minutes, next.category].filter((part) => part !== null).join('.'));
  const { minutes, category } = choice ?? usual;
  const query = { minutes, ...(category === null ? {} : { category }) };
  const found = useRoute(readCoverage, { query }, { enabled: choice !== null, refreshMs, keepPrevious: true });
  return { choice, choose, found, toggle: () => choose(choice === null ? usual : null) };
}

const usual: CoverageChoice = { minutes: 10, category: null };

function choiceOf(said: string | null): CoverageChoice | null {
  if (said === null) return null;
  const [minutes, category] = said.split('.');
  return {
    minutes: coverMinutes.find((each) => String(each) === minutes) ?? usual.minutes,
    category: categories.find((each) => each === category) ?? null,
  };
}
