import { ComboBox } from '#platform/ui/ComboBox.tsx';
import { useText } from '#platform/web/language.tsx';
import type { RoutingRuleId } from '../routing.ts';
import type { RuleSetting } from '../setting-contract.ts';
import { namesOfRule, sayConditions } from './describe-setting.ts';
import { routingTexts as texts } from './setting-texts.ts';
import { useRuleChoices } from './use-rule-choices.ts';

/** The rule it goes in front of, the end of the table, or wherever it can match. */
export type PlaceOption = RoutingRuleId | 'last' | 'auto';

interface PlaceChoiceProps {
  readonly rules: readonly RuleSetting[];
  /** The rule that is moved itself. */
  readonly except?: RoutingRuleId;
  readonly hasAuto?: boolean;
  readonly value: PlaceOption;
  readonly onChange: (place: PlaceOption) => void;
}

/** Where in the table a rule goes. */
export function PlaceChoice({ rules, except, hasAuto = false, value, onChange }: PlaceChoiceProps) {
  const t = useText();
  const { names } = useRuleChoices();
  const numbered = rules.map((rule, index) => ({
    id: rule.id,
    name: `${index + 1}. ${sayConditions(rule.content, namesOfRule(rule, names), t)}`,
  }));
  return (
    <ComboBox<PlaceOption>
      label={t(texts.placeBefore)}
      isRequired
      options={[
        ...(hasAuto ? [{ id: 'auto' as const, name: t(texts.placeAuto) }] : []),
        ...numbered.filter(({ id }) => id !== except),
        { id: 'last' as const, name: t(texts.placeLast) },
      ]}
      value={value}
      onChange={(chosen) => chosen !== null && onChange(chosen)}
    />
  );
}
