import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from '#platform/ui/Button.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { useLanguage, useText } from '#platform/web/language.tsx';
import { dayName, monthName } from './day-words.ts';
import { rotaTexts as texts } from './texts.ts';
import type { SpanView, useSpan } from './use-span.ts';

/** Week or month, and the way to the one before and after. */
export function SpanBar({ place }: { place: ReturnType<typeof useSpan> }) {
  const t = useText();
  const { language } = useLanguage();
  const { span } = place;
  const title =
    span.view === 'week'
      ? `${dayName(span.from, language)} – ${dayName(span.to, language)}`
      : monthName(span.from, language);
  return (
    <div className="flex flex-wrap items-end gap-2">
      <h2 className="min-w-72 flex-1 self-center text-lg font-semibold">{title}</h2>
      <div className="flex flex-wrap items-end gap-2 print:hidden">
        <div className="w-32">
          <Select<SpanView>
            label={t(texts.view)}
            options={[
              { id: 'week', name: t(texts.week) },
              { id: 'month', name: t(texts.month) },
            ]}
            value={span.view}
            onChange={place.setView}
          />
        </div>
        <Button icon={<ChevronLeft aria-hidden size={16} />} onPress={place.goEarlier}>
          {t(texts.earlier)}
        </Button>
        <Button onPress={place.goToday}>{t(texts.today)}</Button>
        <Button icon={<ChevronRight aria-hidden size={16} />} onPress={place.goLater}>
          {t(texts.later)}
        </Button>
      </div>
    </div>
  );
}
