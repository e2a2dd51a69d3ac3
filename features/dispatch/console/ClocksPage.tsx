import { AlarmClockPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { categoryTexts, priorityTexts } from '#features/incidents/texts.ts';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import { type ClockSetting, listClocks } from '../setting-contract.ts';
import { clockTexts } from '../texts.ts';
import { AddClockDialog, ClockDialog } from './ClockDialogs.tsx';
import { clockSettingTexts as texts } from './setting-texts.ts';
import { describeTarget } from './target.ts';

/** Within which time an agency must acknowledge, arrive and resolve. */
export function ClocksPage() {
  const t = useText();
  const can = useCan();
  const [opened, setOpened] = usePlace('clock');
  const [isAdding, setAdding] = useState(false);
  const clocks = useRoute(listClocks, {});
  const add: Command = {
    id: 'clock.add',
    name: texts.addClock,
    keys: ['F4'],
    group: texts.clocks,
    when: () => true,
    run: () => setAdding(true),
  };
  useCommands(can('setting.change') ? [add] : []);
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
  const shown = clocks.data?.items.find((clock) => clock.id === opened);
  return (
    <Page
      title={t(texts.clocks)}
      description={t(texts.clocksNote)}
      actions={
        can('setting.change') ? (
          <CommandButton command={add} look="primary" icon={<AlarmClockPlus aria-hidden size={16} />} />
        ) : null
      }
    >
      <Card flush>
        <QueryView query={clocks}>
          {({ items }) => (
            <Table
              label={t(texts.clocks)}
              columns={columns}
              rows={items}
              idOf={(clock) => clock.id}
              onOpen={(clock) => setOpened(clock.id)}
              selectedId={opened}
              empty={<EmptyState title={t(texts.none)} />}
            />
          )}
        </QueryView>
      </Card>
      {isAdding && clocks.data !== undefined ? (
        <AddClockDialog clocks={clocks.data.items} onClose={() => setAdding(false)} />
      ) : null}
      {shown === undefined ? null : <ClockDialog key={shown.id} clock={shown} onClose={() => setOpened(null)} />}
    </Page>
  );
}
