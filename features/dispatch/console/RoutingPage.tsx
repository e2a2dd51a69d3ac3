import { ListPlus } from 'lucide-react';
import { useMemo } from 'react';
import { SettingsPage } from '#features/people/console/SettingsPage.tsx';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import type { Column } from '#platform/ui/Table.tsx';
import { type Translate, useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { type CategoryOf, serviceOf, shadowOf } from '../routing-order.ts';
import { listRoutingRules, type RuleSetting } from '../setting-contract.ts';
import { namesOfRule, sayConditions } from './describe-setting.ts';
import { AddRuleDialog, RuleDialog } from './RuleDialogs.tsx';
import { TryOut } from './routing/TryOut.tsx';
import { routingScreenTexts } from './routing/texts.ts';
import { routingTexts as texts } from './setting-texts.ts';
import { type RuleChoices, useRuleChoices } from './use-rule-choices.ts';

/** A rule with its number in the table, and that of the one that keeps it from ever matching. */
interface Line {
  readonly rule: RuleSetting;
  readonly number: number;
  readonly shadow: number | null;
}

function linesOf(rules: readonly RuleSetting[], categoryOf: CategoryOf): Line[] {
  return rules.map((rule, index) => {
    const shadow = shadowOf(rules, index, categoryOf);
    return { rule, number: index + 1, shadow: shadow === undefined ? null : rules.indexOf(shadow) + 1 };
  });
}

/** Which agencies are proposed for what, in the order in which the table is read. */
export function RoutingPage() {
  const t = useText();
  const table = useRoute(listRoutingRules, {});
  const choices = useRuleChoices();
  const columns = columnsOf(t, choices);
  const rules = table.data?.items ?? [];
  // Many pairs of hours of the week to compare: only when the rules or the types have changed.
  const known = choices.active.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the categories of types are read anew when there are other types
  const lines = useMemo(() => linesOf(table.data?.items ?? [], choices.categoryOf), [table.data, known]);
  return (
    <SettingsPage
      title={texts.routing}
      note={texts.routingNote}
      place="rule"
      query={table}
      rows={lines}
      idOf={({ rule }) => rule.id}
      columns={columns}
      above={
        <>
          <TableWarnings lines={lines} choices={choices} />
          <TryOut choices={choices} />
        </>
      }
      none={texts.none}
      search={{
        label: texts.search,
        wordsOf: ({ rule }) =>
          [sayConditions(rule.content, namesOfRule(rule, choices.names), t), rule.leadName, ...rule.supportNames].join(
            ' ',
          ),
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

/** Types that no rule serves, or only at times, and rules that can never match. */
function TableWarnings({ lines, choices }: { lines: readonly Line[]; choices: RuleChoices }) {
  const t = useText();
  if (lines.length === 0 || choices.active.length === 0) return null;
  const rules = lines.map((line) => line.rule);
  const served = (wanted: 'never' | 'sometimes') =>
    choices.active.filter((type) => serviceOf(type, rules) === wanted).map((type) => type.name);
  const [never, sometimes] = [served('never'), served('sometimes')];
  const shadowed = lines.filter((line) => line.shadow !== null).length;
  const said = [
    ...(never.length === 0 ? [] : [t(routingScreenTexts.unserved, { types: never.join(', ') })]),
    ...(sometimes.length === 0 ? [] : [t(routingScreenTexts.partly, { types: sometimes.join(', ') })]),
    ...(shadowed === 0 ? [] : [t(routingScreenTexts.shadowedCount, { count: shadowed })]),
  ];
  return said.map((text) => (
    <Notice key={text} tone="warn">
      {text}
    </Notice>
  ));
}

function columnsOf(t: Translate, choices: RuleChoices): Column<Line>[] {
  const soft = (text: string) => <span className="whitespace-nowrap text-ink-soft">{text}</span>;
  return [
    { id: 'number', name: t(texts.order), narrow: true, align: 'right', cell: ({ number }) => number },
    {
      id: 'conditions',
      name: t(routingScreenTexts.conditions),
      isRowHeader: true,
      cell: ({ rule }) => sayConditions(rule.content, namesOfRule(rule, choices.names), t),
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
