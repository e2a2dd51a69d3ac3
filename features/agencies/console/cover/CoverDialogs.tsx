import { SettingDialog } from '#features/people/console/SettingDialog.tsx';
import { NewSettingDialog, SettingForm } from '#features/people/console/SettingForm.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { Switch } from '#platform/ui/Checkbox.tsx';
import { ComboBox } from '#platform/ui/ComboBox.tsx';
import { RadioCards } from '#platform/ui/RadioCards.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useLanguage, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { AgencyId } from '../../agency.ts';
import { listAgencies } from '../../contract.ts';
import { type CoverContent, coverTimes } from '../../cover.ts';
import { type CoverSetting, changeCover, createCover } from '../../cover-contract.ts';
import { coverTimeTexts } from '../../cover-texts.ts';
import { describeCover } from './describe-cover.ts';
import { coverScreenTexts as texts } from './texts.ts';
import { WindowsField } from './WindowsField.tsx';

const stale = ['/api/covers', '/api/settings', '/api/outages', '/api/incidents/:id/proposal'];

function useAgencyChoices() {
  const { language } = useLanguage();
  const agencies = useRoute(listAgencies, { query: { limit: 500 } }).data?.items ?? [];
  const nameOf = (agency: (typeof agencies)[number]) => (language === 'en' ? agency.nameEn : agency.name);
  return {
    options: agencies
      .filter((agency) => agency.active)
      .map((agency) => ({ id: agency.id, name: `${agency.code} · ${nameOf(agency)}` })),
    nameOf: (id: string) => {
      const found = agencies.find((agency) => agency.id === id);
      return found === undefined ? undefined : nameOf(found);
    },
  };
}

/** One arrangement, and what was changed. */
export function CoverDialog({ cover, onClose }: { cover: CoverSetting; onClose: () => void }) {
  const t = useText();
  const { nameOf } = useAgencyChoices();
  return (
    <SettingDialog
      title={`${cover.agencyName} → ${cover.coverAgencyName}`}
      onClose={onClose}
      tabs={[
        {
          id: 'cover',
          name: t(texts.cover),
          content: (showHistory) => <CoverForm cover={cover} onHistory={showHistory} />,
        },
      ]}
      history={{
        kind: 'cover',
        id: cover.id,
        version: cover.version,
        inWords: (content) => describeCover(content, nameOf, t),
        invalidates: stale,
      }}
    />
  );
}

function CoverForm({ cover, onHistory }: { cover: CoverSetting; onHistory: () => void }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft<CoverContent>(cover);
  const change = useCommand(changeCover, { invalidates: stale, onDone: draft.handleSaved });
  const { content, version, reason } = draft;
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      onSave={() => change.mutate({ params: { id: cover.id }, body: { version, reason, content } })}
      onHistory={onHistory}
    >
      <CoverFields content={content} onChange={draft.set} isReadOnly={isReadOnly} />
      <Switch isDisabled={isReadOnly} isSelected={content.active} onChange={(active) => draft.set({ active })}>
        {t(texts.activeSwitch)}
      </Switch>
    </SettingForm>
  );
}

type Blank = Omit<CoverContent, 'agencyId' | 'coverAgencyId'> & {
  readonly agencyId: AgencyId | null;
  readonly coverAgencyId: AgencyId | null;
};

export function AddCoverDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const blank: Blank = {
    agencyId: null,
    coverAgencyId: null,
    times: 'out_of_service',
    windows: [],
    fromDay: null,
    untilDay: null,
    position: 1,
    active: true,
  };
  const draft = useSettingDraft({ version: 1, content: blank });
  const create = useCommand(createCover, { invalidates: stale, onDone: draft.handleMade(onClose) });
  const { agencyId, coverAgencyId, ...rest } = draft.content;
  const isBlocked = agencyId === null || coverAgencyId === null || agencyId === coverAgencyId;
  return (
    <NewSettingDialog
      title={t(texts.addCover)}
      size="wide"
      onClose={onClose}
      draft={draft}
      command={create}
      isBlocked={isBlocked}
      onSave={() => {
        if (agencyId === null || coverAgencyId === null) return;
        create.mutate({ body: { reason: draft.reason, content: { ...rest, agencyId, coverAgencyId } } });
      }}
    >
      <CoverFields content={draft.content} onChange={draft.set} isReadOnly={false} />
    </NewSettingDialog>
  );
}

interface CoverFieldsProps {
  readonly content: Blank;
  readonly onChange: (part: Partial<CoverContent>) => void;
  readonly isReadOnly: boolean;
}

function CoverFields({ content, onChange, isReadOnly }: CoverFieldsProps) {
  const t = useText();
  const { options } = useAgencyChoices();
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <ComboBox
          label={t(texts.covered)}
          isRequired
          isDisabled={isReadOnly}
          options={options}
          value={content.agencyId}
          onChange={(agencyId) => agencyId !== null && onChange({ agencyId })}
        />
        <ComboBox
          label={t(texts.coveredBy)}
          isRequired
          isDisabled={isReadOnly}
          options={options.filter((one) => one.id !== content.agencyId)}
          value={content.coverAgencyId}
          onChange={(coverAgencyId) => coverAgencyId !== null && onChange({ coverAgencyId })}
        />
      </div>
      <RadioCards
        label={t(texts.when)}
        isDisabled={isReadOnly}
        options={coverTimes.map((id) => ({ id, name: t(coverTimeTexts[id]) }))}
        value={content.times}
        onChange={(times) =>
          onChange({
            times,
            windows: times === 'windows' ? [{ weekdays: [1, 2, 3, 4, 5], from: '16:00', to: '07:30' }] : [],
          })
        }
      />
      {content.times === 'windows' ? (
        <WindowsField
          windows={content.windows}
          isReadOnly={isReadOnly}
          none={t(texts.anyTime)}
          // Without any hours it would never stand in; the last ones stay.
          onChange={(windows) => windows.length > 0 && onChange({ windows })}
        />
      ) : null}
      <div className="grid gap-3 sm:grid-cols-3">
        <TextField
          type="date"
          label={t(texts.fromDay)}
          isReadOnly={isReadOnly}
          value={content.fromDay ?? ''}
          onChange={(day) => onChange({ fromDay: day === '' ? null : day })}
        />
        <TextField
          type="date"
          label={t(texts.untilDay)}
          isReadOnly={isReadOnly}
          value={content.untilDay ?? ''}
          onChange={(day) => onChange({ untilDay: day === '' ? null : day })}
        />
        <TextField
          type="number"
          min={1}
          max={99}
          label={t(texts.order)}
          isReadOnly={isReadOnly}
          value={String(content.position)}
          onChange={(typed) => onChange({ position: Math.min(99, Math.max(1, Number(typed) || 1)) })}
        />
      </div>
    </>
  );
}
