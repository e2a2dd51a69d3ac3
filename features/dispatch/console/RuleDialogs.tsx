import { useState } from 'react';
import { SettingDialog } from '#features/people/console/SettingDialog.tsx';
import { NewSettingDialog, SettingForm } from '#features/people/console/SettingForm.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { Switch } from '#platform/ui/Checkbox.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { covers } from '../routing-order.ts';
import { changeRoutingRule, createRoutingRule, moveRoutingRule, type RuleSetting } from '../setting-contract.ts';
import { describeRule, namesOfRule } from './describe-setting.ts';
import { PlaceChoice, type PlaceOption } from './PlaceChoice.tsx';
import { RuleFields, type RuleSaying } from './RuleFields.tsx';
import { routingTexts as texts } from './setting-texts.ts';
import { useRuleChoices } from './use-rule-choices.ts';

const stale = ['/api/routing-rules', '/api/settings', '/api/incidents/:id/proposal'];

interface RuleDialogProps {
  readonly rule: RuleSetting;
  readonly rules: readonly RuleSetting[];
  readonly onClose: () => void;
}

/** One rule: what it says, its place in the table, and what was changed. */
export function RuleDialog({ rule, rules, onClose }: RuleDialogProps) {
  const t = useText();
  const can = useCan();
  const choices = useRuleChoices();
  const number = rules.indexOf(rule) + 1;
  return (
    <SettingDialog
      title={t(texts.ruleNumber, { number })}
      onClose={onClose}
      tabs={[
        {
          id: 'rule',
          name: t(texts.rule),
          content: (showHistory) => <RuleForm rule={rule} onHistory={showHistory} />,
        },
        ...(can('setting.change')
          ? [
              {
                id: 'place',
                name: t(texts.place),
                content: (showHistory: () => void) => <MoveForm rule={rule} rules={rules} onHistory={showHistory} />,
              },
            ]
          : []),
      ]}
      history={{
        kind: 'routing_rule',
        id: rule.id,
        version: rule.version,
        inWords: (content) => describeRule(content, namesOfRule(rule, choices.names), t),
        invalidates: stale,
      }}
    />
  );
}

function RuleForm({ rule, onHistory }: { rule: RuleSetting; onHistory: () => void }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const choices = useRuleChoices();
  const draft = useSettingDraft(rule);
  const change = useCommand(changeRoutingRule, { invalidates: stale, onDone: draft.handleSaved });
  const { version, reason } = draft;
  const { position: _position, ...content } = draft.content;
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      onSave={() => change.mutate({ params: { id: rule.id }, body: { version, content, reason } })}
      onHistory={onHistory}
    >
      <RuleFields
        content={content}
        choices={choices}
        isReadOnly={isReadOnly}
        villageName={rule.villageName}
        onChange={draft.set}
      />
      <Switch isDisabled={isReadOnly} isSelected={content.active} onChange={(active) => draft.set({ active })}>
        {t(texts.activeSwitch)}
      </Switch>
    </SettingForm>
  );
}

function MoveForm({ rule, rules, onHistory }: Omit<RuleDialogProps, 'onClose'> & { onHistory: () => void }) {
  const next = rules[rules.indexOf(rule) + 1];
  const draft = useSettingDraft({ version: rule.version, content: { before: placeOf(next) } });
  const move = useCommand(moveRoutingRule, { invalidates: stale, onDone: draft.handleSaved });
  const { before } = draft.content;
  const handleMove = () =>
    move.mutate({
      params: { id: rule.id },
      body: { version: draft.version, reason: draft.reason, before: ruleIn(before) },
    });
  return (
    <SettingForm draft={draft} command={move} onSave={handleMove} onHistory={onHistory}>
      <PlaceChoice rules={rules} except={rule.id} value={before} onChange={(chosen) => draft.set({ before: chosen })} />
    </SettingForm>
  );
}

const placeOf = (rule: RuleSetting | undefined): PlaceOption => rule?.id ?? 'last';
const ruleIn = (place: PlaceOption) => (place === 'last' || place === 'auto' ? null : place);

/** A new rule; by itself it goes in front of the first rule that would keep it from ever matching. */
export function AddRuleDialog({ rules, onClose }: Omit<RuleDialogProps, 'rule'>) {
  const t = useText();
  const choices = useRuleChoices();
  const [place, setPlace] = useState<PlaceOption>('auto');
  const blank: RuleSaying = {
    incidentTypeId: null,
    category: null,
    priority: null,
    districtCode: null,
    villageCode: null,
    areaIds: [],
    windows: [],
    holidays: 'any',
    hours: null,
    leadAgencyId: null,
    supportAgencyIds: [],
  };
  const draft = useSettingDraft({ version: 1, content: blank });
  const create = useCommand(createRoutingRule, {
    invalidates: stale,
    onDone: draft.handleMade(onClose),
  });
  const { content, reason } = draft;
  const wide = rules.find(
    (rule) => rule.content.active && covers(rule.content, { ...content, active: true }, choices.categoryOf),
  );
  const before = ruleIn(place === 'auto' ? placeOf(wide) : place);
  return (
    <NewSettingDialog
      title={t(texts.addRule)}
      size="wide"
      onClose={onClose}
      draft={draft}
      command={create}
      onSave={() => create.mutate({ body: { content, reason, before } })}
    >
      <RuleFields content={content} choices={choices} onChange={draft.set} />
      <PlaceChoice rules={rules} hasAuto value={place} onChange={setPlace} />
    </NewSettingDialog>
  );
}
