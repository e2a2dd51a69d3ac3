import { screenTexts as settingTexts } from '#features/people/screen-texts.ts';
import type { Translate } from '#platform/web/language.tsx';
import { cardContent } from '../../../card.ts';
import { cardTexts, inBoth } from '../../../card-texts.ts';
import { categoryTexts } from '../../../texts.ts';
import { editorTexts as texts } from './texts.ts';

/** An older content of a card in words; only the fields that are given. */
export function describeCard(
  content: Readonly<Record<string, unknown>>,
  t: Translate,
): { term: string; value: string }[] {
  const read = cardContent.partial().safeParse(content);
  if (!read.success) return [];
  const { name, nameEn, typeCodes, categories, position, active, first, questions, signOff } = read.data;
  const said: [string, string | undefined][] = [
    [t(texts.name), name],
    [t(texts.nameEn), nameEn],
    [t(texts.types), typeCodes?.join(', ')],
    [t(texts.categories), categories?.map((one) => t(categoryTexts[one])).join(', ')],
    [t(texts.position), position?.toString()],
    [t(texts.active), active === undefined ? undefined : t(active ? settingTexts.yes : settingTexts.no)],
    [t(texts.first), first],
    [t(texts.questions), questions?.map((one) => `${t(inBoth(one.ask))} (${one.choices.length})`).join(' · ')],
    [
      t(texts.approval),
      signOff === undefined
        ? undefined
        : signOff === null
          ? t(cardTexts.notSigned)
          : t(cardTexts.signed, { ...signOff }),
    ],
  ];
  return said.flatMap(([term, value]) => (value === undefined ? [] : [{ term, value }]));
}
