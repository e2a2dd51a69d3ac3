import { SettingTabs } from '#features/people/console/SettingDialog.tsx';
import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Switch } from '#platform/ui/Checkbox.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
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
export const staleAgencies = ['/api/agencies', '/api/settings', '/api/users'];

/** One agency: what it is, whom to ring, what was changed. */
export function AgencyDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const can = useCan();
  const agency = useRoute(readAgency, { params: { id } });
  return (
    <Dialog
      title={agency.data === undefined ? t(screenTexts.agency) : `${agency.data.code} · ${agency.data.name}`}
      isOpen
      onClose={onClose}
      size="wide"
    >
      <QueryView query={agency}>
        {(shown) => (
          <SettingTabs
            label={t(screenTexts.agency)}
            tabs={[
              {
                id: 'agency',
                name: t(screenTexts.agency),
                content: (showHistory) => <AgencyForm agency={shown} onHistory={showHistory} />,
              },
              {
                id: 'contacts',
                name: t(screenTexts.contacts),
                content: () => <ContactList agencyId={id} contacts={shown.contacts} />,
              },
            ]}
            history={
              can('setting.read')
                ? {
                    kind: 'agency',
                    id,
                    version: shown.version,
                    inWords: (content) => describeAgency(content, t),
                    invalidates: staleAgencies,
                  }
                : null
            }
          />
        )}
      </QueryView>
    </Dialog>
  );
}

function AgencyForm({ agency, onHistory }: { agency: Agency; onHistory: () => void }) {
  const t = useText();
  const mayChange = useCan()('setting.change');
  const draft = useSettingDraft({ version: agency.version, content: agencyContent.parse(agency) });
  const { version, content, reason } = draft;
  const change = useCommand(changeAgency, { invalidates: staleAgencies, onDone: draft.handleSaved });
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={!mayChange}
      onSave={() => change.mutate({ params: { id: agency.id }, body: { version, content, reason } })}
      onHistory={onHistory}
    >
      <AgencyFields content={content} isReadOnly={!mayChange} onChange={draft.set} />
      <Switch isDisabled={!mayChange} isSelected={content.active} onChange={(active) => draft.set({ active })}>
        {t(screenTexts.active)}
      </Switch>
    </SettingForm>
  );
}
