import { useState } from 'react';
import { ChangeFoot } from '#features/people/console/ChangeFoot.tsx';
import { SettingDialog } from '#features/people/console/SettingDialog.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { Dialog } from '#platform/ui/Dialog.tsx';
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
  const handleLatest = () => {
    draft.takeLatest();
    change.reset();
  };
  return (
    <div className="flex flex-col gap-3 pt-1">
      <TypeFields content={content} isReadOnly={isReadOnly} onChange={draft.set} />
      {isReadOnly ? null : (
        <ChangeFoot
          reason={reason}
          onReason={draft.setReason}
          error={change.error}
          isPending={change.isPending}
          isBlocked={!incidentTypeContent.safeParse(content).success}
          onSave={() => change.mutate({ params: { id: type.id }, body: { version, content, reason } })}
          onHistory={onHistory}
          onLatest={handleLatest}
        />
      )}
    </div>
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
    onDone: (saved) => {
      draft.handleSaved(saved);
      onClose();
    },
  });
  const { content, reason } = draft;
  return (
    <Dialog title={t(texts.addType)} isOpen onClose={onClose} size="wide">
      <div className="flex flex-col gap-3">
        <TextField
          label={t(texts.code)}
          description={t(texts.codeNote)}
          isRequired
          autoFocus
          value={code}
          onChange={(typed) => setCode(typed.toUpperCase())}
        />
        <TypeFields content={content} onChange={draft.set} />
        <ChangeFoot
          reason={reason}
          onReason={draft.setReason}
          error={create.error}
          isPending={create.isPending}
          isBlocked={!incidentTypeCode.safeParse(code).success || !incidentTypeContent.safeParse(content).success}
          onSave={() => create.mutate({ body: { code, content, reason } })}
        />
      </div>
    </Dialog>
  );
}
