import { screenTexts as settingTexts } from '#features/people/screen-texts.ts';
import type { Translate } from '#platform/web/language.tsx';
import { agencyContent, type Calendar } from '../agency.ts';
import { screenTexts, weekdayTexts } from '../screen-texts.ts';
import { agencyKindTexts } from '../texts.ts';

/** An older content of an agency in words; only the fields that are given. */
export function describeAgency(
  content: Readonly<Record<string, unknown>>,
  t: Translate,
): { term: string; value: string }[] {
  const read = agencyContent.partial().safeParse(content);
  if (!read.success) return [];
  const agency = read.data;
  const said: { term: string; value: string }[] = [];
  const yesNo = (value: boolean) => t(value ? settingTexts.yes : settingTexts.no);
  if (agency.name !== undefined) said.push({ term: t(screenTexts.name), value: agency.name });
  if (agency.nameEn !== undefined) said.push({ term: t(screenTexts.nameEn), value: agency.nameEn });
  if (agency.kind !== undefined) said.push({ term: t(screenTexts.kind), value: t(agencyKindTexts[agency.kind]) });
  if (agency.phone !== undefined)
    said.push({ term: t(screenTexts.phone), value: agency.phone ?? t(settingTexts.empty) });
  if (agency.hasAccounts !== undefined)
    said.push({ term: t(screenTexts.hasAccounts), value: yesNo(agency.hasAccounts) });
  if (agency.medical !== undefined) said.push({ term: t(screenTexts.medical), value: yesNo(agency.medical) });
  if (agency.active !== undefined) said.push({ term: t(screenTexts.active), value: yesNo(agency.active) });
  if (agency.calendar !== undefined)
    said.push({ term: t(screenTexts.hours), value: describeCalendar(agency.calendar, t) });
  return said;
}

function describeCalendar(calendar: Calendar | null, t: Translate): string {
  if (calendar === null) return t(screenTexts.always);
  const days = calendar.hours.map(({ weekday, from, to }) => {
    const name = weekdayTexts[weekday - 1];
    return `${name === undefined ? weekday : t(name)} ${from}–${to}`;
  });
  return [...days, ...calendar.holidays.map((date) => `${t(screenTexts.holidays)} ${date}`)].join(', ');
}
