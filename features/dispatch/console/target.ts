import type { Translate } from '#platform/web/language.tsx';
import { clockSettingTexts as texts } from './setting-texts.ts';

export const units = ['seconds', 'minutes', 'hours', 'days'] as const;
export type Unit = (typeof units)[number];
export const secondsIn: Readonly<Record<Unit, number>> = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 };

/** The largest unit in which a target is a whole number: 120 s are 2 minutes, 90 s stay seconds. */
export function unitOf(seconds: number): Unit {
  return [...units].reverse().find((unit) => seconds % secondsIn[unit] === 0) ?? 'seconds';
}

/** A target in words. Hours up to two days are said in hours, as the regulations do. */
export function describeTarget(seconds: number | null, workingDays: boolean, t: Translate): string {
  if (seconds === null) return t(texts.noTarget);
  const isInHours = !workingDays && seconds < 2 * secondsIn.days;
  const unit = unitOf(seconds) === 'days' && isInHours ? 'hours' : unitOf(seconds);
  const name = {
    seconds: texts.seconds,
    minutes: texts.minutes,
    hours: texts.hours,
    days: workingDays ? texts.workingDayUnit : texts.dayUnit,
  }[unit];
  return `${seconds / secondsIn[unit]} ${t(name)}`;
}
