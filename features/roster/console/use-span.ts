import { usePlaces } from '#platform/web/place.ts';
import { daysBetween, mondayOf, plusDays } from '../rota-rules.ts';

export type SpanView = 'week' | 'month';

export interface ShownSpan {
  readonly view: SpanView;
  readonly from: string;
  readonly to: string;
  readonly days: readonly string[];
}

const firstOf = (day: string) => `${day.slice(0, 7)}-01`;
const nextMonth = (day: string) => firstOf(plusDays(firstOf(day), 32));

/** The week or the month that holds a day. */
export function spanAround(day: string, view: SpanView): ShownSpan {
  const from = view === 'week' ? mondayOf(day) : firstOf(day);
  const to = view === 'week' ? plusDays(from, 6) : plusDays(nextMonth(day), -1);
  return { view, from, to, days: daysBetween(from, to) };
}

/** What is shown lies in the address; without it the week of today. */
export function useSpan(today: string) {
  const [{ day, view }, set] = usePlaces();
  const shownView: SpanView = view === 'month' ? 'month' : 'week';
  const shown = /^\d{4}-\d\d-\d\d$/.test(day ?? '') ? (day ?? today) : today;
  const span = spanAround(shown, shownView);
  return {
    span,
    setView: (next: SpanView) => set({ view: next === 'week' ? null : next }),
    goEarlier: () => set({ day: plusDays(span.from, -1) }),
    goLater: () => set({ day: plusDays(span.to, 1) }),
    goToday: () => set({ day: null }),
  };
}
