import { Plus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { SettingDialog } from '#features/people/console/SettingDialog.tsx';
import { NewSettingDialog, SettingForm } from '#features/people/console/SettingForm.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { type Option, Select } from '#platform/ui/Select.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { type Translate, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type UnitContent, unitContent } from '../../unit.ts';
import { changeUnit, createUnit, listAgencyUnits, listUnits, type UnitItem } from '../../unit-contract.ts';
import { unitKindTexts, unitSkillTexts } from '../../unit-texts.ts';
import { unitSettingTexts as texts } from './setting-texts.ts';
import { UnitFields } from './UnitFields.tsx';
import { UnitMembers } from './UnitMembers.tsx';

const stale = ['/api/units', '/api/settings'];

/** Every unit of the agency, or of the regency, also those that are not in use any more. */
export function UnitRegister() {
  const t = useText();
  const units = useRoute(listUnits, { query: { active: 'all' } });
  const [opened, setOpened] = usePlace('unit');
  const [isAdding, setAdding] = useState(false);
  const columns = useMemo(
    (): Column<UnitItem>[] => [
      {
        id: 'callSign',
        name: t(texts.callSign),
        isRowHeader: true,
        cell: (one) => one.callSign,
        sortBy: (one) => one.callSign,
      },
      { id: 'agency', name: t(texts.agency), cell: (one) => one.agency.code, sortBy: (one) => one.agency.code },
      { id: 'kind', name: t(texts.kind), cell: (one) => t(unitKindTexts[one.kind]) },
      {
        id: 'skills',
        name: t(texts.skills),
        cell: (one) => one.skills.map((skill) => t(unitSkillTexts[skill])).join(', ') || '–',
      },
      { id: 'crew', name: t(texts.crew), align: 'right', narrow: true, cell: (one) => one.members },
      {
        id: 'state',
        name: t(texts.state),
        cell: (one) =>
          one.active ? <StatusDot tone="good">{t(texts.active)}</StatusDot> : <Badge>{t(texts.inactive)}</Badge>,
      },
    ],
    [t],
  );
  const chosen = units.data?.items.find((one) => one.id === opened);
  return (
    <div className="flex flex-col items-start gap-3 pt-3">
      <Button look="primary" icon={<Plus aria-hidden size={16} />} onPress={() => setAdding(true)}>
        {t(texts.add)}
      </Button>
      <div className="w-full overflow-auto">
        <QueryView query={units}>
          {({ items }) => (
            <Table
              label={t(texts.register)}
              columns={columns}
              rows={items}
              idOf={(one) => one.id}
              onOpen={(one) => setOpened(one.id)}
              selectedId={opened}
              empty={<EmptyState title={t(texts.none)} />}
            />
          )}
        </QueryView>
      </div>
      {isAdding ? <AddUnitDialog onClose={() => setAdding(false)} /> : null}
      {chosen === undefined ? null : <UnitSetting key={chosen.id} unit={chosen} onClose={() => setOpened(null)} />}
    </div>
  );
}

const contentOf = ({ callSign, kind, skills, home, phone, active }: UnitItem): UnitContent => ({
  callSign,
  kind,
  skills,
  home,
  phone,
  active,
});

function UnitSetting({ unit, onClose }: { unit: UnitItem; onClose: () => void }) {
  const t = useText();
  const mayReadHistory = useCan()('setting.read');
  return (
    <SettingDialog
      title={unit.callSign}
      onClose={onClose}
      undo="unit.manage"
      tabs={[
        {
          id: 'unit',
          name: t(texts.unit),
          content: (showHistory) => <UnitForm unit={unit} onHistory={mayReadHistory ? showHistory : undefined} />,
        },
        { id: 'crew', name: t(texts.crew), content: () => <UnitMembers unit={unit} /> },
      ]}
      history={
        mayReadHistory
          ? {
              kind: 'unit',
              id: unit.id,
              version: unit.version,
              inWords: (said) => inWords(said, t),
              invalidates: stale,
            }
          : null
      }
    />
  );
}

function UnitForm({ unit, onHistory }: { unit: UnitItem; onHistory: (() => void) | undefined }) {
  const draft = useSettingDraft<UnitContent>({ version: unit.version, content: contentOf(unit) });
  const change = useCommand(changeUnit, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason } = draft;
  return (
    <SettingForm
      draft={draft}
      command={change}
      isBlocked={!unitContent.safeParse(content).success}
      onSave={() => change.mutate({ params: { id: unit.id }, body: { version, content, reason } })}
      {...(onHistory === undefined ? {} : { onHistory })}
    >
      <UnitFields content={content} onChange={draft.set} canDeactivate />
    </SettingForm>
  );
}

function AddUnitDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const agencies = useRoute(listAgencyUnits, {}).data?.items ?? [];
  const [chosen, setAgency] = useState<string | null>(null);
  const agency = agencies.find((one) => one.id === chosen) ?? (agencies.length === 1 ? agencies[0] : undefined);
  const draft = useSettingDraft<UnitContent>({
    version: 1,
    content: { callSign: '', kind: 'team', skills: [], home: null, phone: null, active: true },
  });
  const create = useCommand(createUnit, { invalidates: stale, onDone: draft.handleMade(onClose) });
  const { active: _active, ...content } = draft.content;
  return (
    <NewSettingDialog
      title={t(texts.add)}
      onClose={onClose}
      draft={draft}
      command={create}
      isBlocked={agency === undefined || !unitContent.safeParse(draft.content).success}
      onSave={() =>
        agency !== undefined && create.mutate({ body: { agencyId: agency.id, reason: draft.reason, content } })
      }
    >
      {agencies.length < 2 ? null : (
        <Select
          label={t(texts.agency)}
          isRequired
          options={agencies.map((one): Option => ({ id: one.id, name: one.agency.name }))}
          value={chosen}
          onChange={setAgency}
        />
      )}
      <UnitFields content={draft.content} onChange={draft.set} canDeactivate={false} />
    </NewSettingDialog>
  );
}

/** An older content in words; only the fields that are given. */
function inWords(given: Readonly<Record<string, unknown>>, t: Translate): { term: string; value: string }[] {
  const read = unitContent.partial().safeParse(given);
  if (!read.success) return [];
  const { callSign, kind, skills, home, phone, active } = read.data;
  return [
    ...(callSign === undefined ? [] : [{ term: t(texts.callSign), value: callSign }]),
    ...(kind === undefined ? [] : [{ term: t(texts.kind), value: t(unitKindTexts[kind]) }]),
    ...(skills === undefined
      ? []
      : [{ term: t(texts.skills), value: skills.map((one) => t(unitSkillTexts[one])).join(', ') || '–' }]),
    ...(home === undefined
      ? []
      : [{ term: t(texts.latitude), value: home === null ? '–' : `${home.latitude}, ${home.longitude}` }]),
    ...(phone === undefined ? [] : [{ term: t(texts.phone), value: phone ?? '–' }]),
    ...(active === undefined ? [] : [{ term: t(texts.state), value: t(active ? texts.active : texts.inactive) }]),
  ];
}
