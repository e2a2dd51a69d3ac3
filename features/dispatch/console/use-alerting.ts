import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { call } from '#platform/web/api-client.ts';
import { useLive, useLiveState } from '#platform/web/live.tsx';
import type { Sound } from '../assignment.ts';
import { reportAlerting } from '../contract.ts';
import { type Alarm, alarmOfPage } from './alarm.ts';

/** Well within `alertingEveryMs`, so that one lost report does not make the agency look silent. */
const reportEveryMs = 20_000;

/** The alarm and what can be heard of it now. */
export function useAlarm(): { readonly alarm: Alarm; readonly sound: Sound } {
  const [alarm] = useState(alarmOfPage);
  return { alarm, sound: useSyncExternalStore(alarm.subscribe, alarm.sound) };
}

/** Tell the centre whether this screen can be heard: at once on a change, and again and again. */
export function useReport(sound: Sound): void {
  useEffect(() => {
    const report = () => {
      // No answer is no fault here: the next report follows, and without any the board shows the agency as silent.
      call(reportAlerting, { body: { sound } }).catch((error: unknown) => console.warn('Alerting not reported', error));
    };
    report();
    const timer = setInterval(report, reportEveryMs);
    return () => clearInterval(timer);
  }, [sound]);
}

interface Task {
  readonly id: string;
}

/**
 * What rings: every new task nobody has silenced, and one that was just announced and is still being fetched, so that the
 * sound does not wait for the network. A silenced task rings again when its clock runs out.
 */
export function useRinging(fresh: readonly Task[], fetchedAt: number) {
  const [silenced, setSilenced] = useState<ReadonlySet<string>>(new Set());
  const [announced, setAnnounced] = useState<readonly { readonly id: string; readonly at: number }[]>([]);
  useLive('assignment.sent', (message) =>
    setAnnounced((before) => [...before, { id: message.subjectId, at: Date.now() }]),
  );
  useLive('assignment.escalated', (message) =>
    setSilenced((before) => new Set([...before].filter((id) => id !== message.subjectId))),
  );
  const coming = announced.filter((one) => one.at >= fetchedAt && !fresh.some((task) => task.id === one.id));
  const ringing = [
    ...fresh.filter((task) => !silenced.has(task.id)).map((task) => task.id),
    ...coming.map(({ id }) => id),
  ];
  return {
    ringing,
    isSilenced: (id: string) => silenced.has(id),
    silence: (id: string) => setSilenced((before) => new Set([...before, id])),
  };
}

/** A title that alternates while something waits, for whoever looks at another tab. */
export function useFlashingTitle(words: string | null, alternate: string): void {
  useEffect(() => {
    if (words === null) return;
    const before = document.title;
    let isOdd = false;
    const show = () => {
      document.title = isOdd ? alternate : words;
      isOdd = !isOdd;
    };
    show();
    const timer = setInterval(show, 1000);
    return () => {
      clearInterval(timer);
      document.title = before;
    };
  }, [words, alternate]);
}

/** Tell the desktop about each task once, where the person allowed it. */
export function useDesktopNotices(
  tasks: readonly { readonly id: string; readonly title: string; readonly body: string }[],
): void {
  const told = useRef(new Set<string>());
  useEffect(() => {
    if (!('Notification' in window) || Notification.permission !== 'granted') return;
    for (const task of tasks) {
      if (told.current.has(task.id)) continue;
      told.current.add(task.id);
      showNotice(task);
    }
  }, [tasks]);
}

function showNotice(task: { readonly id: string; readonly title: string; readonly body: string }): void {
  try {
    const notice = new Notification(task.title, {
      body: task.body,
      tag: task.id,
      requireInteraction: true,
      lang: document.documentElement.lang,
    });
    notice.onclick = () => window.focus();
  } catch (error) {
    // Browsers on telephones forbid this constructor; sound and title still say it.
    console.warn('No desktop notice here', error);
  }
}

/** While the live feed is behind, ask every few seconds; else now and then, should a message ever be missed. */
export function usePolling(refetch: () => unknown): void {
  const isBehind = useLiveState().state === 'behind';
  const latest = useRef(refetch);
  useEffect(() => {
    latest.current = refetch;
  });
  useEffect(() => {
    // Own timer: the cache's refresh sleeps while the tab is hidden, and a hidden tab is the one that must ring.
    const timer = setInterval(() => void latest.current(), isBehind ? 4000 : 60_000);
    return () => clearInterval(timer);
  }, [isBehind]);
}
