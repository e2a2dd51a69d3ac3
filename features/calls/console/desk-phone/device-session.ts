import type { PhoneSession } from '../phone-session.ts';
import type { DeskView } from '../use-desk.ts';

const plain = { isMuted: false, digits: '' } as const;

/** What the telephone on the desk does, as the server sees it; in the form in which the browser's own tells it. */
export function deviceSession(desk: DeskView): PhoneSession | null {
  const { offer, call, presence, second, supervises } = desk;
  if (offer !== null) {
    return { ...plain, callId: offer.call.id, stage: 'ringing', since: offer.offeredAt, hold: 'none', heldSince: null };
  }
  const isUp = call?.state === 'answered' || (call?.direction === 'outbound' && call.state === 'arrived');
  if (call !== null && isUp && presence.state === 'talking') {
    const { heldSince } = call;
    const hold = heldSince === null ? 'none' : 'held';
    const since = call.answeredAt ?? presence.since;
    return { ...plain, callId: second.line ?? call.id, stage: 'talking', since, hold, heldSince };
  }
  if (supervises === null) return null;
  return { ...plain, callId: supervises, stage: 'talking', since: presence.since, hold: 'none', heldSince: null };
}
