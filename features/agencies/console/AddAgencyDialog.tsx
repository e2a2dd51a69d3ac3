import { useState } from 'react';
import { ChangeFoot } from '#features/people/console/ChangeFoot.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import type { AgencyContent } from '../agency.ts';
import { createAgency } from '../contract.ts';
import { screenTexts } from '../screen-texts.ts';
import { AgencyFields } from './AgencyFields.tsx';

const blank: AgencyContent = {
  name: '',
  nameEn: '',
  kind: 'OPD',
  phone: null,
  hasAccounts: true,
  calendar: null,
  medical: false,
  active: true,
};

export function AddAgencyDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const [code, setCode] = useState('');
  const [content, setContent] = useState(blank);
  const [reason, setReason] = useState('');
  const create = useCommand(createAgency, { invalidates: ['/api/agencies', '/api/users'], onDone: onClose });
  const { active: _active, ...given } = content;
  return (
    <Dialog title={t(screenTexts.addAgency)} isOpen onClose={onClose}>
      <div className="flex flex-col gap-3">
        <TextField
          label={t(screenTexts.code)}
          description={t(screenTexts.codeNote)}
          isRequired
          autoFocus
          value={code}
          onChange={(typed) => setCode(typed.toUpperCase())}
        />
        <AgencyFields content={content} onChange={setContent} />
        <ChangeFoot
          reason={reason}
          onReason={setReason}
          error={create.error}
          isPending={create.isPending}
          isBlocked={code === '' || content.name.trim() === '' || content.nameEn.trim() === ''}
          onSave={() => create.mutate({ body: { ...given, code, reason } })}
        />
      </div>
    </Dialog>
  );
}
