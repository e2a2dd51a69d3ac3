import { Card } from '#platform/ui/Page.tsx';
import { useLanguage, useText } from '#platform/web/language.tsx';
import { dayName } from './day-words.ts';
import type { Rota } from './rota-edit.ts';
import { rotaTexts as texts } from './texts.ts';

/** What is to be looked at before publishing; nothing of it forbids anything. */
export function WarningList({ rota }: { rota: Rota }) {
  const t = useText();
  const { language } = useLanguage();
  const nameOf = (id: string) => rota.people.find((person) => person.id === id)?.displayName ?? '?';
  const few = rota.warnings.filter(({ kind }) => kind === 'least').length;
  const lines = rota.warnings.flatMap((one) => {
    if (one.kind === 'least') return [];
    const values = { person: nameOf(one.userId), day: dayName(one.day, language) };
    if (one.kind === 'leave') return [t(texts.warnLeave, values)];
    if (one.kind === 'days_in_row') return [t(texts.warnRow, { ...values, days: one.days })];
    return [t(one.kind === 'rest' ? texts.warnRest : texts.warnOverlap, { ...values, hours: one.hours })];
  });
  const all = few === 0 ? lines : [t(texts.warnLeast, { count: few }), ...lines];
  return (
    <Card title={t(texts.warnings)} {...(all.length === 0 ? {} : { tone: 'warn' as const })}>
      {all.length === 0 ? (
        <p className="text-ink-soft">{t(texts.noWarnings)}</p>
      ) : (
        <ul className="flex list-disc flex-col gap-1 pl-5">
          {all.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </Card>
  );
}
