import { type ComponentType, lazy, Suspense, useEffect, useState } from 'react';

/** Milliseconds after which a page that was opened counts as being at rest; a call may ring before that. */
const restMs = 1500;
/** Between two attempts at what could not be fetched, because the server was away. */
const againMs = 5000;
/** The same for a part that is being shown: whoever looks at the page waits for it. */
const shownAgainMs = 500;

const missing = new Set<() => Promise<unknown>>();
let tellMore = () => {};

/**
 * A part of a screen that the first load does without: a dialog, a menu, a form that comes with a call. It is fetched when it is
 * first shown, and in the background once the page is at rest (`useParts`), so that it opens at once and also while the
 * server is away. `Waiting` stands in its place meanwhile.
 */
export function part<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Waiting: ComponentType = Nothing,
): ComponentType<Props> {
  let loaded: ComponentType<Props> | null = null;
  const fetchPart = async () => {
    loaded ??= await load();
    missing.delete(fetchPart);
    return loaded;
  };
  missing.add(fetchPart);
  tellMore();
  // A server that is away for a moment must not take down the page of somebody who talks: asked for until it is there.
  const fetchShown = async (): Promise<ComponentType<Props>> => {
    for (;;) {
      const found = await fetchPart().catch(() => null);
      if (found !== null) return found;
      await new Promise((resolve) => setTimeout(resolve, shownAgainMs));
    }
  };
  const Fetched = lazy(async () => ({ default: await fetchShown() }));
  return function Part(props: Props) {
    // Chosen once: another component in the same place would lose what is typed in it.
    const [Chosen] = useState(() => loaded ?? Fetched);
    return (
      <Suspense fallback={<Waiting />}>
        <Chosen {...props} />
      </Suspense>
    );
  };
}

function Nothing() {
  return null;
}

/** Fetch every part of the screens opened so far once the page is at rest, and those of screens opened later. Once per app. */
export function useParts(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(() => void fetchAll().then((isDone) => isDone || later(againMs)), ms);
    };
    tellMore = () => later(restMs);
    later(restMs);
    return () => {
      tellMore = () => {};
      clearTimeout(timer);
    };
  }, []);
}

/** One after the other, so that nothing a person waits for stands in line behind them. False: something is still missing. */
async function fetchAll(): Promise<boolean> {
  for (const fetchPart of [...missing]) {
    // Whoever shows the part is told; here it is only too early.
    await fetchPart().catch((error: unknown) => console.warn('A part of the page could not be fetched yet', error));
  }
  return missing.size === 0;
}
