import { useState } from 'react';
import { ChangeFoot } from '#features/people/console/ChangeFoot.tsx';
import { SettingHistory } from '#features/people/console/SettingHistory.tsx';
import { screenTexts as settingTexts } from '#features/people/screen-texts.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Switch } from '#platform/ui/Checkbox.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { Tabs } from '#platform/ui/Tabs.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { agencyContent } from '../agency.ts';
import { changeAgency, readAgency } from '../contract.ts';
import { screenTexts } from '../screen-texts.ts';
import { AgencyFields } from './AgencyFields.tsx';
import { ContactList } from './ContactList.tsx';
import { describeAgency } from './describe-agency.ts';

type Agency = RouteOutput<typeof readAgency>;
type Tab = 'agency' | 'contacts' | 'history';
export const staleAgencies = ['/api/agencies', '/api/settings', '/api/users'];

/** One agency: what it is, whom to ring, what was changed. */
export function AgencyDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const can = useCan();
  const agency = useRoute(readAgency, { params: { id } });
  const [tab, setTab] = useState<Tab>('agency');
  return (
    <Dialog
      title={agency.data === undefined ? t(screenTexts.agency) : `${agency.data.code} · ${agency.data.name}`}
      isOpen
      onClose={onClose}
      size="wide"
    >
      <QueryView query={agency}>
        {(shown) => (
          <Tabs<Tab>
            label={t(screenTexts.agency)}
            selected={tab}
            onSelect={setTab}
            tabs={[
              {
                id: 'agency',
                name: t(screenTexts.agency),
                content: <AgencyForm agency={shown} onHistory={() => setTab('history')} />,
              },
              {
                id: 'contacts',
                name: t(screenTexts.contacts),
                content: <ContactList agencyId={id} contacts={shown.contacts} />,
              },
              ...(can('setting.read')
                ? [
                    {
                      id: 'history' as const,
                      name: t(settingTexts.history),
                      content: (
                        <SettingHistory
                          kind="agency"
                          id={id}
                          version={shown.version}
                          canUndo={can('setting.change')}
                          inWords={(content) => describeAgency(content, t)}
                          invalidates={staleAgencies}
                        />
                      ),
                    },
                  ]
                : []),
            ]}
          />
        )}
      </QueryView>
    </Dialog>
  );
}

/** The draft keeps the version it was begun on. */
function AgencyForm({ agency, onHistory }: { agency: Agency; onHistory: () => void }) {
  const t = useText();
  const can = useCan();
  const [draft, setDraft] = useState({ version: agency.version, content: agencyContent.parse(agency) });
  const [reason, setReason] = useState('');
  const change = useCommand(changeAgency, {
    invalidates: staleAgencies,
    onDone: (saved) => {
      toast(t(settingTexts.saved));
      setDraft({ version: saved.version, content: draft.content });
      setReason('');
    },
  });
  const mayChange = can('setting.change');
  const takeLatest = () => {
    setDraft({ version: agency.version, content: agencyContent.parse(agency) });
    change.reset();
  };
  return (
    <div className="flex flex-col gap-3 pt-3">
      <AgencyFields
        content={draft.content}
        isReadOnly={!mayChange}
        onChange={(content) => setDraft({ ...draft, content })}
      />
      <Switch
        isDisabled={!mayChange}
        isSelected={draft.content.active}
        onChange={(active) => setDraft({ ...draft, content: { ...draft.content, active } })}
      >
        {t(screenTexts.active)}
      </Switch>
      {mayChange ? (
        <ChangeFoot
          reason={reason}
          onReason={setReason}
          error={change.error}
          isPending={change.isPending}
          onSave={() => change.mutate({ params: { id: agency.id }, body: { ...draft, reason } })}
          onHistory={onHistory}
          onLatest={takeLatest}
        />
      ) : null}
    </div>
  );
}
