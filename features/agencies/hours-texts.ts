import type { Text } from '#platform/shared/texts.ts';
import type { WeeklyWindow } from './hours.ts';
import { weekdayTexts } from './screen-texts.ts';

/** `Sen–Jum 16.00–07.30`; days that follow each other are one stretch. */
export function sayWindow({ weekdays, from, to }: WeeklyWindow): Text {
  const days = [...weekdays].sort((a, b) => a - b);
  const stretches: number[][] = [];
  for (const day of days) {
    const last = stretches.at(-1);
    if (last?.at(-1) === day - 1) last.push(day);
    else stretches.push([day]);
  }
  const short = (day: number | undefined, language: 'id' | 'en') =>
    (weekdayTexts[(day ?? 1) - 1]?.[language] ?? '').slice(0, 3);
  const said = (language: 'id' | 'en') =>
    stretches
      .map((stretch) =>
        stretch.length === 1
          ? short(stretch[0], language)
          : `${short(stretch[0], language)}–${short(stretch.at(-1), language)}`,
      )
      .join(', ');
  const hours = `${from}–${to}`;
  return { id: `${said('id')} ${hours.replaceAll(':', '.')}`, en: `${said('en')} ${hours}` };
}
