import { screenTexts as settingTexts } from '#features/people/screen-texts.ts';
import type { Translate } from '#platform/web/language.tsx';
import { incidentTypeContent } from '../incident.ts';
import { categoryTexts, priorityTexts } from '../texts.ts';
import { typeTexts as texts } from './type-texts.ts';

/** An older content of an incident type in words; only the fields that are given. */
export function describeType(
  content: Readonly<Record<string, unknown>>,
  t: Translate,
): { term: string; value: string }[] {
  const read = incidentTypeContent.partial().safeParse(content);
  if (!read.success) return [];
  const { name, nameEn, category, defaultPriority, sensitive, words, position, active } = read.data;
  const yesNo = (value: boolean) => t(value ? settingTexts.yes : settingTexts.no);
  const said: [string, string | undefined][] = [
    [t(texts.name), name],
    [t(texts.nameEn), nameEn],
    [t(texts.category), category && t(categoryTexts[category])],
    [t(texts.priority), defaultPriority && `${defaultPriority} · ${t(priorityTexts[defaultPriority])}`],
    [t(texts.sensitiveMark), sensitive === undefined ? undefined : yesNo(sensitive)],
    [t(texts.words), words && (words.length === 0 ? t(settingTexts.empty) : words.join(', '))],
    [t(texts.position), position?.toString()],
    [t(texts.active), active === undefined ? undefined : yesNo(active)],
  ];
  return said.flatMap(([term, value]) => (value === undefined ? [] : [{ term, value }]));
}
