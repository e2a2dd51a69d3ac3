import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { z } from 'zod';
import { plusMs } from '#platform/shared/time.ts';
import { useLive } from '#platform/web/live.tsx';
import { invalidatePaths, useRoute } from '#platform/web/query-options.ts';
import { ticking } from '#platform/web/ticking.ts';
import { type deskView, phoneView, readDesk } from '../contract.ts';
import { deviceSession } from './desk-phone/device-session.ts';
import { type Phone, type PhoneState, thePhone } from './phone.ts';

export type DeskView = z.output<typeof deskView>;

export function usePhone(): PhoneState {
  const phone = thePhone();
  return useSyncExternalStore(phone.subscribe, phone.state);
}

/** My desk as the server sees it; live messages and the first ring of the telephone refresh it. */
export function useDesk(enabled = true) {
  return useRoute(readDesk, {}, { enabled });
}

const keptPhone = 'sigap.phone';
/** That the telephone was checked since the sign-in (sound/checked-once.ts). */
export const checkedKey = 'sigap.phone.checked';

/*
 * The account of this tab's telephone, so that a reload while the server is away still rings (design.md invariant 10). It
 * opens no data, only this desk's line, ends with the session at the exchange, and goes with the tab.
 */
function keepPhone(account: z.output<typeof phoneView>): void {
  try {
    sessionStorage.setItem(keptPhone, JSON.stringify(account));
  } catch {
    // Without storage only a reload during an outage is silent.
  }
}
function readKeptPhone(): z.output<typeof phoneView> | null {
  try {
    const kept = phoneView.safeParse(JSON.parse(sessionStorage.getItem(keptPhone) ?? 'null'));
    return kept.success ? kept.data : null;
  } catch {
    return null;
  }
}

/** Keep the telephone of this page registered while mounted; it is signed off when the person leaves the console. */
export function useDeskPhone(desk: DeskView | undefined, isServerAway: boolean, isWanted: boolean): void {
  const phone = thePhone();
  const queries = useQueryClient();
  const account = desk?.phone ?? null;
  const fingerprint = JSON.stringify(account);
  const isDevice = desk?.deskPhone?.inUse === true;
  const shown =
    isDevice && isWanted ? { isRegistered: desk.deskPhone?.registered === true, session: deviceSession(desk) } : null;
  const shownText = JSON.stringify(shown);
  // First, so that the telephone of the browser begins anew after it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is shown is new at each drawing; its text is not
  useEffect(() => {
    if (shown !== null) sessionStorage.removeItem(keptPhone);
    phone.mirror(shown);
  }, [phone, shownText]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the account is new after every fetch; its text is not
  useEffect(() => {
    if (!isWanted || isDevice) return;
    const chosen = account ?? (isServerAway ? readKeptPhone() : null);
    if (chosen === null) return;
    phone.use(chosen);
    if (account !== null) keepPhone(account);
  }, [fingerprint, isServerAway, isWanted, isDevice]);
  useEffect(
    () => () => {
      phone.stop();
      sessionStorage.removeItem(keptPhone);
      // The next person at this browser checks it for themselves.
      sessionStorage.removeItem(checkedKey);
    },
    [phone],
  );
  const rings = usePhone().session?.callId ?? null;
  useEffect(() => {
    if (rings !== null) void invalidatePaths(queries, ['/api/desk']);
  }, [rings, queries]);
  useDroppedCalls(phone, desk);
}

/**
 * An exchange that died takes its calls with it, and no BYE tells the browser: what the server says
 * has ended is ended here too, a moment later so that the ordinary BYE comes first.
 */
function useDroppedCalls(phone: Phone, desk: DeskView | undefined): void {
  const latest = useRef(desk);
  latest.current = desk;
  useLive('call.*', (message) => {
    const ended = ['call.ended', 'call.lost', 'call.failed'].includes(message.name);
    const line = phone.state().session?.callId;
    if (!ended || line == null || (line !== message.subjectId && lineOf(latest.current) !== line)) return;
    setTimeout(() => {
      if (phone.state().session?.callId === line && lineOf(latest.current) !== line) phone.drop();
    }, 2000);
  });
}

/** The call for which the telephone rang that is up now; one telephone may talk in two calls by turns. */
export function lineOf(desk: DeskView | undefined): string | null {
  return desk?.call?.state === 'answered' ? desk.second.line : null;
}

/** What the telephone does for this desk itself; null while it is only on the line of somebody else's call. */
export function ownSession(session: PhoneState['session'], desk: DeskView | undefined): PhoneState['session'] {
  const supervised = desk?.supervises ?? null;
  return supervised !== null && session?.callId === supervised ? null : session;
}

/** Since when the caller is on hold, by the server's clock where it is known. The telephone knows first, and alone when it is here. */
export function heldSinceOf(session: PhoneState['session'], server: string | null | undefined): string | null {
  if (session === null) return server ?? null;
  return session.heldSince === null ? null : sinceOf({ ...session, since: session.heldSince }, server);
}

/** Since when it rings or talks here, by the server's clock where it is known. */
export function sinceOf(session: PhoneState['session'], server: string | null | undefined): string | null {
  if (server !== null && server !== undefined) return server;
  return session === null ? null : plusMs(session.since, ticking.now() - Date.now());
}
