import { ListPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { SearchField } from '#platform/ui/SearchField.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { type Translate, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import { shadowOf } from '../routing-order.ts';
import { listRoutingRules, type RuleSetting } from '../setting-contract.ts';
import { AddRuleDialog, RuleDialog } from './RuleDialogs.tsx';
import { routingTexts as texts } from './setting-texts.ts';

/** A rule with its number in the table, and that of the one that keeps it from ever matching. */
interface Line {
  readonly rule: RuleSetting;
  readonly number: number;
  readonly shadow: number | null;
}

function linesOf(rules: readonly RuleSetting[]): Line[] {
  return rules.map((rule, index) => {
    const shadow = shadowOf(rules, index);
    return { rule, number: index + 1, shadow: shadow === undefined ? null : rules.indexOf(shadow) + 1 };
  });
}

/** Which agencies are proposed for what, in the order in which the table is read. */
export function RoutingPage() {
  const t = useText();
  const can = useCan();
  const [search, setSearch] = usePlace('q');
  const [opened, setOpened] = usePlace('rule');
  const [isAdding, setAdding] = useState(false);
  const table = useRoute(listRoutingRules, {});
  const add: Command = {
    id: 'routing_rule.add',
    name: texts.addRule,
    keys: ['F4'],
    group: texts.routing,
    when: () => true,
    run: () => setAdding(true),
  };
  useCommands(can('setting.change') ? [add] : []);
  const columns = useMemo(() => columnsOf(t), [t]);
  const rules = table.data?.items ?? [];
  const lines = useMemo(() => linesOf(table.data?.items ?? []), [table.data]);
  const shown = rules.find((rule) => rule.id === opened);
  const matches = ({ rule }: Line) =>
    search === null ||
    [rule.typeName?.id, rule.typeName?.en, rule.districtName, rule.leadName, ...rule.supportNames]
      .join(' ')
      .toLowerCase()
      .includes(search.toLowerCase());
  return (
    <Page
      title={t(texts.routing)}
      description={t(texts.routingNote)}
      actions={
        can('setting.change') ? (
          <CommandButton command={add} look="primary" icon={<ListPlus aria-hidden size={16} />} />
        ) : null
      }
    >
      <div className="max-w-sm">
        <SearchField
          label={t(texts.search)}
          value={search ?? ''}
          onChange={(typed) => setSearch(typed === '' ? null : typed)}
        />
      </div>
      <Card flush>
        <QueryView query={table}>
          {() => (
            <Table
              label={t(texts.routing)}
              columns={columns}
              rows={lines.filter(matches)}
              idOf={({ rule }) => rule.id}
              onOpen={({ rule }) => setOpened(rule.id)}
              selectedId={opened}
              empty={<EmptyState title={t(texts.none)} />}
            />
          )}
        </QueryView>
      </Card>
      {isAdding ? <AddRuleDialog rules={rules} onClose={() => setAdding(false)} /> : null}
      {shown === undefined ? null : (
        <RuleDialog key={shown.id} rule={shown} rules={rules} onClose={() => setOpened(null)} />
      )}
    </Page>
  );
}

function columnsOf(t: Translate): Column<Line>[] {
  const soft = (text: string) => <span className="whitespace-nowrap text-ink-soft">{text}</span>;
  return [
    { id: 'number', name: t(texts.order), narrow: true, align: 'right', cell: ({ number }) => number },
    {
      id: 'type',
      name: t(texts.type),
      isRowHeader: true,
      cell: ({ rule }) => (rule.typeName === null ? soft(t(texts.allTypes)) : t(rule.typeName)),
    },
    {
      id: 'priority',
      name: t(texts.priority),
      cell: ({ rule }) => rule.content.priority ?? soft(t(texts.all)),
    },
    {
      id: 'district',
      name: t(texts.district),
      cell: ({ rule }) => rule.districtName ?? soft(t(texts.all)),
    },
    { id: 'lead', name: t(texts.lead), cell: ({ rule }) => rule.leadName ?? soft(t(texts.noLead)) },
    {
      id: 'support',
      name: t(texts.support),
      cell: ({ rule }) => <span className="line-clamp-2 text-sm text-ink-soft">{rule.supportNames.join(', ')}</span>,
    },
    {
      id: 'state',
      name: t(texts.state),
      cell: ({ rule, shadow }) => {
        if (!rule.content.active) return <Badge>{t(texts.inactive)}</Badge>;
        if (shadow !== null) return <Badge tone="warn">{t(texts.shadowed, { number: shadow })}</Badge>;
        return <StatusDot tone="good">{t(texts.active)}</StatusDot>;
      },
    },
  ];
}
