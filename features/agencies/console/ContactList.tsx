import { UserPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { ChangeFoot } from '#features/people/console/ChangeFoot.tsx';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Switch } from '#platform/ui/Checkbox.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { EmptyState } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type DutyContactContent, dutyContactContent } from '../agency.ts';
import { addDutyContact, changeDutyContact, type DutyContactView } from '../contract.ts';
import { screenTexts } from '../screen-texts.ts';
import { DutyFields } from './DutyFields.tsx';

const stale = ['/api/agencies', '/api/settings'];

/** Whom to ring when an assignment is not acknowledged, in this order. */
export function ContactList({ agencyId, contacts }: { agencyId: string; contacts: readonly DutyContactView[] }) {
  const t = useText();
  const can = useCan();
  const [opened, setOpened] = useState<DutyContactView | 'new' | null>(null);
  const columns = useMemo(
    (): Column<DutyContactView>[] => [
      {
        id: 'position',
        name: t(screenTexts.position),
        narrow: true,
        align: 'right',
        cell: (contact) => contact.position,
        sortBy: (contact) => contact.position,
      },
      { id: 'name', name: t(screenTexts.name), isRowHeader: true, cell: (contact) => contact.name },
      { id: 'phone', name: t(screenTexts.phone), cell: (contact) => contact.phone ?? '–' },
      { id: 'email', name: t(screenTexts.email), cell: (contact) => contact.email ?? '–' },
      {
        id: 'state',
        name: t(screenTexts.state),
        cell: (contact) =>
          contact.active ? (
            <StatusDot tone="good">{t(contact.superior ? screenTexts.superiorShort : screenTexts.onDuty)}</StatusDot>
          ) : (
            <Badge>{t(screenTexts.inactive)}</Badge>
          ),
      },
    ],
    [t],
  );
  return (
    <div className="flex flex-col items-start gap-3 pt-3">
      <div className="w-full overflow-auto">
        <Table
          label={t(screenTexts.contacts)}
          columns={columns}
          rows={contacts}
          idOf={(contact) => contact.id}
          {...(can('setting.change') ? { onOpen: (contact: DutyContactView) => setOpened(contact) } : {})}
          empty={<EmptyState title={t(screenTexts.noContacts)} />}
        />
      </div>
      {can('setting.change') ? (
        <Button icon={<UserPlus aria-hidden size={16} />} onPress={() => setOpened('new')}>
          {t(screenTexts.addContact)}
        </Button>
      ) : null}
      {opened === null ? null : (
        <ContactDialog
          agencyId={agencyId}
          contact={opened === 'new' ? null : opened}
          last={contacts.length}
          onClose={() => setOpened(null)}
        />
      )}
    </div>
  );
}

interface ContactDialogProps {
  readonly agencyId: string;
  readonly contact: DutyContactView | null;
  readonly last: number;
  readonly onClose: () => void;
}

function ContactDialog({ agencyId, contact, last, onClose }: ContactDialogProps) {
  const t = useText();
  const blank: DutyContactContent = {
    name: '',
    phone: null,
    email: null,
    position: Math.min(99, last + 1),
    active: true,
    superior: false,
    windows: null,
  };
  const [content, setContent] = useState(contact === null ? blank : dutyContactContent.parse(contact));
  const [reason, setReason] = useState('');
  const add = useCommand(addDutyContact, { invalidates: stale, onDone: onClose });
  const change = useCommand(changeDutyContact, { invalidates: stale, onDone: onClose });
  const set = (part: Partial<DutyContactContent>) => setContent({ ...content, ...part });
  const handleSave = () => {
    if (contact === null) add.mutate({ params: { id: agencyId }, body: { content, reason } });
    else change.mutate({ params: { id: contact.id }, body: { version: contact.version, content, reason } });
  };
  return (
    <Dialog
      title={t(contact === null ? screenTexts.addContact : screenTexts.changeContact)}
      isOpen
      onClose={onClose}
      size="small"
    >
      <div className="flex flex-col gap-3">
        <TextField
          label={t(screenTexts.name)}
          isRequired
          autoFocus
          value={content.name}
          onChange={(name) => set({ name })}
        />
        <TextField
          label={t(screenTexts.phone)}
          type="tel"
          value={content.phone ?? ''}
          onChange={(phone) => set({ phone: phone === '' ? null : phone })}
        />
        <TextField
          label={t(screenTexts.email)}
          type="email"
          value={content.email ?? ''}
          onChange={(email) => set({ email: email === '' ? null : email })}
        />
        <TextField
          label={t(screenTexts.position)}
          type="number"
          min={1}
          max={99}
          value={String(content.position)}
          onChange={(typed) => set({ position: Math.min(99, Math.max(1, Number.parseInt(typed, 10) || 1)) })}
        />
        <DutyFields content={content} onChange={set} />
        <Switch isSelected={content.active} onChange={(active) => set({ active })}>
          {t(screenTexts.onDuty)}
        </Switch>
        <ChangeFoot
          reason={reason}
          onReason={setReason}
          error={add.error ?? change.error}
          isPending={add.isPending || change.isPending}
          isBlocked={content.name.trim() === ''}
          onSave={handleSave}
        />
      </div>
    </Dialog>
  );
}
