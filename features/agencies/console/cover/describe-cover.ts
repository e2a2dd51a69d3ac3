import { screenTexts as settingTexts } from '#features/people/screen-texts.ts';
import type { Translate } from '#platform/web/language.tsx';
import type { CoverContent } from '../../cover.ts';
import { coverTimeTexts } from '../../cover-texts.ts';
import { sayWindow } from '../../hours-texts.ts';
import { coverScreenTexts as texts } from './texts.ts';

/** Hours and bounds of a cover in words, each its own. */
export function daysOf(
  { windows, fromDay, untilDay }: Pick<CoverContent, 'windows' | 'fromDay' | 'untilDay'>,
  t: Translate,
): string[] {
  return [
    ...windows.map((window) => t(sayWindow(window))),
    ...(fromDay === null ? [] : [`${t(texts.from)} ${fromDay}`]),
    ...(untilDay === null ? [] : [`${t(texts.to)} ${untilDay}`]),
  ];
}

/** An older content of a cover in words; only the fields that are given. */
export function describeCover(
  content: Readonly<Record<string, unknown>>,
  nameOf: (id: string) => string | undefined,
  t: Translate,
): { term: string; value: string }[] {
  const given = content as Partial<CoverContent>; // Written by the server from the schema of covers; a field may be missing.
  const said: { term: string; value: string }[] = [];
  const push = (term: string, value: string) => said.push({ term, value });
  if (given.agencyId !== undefined) push(t(texts.covered), nameOf(given.agencyId) ?? t(texts.unknown));
  if (given.coverAgencyId !== undefined) push(t(texts.coveredBy), nameOf(given.coverAgencyId) ?? t(texts.unknown));
  if (given.times !== undefined) push(t(texts.when), t(coverTimeTexts[given.times]));
  const days = daysOf(
    { windows: given.windows ?? [], fromDay: given.fromDay ?? null, untilDay: given.untilDay ?? null },
    t,
  );
  if (days.length > 0) push(t(texts.windows), days.join(' · '));
  if (given.position !== undefined) push(t(texts.order), String(given.position));
  if (given.active !== undefined) push(t(texts.active), t(given.active ? settingTexts.yes : settingTexts.no));
  return said;
}
