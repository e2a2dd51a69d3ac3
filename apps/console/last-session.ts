import { readSession } from '#features/people/contract.ts';
import type { SessionView } from '#features/people/person.ts';

const storageKey = 'sigap.session';

/*
 * Who worked in this tab last, for a reload while the server is away: the frame and the telephone come back at once.
 * It holds no secret (the cookie is elsewhere) and goes with the tab or at sign-out; the server decides as ever.
 */

export function keepSession(session: SessionView | null): void {
  try {
    if (session === null) sessionStorage.removeItem(storageKey);
    else sessionStorage.setItem(storageKey, JSON.stringify(session));
  } catch {
    // Without storage a reload during an outage waits for the server.
  }
}

export function keptSession(): SessionView | null {
  try {
    const kept = readSession.output.safeParse(JSON.parse(sessionStorage.getItem(storageKey) ?? 'null'));
    return kept.success && kept.data.state === 'open' ? kept.data : null;
  } catch {
    return null;
  }
}
