import type { exchangeTenants } from './exchange.ts';

type Regency = Awaited<ReturnType<typeof exchangeTenants>>[number];

/**
 * Keeps a running exchange at what the tables say: who may call (trunks), for which numbers, and how a regency is called. The
 * returned function compares and, where something differs, has it taken up; true when it did. One at a time; what fails
 * is tried again at the next call, for it still differs then.
 */
export function followRegencies(options: {
  /** What the exchange was started with. */
  readonly first: readonly Regency[];
  readonly read: () => Promise<readonly Regency[]>;
  /** Put the prompts of these where the exchange looks for them: at once without a voice, or spoken. */
  readonly prompts: (regencies: readonly Regency[], spoken: boolean) => Promise<void>;
  /** Whether the exchange would take it; false: what is in force stays, and is tried again when something else is wanted. */
  readonly attempt?: (wanted: readonly Regency[], inForce: readonly Regency[]) => Promise<boolean>;
  /** Write the configuration and have it taken up; calls go on. */
  readonly apply: (regencies: readonly Regency[]) => Promise<void>;
}): () => Promise<boolean> {
  let inForce = options.first;
  let refused = '';
  let unspoken: readonly Regency[] = [];
  let turn: Promise<unknown> = Promise.resolve();

  const refresh = async (): Promise<boolean> => {
    const wanted = await options.read();
    const text = JSON.stringify(wanted);
    const isChanged = text !== JSON.stringify(inForce) && text !== refused;
    if (!isChanged && unspoken.length === 0) return false;
    // Back to what is in force: nothing is wrong any more.
    if (!isChanged && refused !== '' && text !== refused) {
      refused = '';
      await options.attempt?.(wanted, inForce);
    }
    if (isChanged && options.attempt !== undefined && !(await options.attempt(wanted, inForce))) {
      refused = text;
      return false;
    }
    const renamed = wanted.filter(
      (each) => !inForce.some((before) => before.slug === each.slug && before.name === each.name),
    );
    if (isChanged) {
      // A voice may have to be fetched first; the line must not wait for it.
      if (renamed.length > 0) await options.prompts(renamed, false);
      await options.apply(wanted);
      inForce = wanted;
      refused = '';
    }
    const due = [...renamed, ...unspoken.filter((each) => !renamed.some(({ slug }) => slug === each.slug))];
    unspoken = due;
    if (due.length > 0) await options.prompts(due, true);
    unspoken = [];
    return true;
  };

  return () => {
    const next = turn.then(refresh);
    turn = next.catch(() => undefined);
    return next;
  };
}
