import { readSession } from '#features/people/contract.ts';
import type { SessionView } from '#features/people/person.ts';

const storageKey = 'sigap.field.session';

/*
 * Who works on this telephone, so that the app opens with its tasks where there is no network. It holds no secret (the cookie is
 * elsewhere), and goes at sign-out and as soon as the server says that the session is over.
 */

export function keepSession(session: SessionView | null): void {
  try {
    if (session === null) localStorage.removeItem(storageKey);
    else localStorage.setItem(storageKey, JSON.stringify(session));
  } catch {
    // Without storage the app needs a network to open.
  }
}

export function keptSession(): SessionView | null {
  try {
    const kept = readSession.output.safeParse(JSON.parse(localStorage.getItem(storageKey) ?? 'null'));
    return kept.success && kept.data.state === 'open' ? kept.data : null;
  } catch {
    return null;
  }
}
