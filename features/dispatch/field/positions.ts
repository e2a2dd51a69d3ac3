import { z } from 'zod';
import { call, Unreachable } from '#platform/web/api-client.ts';
import type { Fix, UnitId } from '../unit.ts';
import { reportPositions } from '../unit-contract.ts';
import { dropFixes, keepFix, waitingFixes } from './keep.ts';

/** One fix at most in so many milliseconds: a map moves no finer, and a battery is finite. */
const everyMs = 10_000;
/** A device that stands still tells so now and then, else its position looks lost. */
const stillMs = 60_000;

export type PositionState =
  | { readonly kind: 'searching' | 'refused' }
  | { readonly kind: 'known'; readonly at: string; readonly accuracyM: number };

/** Watch where the device is while its unit has a task; every fix is kept first and sent when there is a network. */
export function watchPositions(
  who: { readonly userId: string; readonly unitId: UnitId },
  tell: (state: PositionState) => void,
): () => void {
  if (!('geolocation' in navigator)) {
    tell({ kind: 'refused' });
    return () => undefined;
  }
  let lastAt = 0;
  let newest: GeolocationPosition | null = null;
  const take = (position: GeolocationPosition) => {
    newest = position;
    tell({ kind: 'known', at: new Date(position.timestamp).toISOString(), accuracyM: position.coords.accuracy });
    if (Date.now() - lastAt < everyMs) return;
    lastAt = Date.now();
    void keepFix(who.userId, who.unitId, fixOf(position)).then(() => sendFixes(who));
  };
  const watch = navigator.geolocation.watchPosition(
    take,
    // Lost for a moment is not refused: the last one stays with its age.
    (error) => error.code === error.PERMISSION_DENIED && tell({ kind: 'refused' }),
    { enableHighAccuracy: true, maximumAge: 5000 },
  );
  const timer = setInterval(() => {
    if (newest === null || Date.now() - lastAt < stillMs) void sendFixes(who);
    else navigator.geolocation.getCurrentPosition(take, () => undefined, { enableHighAccuracy: true, timeout: 20_000 });
  }, everyMs * 2);
  tell({ kind: 'searching' });
  return () => {
    navigator.geolocation.clearWatch(watch);
    clearInterval(timer);
  };
}

function fixOf({ timestamp, coords }: GeolocationPosition): Fix {
  const { latitude, longitude, accuracy, speed } = coords;
  return {
    deviceAt: new Date(timestamp).toISOString(),
    point: { latitude, longitude },
    accuracyM: Math.min(accuracy, 100_000),
    speedMps: speed === null || Number.isNaN(speed) ? null : Math.min(Math.max(speed, 0), 150),
  };
}

let isSending = false;

/** The server keeps each fix once, so that a tab more or an answer lost does no harm. */
async function sendFixes({ userId, unitId }: { readonly userId: string; readonly unitId: UnitId }): Promise<void> {
  if (isSending) return;
  isSending = true;
  try {
    const waiting = await waitingFixes(userId, unitId);
    if (waiting.length === 0) return;
    await call(reportPositions, { params: { id: unitId }, body: { fixes: waiting.map(({ fix }) => fix) } });
    await dropFixes(waiting.map(({ number }) => number));
  } catch (error) {
    // Without a network they wait; a refusal is of no use to repeat, and the next watch begins anew.
    if (!(error instanceof Unreachable)) console.warn('Positions were not taken', error);
  } finally {
    isSending = false;
  }
}

const consentKey = (userId: string) => `sigap.field.position.${userId}`;
const consent = z.enum(['yes', 'no']).nullable().catch(null);

/** Null: not asked yet. */
export function readConsent(userId: string): 'yes' | 'no' | null {
  try {
    return consent.parse(localStorage.getItem(consentKey(userId)));
  } catch {
    return null;
  }
}

export function keepConsent(userId: string, said: 'yes' | 'no'): void {
  try {
    localStorage.setItem(consentKey(userId), said);
  } catch {
    // Asked again next time.
  }
}
