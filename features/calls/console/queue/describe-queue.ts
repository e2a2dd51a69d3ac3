import type { Translate } from '#platform/web/language.tsx';
import { breakReasons, dispositions } from '../../call.ts';
import { dispositionTexts } from '../../disposition-texts.ts';
import { queueContent } from '../../queue.ts';
import { breakReasonTexts } from '../../texts.ts';
import { settingTexts as texts } from './queue-texts.ts';

const units = { prolongTimes: texts.times } as const;
const figures = [
  'ringS',
  'ringAllAfterS',
  'supervisorsAfterS',
  'anyoneAfterS',
  'numberAfterS',
  'neighbourAfterS',
  'outsideRingS',
  'wrapUpS',
  'prolongS',
  'prolongTimes',
  'alarmAfterS',
] as const;

/** An older content of the queue's settings in words; only the fields that are given. */
export function describeQueue(
  given: Readonly<Record<string, unknown>>,
  t: Translate,
): { term: string; value: string }[] {
  const read = queueContent.safeParse(given);
  if (!read.success) return [];
  const content = read.data;
  const said: { term: string; value: string }[] = [];
  const figure = (value: number | null | undefined, unit: string) =>
    value === null || value === undefined ? t(texts.none) : `${value} ${unit}`;
  // What the version does not say was filled in by the schema, and is no change.
  const has = (name: string) => name in given;
  for (const name of figures) {
    const unit = name === 'prolongTimes' ? units.prolongTimes : texts.seconds;
    if (has(name)) said.push({ term: t(texts[name]), value: figure(content[name], t(unit)) });
  }
  if (has('neighbourNumber'))
    said.push({ term: t(texts.neighbourNumber), value: content.neighbourNumber ?? t(texts.none) });
  if (has('wrapUpByCode')) {
    const lengths = dispositions.flatMap((code) => {
      const length = content.wrapUpByCode[code];
      return length === undefined ? [] : [`${t(dispositionTexts[code])}: ${figure(length, t(texts.seconds))}`];
    });
    said.push({ term: t(texts.wrapUpByCode), value: lengths.join('; ') });
  }
  if (has('showListening'))
    said.push({ term: t(texts.showListening), value: t(content.showListening ? texts.yes : texts.no) });
  if (has('historyOrder'))
    said.push({ term: t(texts.historyOrder), value: t(content.historyOrder ? texts.yes : texts.no) });
  if (has('breakMinutes')) {
    const limits = breakReasons.map(
      (code) => `${t(breakReasonTexts[code])}: ${figure(content.breakMinutes[code], t(texts.minutes))}`,
    );
    said.push({ term: t(texts.breaks), value: limits.join('; ') });
  }
  return said;
}
