import { useState } from 'react';
import { SettingDialog } from '#features/people/console/SettingDialog.tsx';
import { NewSettingDialog, SettingForm } from '#features/people/console/SettingForm.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type IncidentTypeContent, incidentTypeCode, incidentTypeContent } from '../incident.ts';
import { changeIncidentType, createIncidentType, type IncidentTypeSetting } from '../type-contract.ts';
import { describeType } from './describe-type.ts';
import { TypeFields } from './TypeFields.tsx';
import { typeTexts as texts } from './type-texts.ts';

const stale = ['/api/incident-types', '/api/settings', '/api/routing-rules'];

/** One incident type: what it is, and what was changed. */
export function TypeDialog({ type, onClose }: { type: IncidentTypeSetting; onClose: () => void }) {
  const t = useText();
  return (
    <SettingDialog
      title={`${type.code} · ${type.name}`}
      onClose={onClose}
      tabs={[
        {
          id: 'type',
          name: t(texts.type),
          content: (showHistory) => <TypeForm type={type} onHistory={showHistory} />,
        },
      ]}
      history={{
        kind: 'incident_type',
        id: type.id,
        version: type.version,
        inWords: (content) => describeType(content, t),
        invalidates: stale,
      }}
    />
  );
}

function TypeForm({ type, onHistory }: { type: IncidentTypeSetting; onHistory: () => void }) {
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft({ version: type.version, content: incidentTypeContent.parse(type) });
  const change = useCommand(changeIncidentType, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason } = draft;
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!incidentTypeContent.safeParse(content).success}
      onSave={() => change.mutate({ params: { id: type.id }, body: { version, content, reason } })}
      onHistory={onHistory}
    >
      <TypeFields content={content} isReadOnly={isReadOnly} onChange={draft.set} />
    </SettingForm>
  );
}

/** A new type; `last` is the position of the last one. */
export function AddTypeDialog({ last, onClose }: { last: number; onClose: () => void }) {
  const t = useText();
  const [code, setCode] = useState('');
  const blank: IncidentTypeContent = {
    name: '',
    nameEn: '',
    category: 'OTHER',
    defaultPriority: 'P2',
    sensitive: false,
    words: [],
    position: Math.min(9999, last + 10),
    active: true,
  };
  const draft = useSettingDraft({ version: 1, content: blank });
  const create = useCommand(createIncidentType, {
    invalidates: stale,
    onDone: draft.handleMade(onClose),
  });
  const { content, reason } = draft;
  return (
    <NewSettingDialog
      title={t(texts.addType)}
      size="wide"
      onClose={onClose}
      draft={draft}
      command={create}
      isBlocked={!incidentTypeCode.safeParse(code).success || !incidentTypeContent.safeParse(content).success}
      onSave={() => create.mutate({ body: { code, content, reason } })}
    >
      <TextField
        label={t(texts.code)}
        description={t(texts.codeNote)}
        isRequired
        autoFocus
        value={code}
        onChange={(typed) => setCode(typed.toUpperCase())}
      />
      <TypeFields content={content} onChange={draft.set} />
    </NewSettingDialog>
  );
}
