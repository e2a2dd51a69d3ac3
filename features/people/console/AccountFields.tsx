import { useId } from 'react';
import { Checkbox } from '#platform/ui/Checkbox.tsx';
import { ComboBox } from '#platform/ui/ComboBox.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { type Role, roles } from '../permissions.ts';
import { screenTexts } from '../screen-texts.ts';
import { roleTexts } from '../texts.ts';
import { type AccountContent, listAgencyChoices } from '../user-contract.ts';

interface AccountFieldsProps {
  readonly content: AccountContent;
  readonly onChange: (content: AccountContent) => void;
  readonly isReadOnly?: boolean;
}

/** What of an account is editable: name, address, roles, agency. */
export function AccountFields({ content, onChange, isReadOnly = false }: AccountFieldsProps) {
  const t = useText();
  const rolesLabel = useId();
  const agencies = useRoute(listAgencyChoices, {}).data?.items ?? [];
  const toggle = (role: Role, held: boolean) =>
    onChange({ ...content, roles: held ? [...content.roles, role] : content.roles.filter((each) => each !== role) });
  return (
    <>
      <TextField
        label={t(screenTexts.displayName)}
        isRequired
        isReadOnly={isReadOnly}
        value={content.displayName}
        onChange={(displayName) => onChange({ ...content, displayName })}
      />
      <TextField
        label={t(screenTexts.email)}
        type="email"
        isReadOnly={isReadOnly}
        value={content.email ?? ''}
        onChange={(email) => onChange({ ...content, email: email === '' ? null : email })}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset's legend cannot be laid out like the other labels */}
      <div role="group" aria-labelledby={rolesLabel} className="flex flex-col gap-1">
        <span id={rolesLabel} className="font-medium">
          {t(screenTexts.roles)}
        </span>
        <div className="grid grid-cols-1 gap-x-4 sm:grid-cols-2">
          {roles.map((role) => (
            <Checkbox
              key={role}
              isDisabled={isReadOnly}
              isSelected={content.roles.includes(role)}
              onChange={(held) => toggle(role, held)}
            >
              {t(roleTexts[role])}
            </Checkbox>
          ))}
        </div>
      </div>
      <ComboBox
        label={t(screenTexts.agency)}
        isDisabled={isReadOnly}
        options={[{ id: '', name: t(screenTexts.noAgency) }, ...agencies.map(({ id, name }) => ({ id, name }))]}
        value={content.agencyId ?? ''}
        onChange={(id) => onChange({ ...content, agencyId: id === null || id === '' ? null : id })}
      />
    </>
  );
}
