import { ListPlus } from 'lucide-react';
import { useMemo } from 'react';
import { SettingsPage } from '#features/people/console/SettingsPage.tsx';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import type { Column } from '#platform/ui/Table.tsx';
import { type Translate, useText } from '#platform/web/language.tsx';
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
  const table = useRoute(listRoutingRules, {});
  const columns = useMemo(() => columnsOf(t), [t]);
  const rules = table.data?.items ?? [];
  const lines = useMemo(() => linesOf(table.data?.items ?? []), [table.data]);
  return (
    <SettingsPage
      title={texts.routing}
      note={texts.routingNote}
      place="rule"
      query={table}
      rows={lines}
      idOf={({ rule }) => rule.id}
      columns={columns}
      none={texts.none}
      search={{
        label: texts.search,
        wordsOf: ({ rule }) =>
          [rule.typeName?.id, rule.typeName?.en, rule.districtName, rule.leadName, ...rule.supportNames].join(' '),
      }}
      add={{ id: 'routing_rule.add', name: texts.addRule, icon: <ListPlus aria-hidden size={16} /> }}
      addDialog={(onClose) => <AddRuleDialog rules={rules} onClose={onClose} />}
      dialog={(id, onClose) => {
        const rule = rules.find((one) => one.id === id);
        return rule === undefined ? null : <RuleDialog rule={rule} rules={rules} onClose={onClose} />;
      }}
    />
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
