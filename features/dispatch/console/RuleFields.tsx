import { X } from 'lucide-react';
import { useState } from 'react';
import { priorities } from '#features/incidents/incident.ts';
import { priorityTexts } from '#features/incidents/texts.ts';
import { IconButton } from '#platform/ui/Button.tsx';
import { ComboBox } from '#platform/ui/ComboBox.tsx';
import { MultiSelect } from '#platform/ui/MultiSelect.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { useText } from '#platform/web/language.tsx';
import type { RuleContent } from '../routing.ts';
import { CategoryField, TimeFields, VillageField } from './routing/RuleConditions.tsx';
import { routingScreenTexts } from './routing/texts.ts';
import { routingTexts as texts } from './setting-texts.ts';
import type { RuleChoices } from './use-rule-choices.ts';

/** A rule without its place and state. */
export type RuleSaying = Omit<RuleContent, 'position' | 'active'>;

interface RuleFieldsProps {
  readonly content: RuleSaying;
  readonly choices: RuleChoices;
  readonly onChange: (part: Partial<RuleSaying>) => void;
  readonly isReadOnly?: boolean;
  /** Of the village it asks for. */
  readonly villageName?: string | null;
}

/** What a rule asks for, and whom it proposes; an empty field matches anything. */
export function RuleFields({ content, choices, onChange, isReadOnly = false, villageName = null }: RuleFieldsProps) {
  const t = useText();
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-3">
        <ComboBox
          label={t(texts.type)}
          placeholder={t(texts.allTypes)}
          isDisabled={isReadOnly}
          options={choices.types}
          value={content.incidentTypeId}
          // A type says its category itself.
          onChange={(incidentTypeId) =>
            onChange(incidentTypeId === null ? { incidentTypeId } : { incidentTypeId, category: null })
          }
        />
        <CategoryField content={content} onChange={onChange} isReadOnly={isReadOnly} />
        <Select
          label={t(texts.priority)}
          isDisabled={isReadOnly}
          options={[
            { id: 'all', name: t(texts.allPriorities) },
            ...priorities.map((one) => ({ id: one, name: `${one} · ${t(priorityTexts[one])}` })),
          ]}
          value={content.priority ?? 'all'}
          onChange={(chosen) => onChange({ priority: chosen === 'all' ? null : chosen })}
        />
        <ComboBox
          label={t(texts.district)}
          placeholder={t(texts.allDistricts)}
          isDisabled={isReadOnly}
          options={choices.districts}
          value={content.districtCode}
          onChange={(districtCode) => onChange({ districtCode, villageCode: null })}
        />
        <VillageField
          label={t(routingScreenTexts.village)}
          isDisabled={isReadOnly}
          value={content.villageCode}
          name={villageName}
          // A village lies in one district: asking for that too says nothing more.
          onChange={(villageCode) =>
            onChange(villageCode === null ? { villageCode } : { villageCode, districtCode: null })
          }
        />
      </div>
      {choices.areas.length === 0 ? null : (
        <MultiSelect
          label={t(routingScreenTexts.areas)}
          none={t(routingScreenTexts.anyArea)}
          options={choices.areas}
          value={choices.areas.map(({ id }) => id).filter((id) => content.areaIds.includes(id))}
          onChange={(areaIds) => (isReadOnly ? undefined : onChange({ areaIds: [...areaIds] }))}
        />
      )}
      <TimeFields content={content} choices={choices} onChange={onChange} isReadOnly={isReadOnly} />
      <ComboBox
        label={t(texts.lead)}
        placeholder={t(texts.noLead)}
        isDisabled={isReadOnly}
        options={choices.agencies}
        value={content.leadAgencyId}
        onChange={(leadAgencyId) => onChange({ leadAgencyId })}
      />
      <SupportField
        chosen={content.supportAgencyIds}
        lead={content.leadAgencyId}
        choices={choices}
        isReadOnly={isReadOnly}
        onChange={(supportAgencyIds) => onChange({ supportAgencyIds })}
      />
    </>
  );
}

interface SupportFieldProps {
  readonly chosen: RuleContent['supportAgencyIds'];
  readonly lead: RuleContent['leadAgencyId'];
  readonly choices: RuleChoices;
  readonly isReadOnly: boolean;
  readonly onChange: (ids: RuleContent['supportAgencyIds']) => void;
}

/** In the order in which they are proposed. */
function SupportField({ chosen, lead, choices, isReadOnly, onChange }: SupportFieldProps) {
  const t = useText();
  // The field is made anew after each choice, so that it is empty for the next one.
  const [added, setAdded] = useState(0);
  const nameOf = (id: string) => {
    const name = choices.names.agency(id);
    return name === undefined ? t(texts.unknown) : t(name);
  };
  return (
    <fieldset className="flex flex-col gap-2 rounded-lg border border-line p-3">
      <legend className="px-1 font-medium">{t(texts.support)}</legend>
      {chosen.length === 0 ? <p className="text-ink-soft">{t(texts.noSupport)}</p> : null}
      <ul className="flex flex-wrap gap-2">
        {chosen.map((id) => (
          <li key={id} className="inline-flex items-center gap-1 rounded border border-line pl-2">
            {nameOf(id)}
            {isReadOnly ? null : (
              <IconButton
                label={t(texts.remove, { name: nameOf(id) })}
                icon={<X aria-hidden size={14} />}
                onPress={() => onChange(chosen.filter((one) => one !== id))}
              />
            )}
          </li>
        ))}
      </ul>
      {isReadOnly ? null : (
        <ComboBox
          key={added}
          label={t(texts.addSupport)}
          autoFocus={added > 0}
          options={choices.agencies.filter(({ id }) => id !== lead && !chosen.includes(id))}
          value={null}
          onChange={(id) => {
            if (id === null) return;
            onChange([...chosen, id]);
            setAdded(added + 1);
          }}
        />
      )}
    </fieldset>
  );
}
