import { callerTexts } from '#features/incidents/timeline-texts.ts';
import type { Translate } from '#platform/web/language.tsx';
import { tellingContent } from '../../telling.ts';
import { milestones } from '../../telling-words.ts';
import { settingTexts } from './texts.ts';

/** A version of the setting, line by line; the history gives only what changed, so each part may be missing. */
export function inWords(content: Readonly<Record<string, unknown>>, t: Translate): { term: string; value: string }[] {
  const part = tellingContent.partial().safeParse(content);
  if (!part.success) return [];
  const { active, channels, templates, quiet, oldAfterMinutes, reopenDays, linkDays, voice } = part.data;
  const line = (term: string, value: string | number | undefined) =>
    value === undefined ? [] : [{ term, value: String(value) }];
  const yes = (is: boolean) => t(is ? settingTexts.yes : settingTexts.no);
  return [
    ...line(t(settingTexts.active), active === undefined ? undefined : yes(active)),
    ...(channels === undefined
      ? []
      : (['whatsapp', 'sms'] as const).flatMap((each) => line(t(settingTexts[each]), yes(channels.includes(each))))),
    ...(templates === undefined
      ? []
      : milestones.flatMap((each) => {
          const word = callerTexts[each];
          const { active: isOn, text } = templates[each];
          return line(
            t(settingTexts.send, { milestone: word === undefined ? each : t(word) }),
            isOn ? text : yes(false),
          );
        })),
    ...(quiet === undefined
      ? []
      : line(t(settingTexts.quietFrom), `${quiet.from}–${quiet.to} ${quiet.priorities.join(', ')}`)),
    ...line(t(settingTexts.old), oldAfterMinutes),
    ...line(t(settingTexts.reopenDays), reopenDays),
    ...line(t(settingTexts.linkDays), linkDays),
    ...(voice === undefined
      ? []
      : [
          ...line(t(settingTexts.voiceTypes), voice.typeCodes.join(', ') || t(settingTexts.none)),
          ...line(t(settingTexts.dueMinutes), voice.dueMinutes),
          ...line(t(settingTexts.tries), voice.tries),
        ]),
  ];
}
