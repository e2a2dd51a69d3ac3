import { AlarmClockPlus } from 'lucide-react';
import { useMemo } from 'react';
import { categoryTexts, priorityTexts } from '#features/incidents/texts.ts';
import { SettingsPage } from '#features/people/console/SettingsPage.tsx';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import type { Column } from '#platform/ui/Table.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { type ClockSetting, listClocks } from '../setting-contract.ts';
import { clockTexts } from '../texts.ts';
import { AddClockDialog, ClockDialog } from './ClockDialogs.tsx';
import { clockSettingTexts as texts } from './setting-texts.ts';
import { describeTarget } from './target.ts';

/** Within which time an agency must acknowledge, arrive and resolve. */
export function ClocksPage() {
  const t = useText();
  const clocks = useRoute(listClocks, {});
  const items = clocks.data?.items ?? [];
  const columns = useMemo((): Column<ClockSetting>[] => {
    const target = (clock: 'acknowledge' | 'arrive' | 'resolve'): Column<ClockSetting> => ({
      id: clock,
      name: t(clockTexts[clock]),
      cell: ({ content }) => describeTarget(content[`${clock}S`], content.workingDays, t),
    });
    return [
      {
        id: 'priority',
        name: t(texts.priority),
        isRowHeader: true,
        cell: (clock) => `${clock.priority} · ${t(priorityTexts[clock.priority])}`,
      },
      {
        id: 'category',
        name: t(texts.category),
        cell: (clock) => t(clock.category === null ? texts.allCategories : categoryTexts[clock.category]),
      },
      target('acknowledge'),
      target('arrive'),
      target('resolve'),
      {
        id: 'days',
        name: t(texts.days),
        cell: ({ content }) => t(content.workingDays ? texts.workingDays : texts.always),
      },
      {
        id: 'state',
        name: t(texts.state),
        cell: ({ content }) =>
          content.active ? <StatusDot tone="good">{t(texts.active)}</StatusDot> : <Badge>{t(texts.inactive)}</Badge>,
      },
    ];
  }, [t]);
  return (
    <SettingsPage
      title={texts.clocks}
      note={texts.clocksNote}
      place="clock"
      query={clocks}
      rows={items}
      idOf={(clock) => clock.id}
      columns={columns}
      none={texts.none}
      add={{ id: 'clock.add', name: texts.addClock, icon: <AlarmClockPlus aria-hidden size={16} /> }}
      // It begins with the targets of its priority.
      addDialog={(onClose) => (clocks.data === undefined ? null : <AddClockDialog clocks={items} onClose={onClose} />)}
      dialog={(id, onClose) => {
        const clock = items.find((one) => one.id === id);
        return clock === undefined ? null : <ClockDialog clock={clock} onClose={onClose} />;
      }}
    />
  );
}
