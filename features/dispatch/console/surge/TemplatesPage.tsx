import { Plus, Trash2 } from 'lucide-react';
import { useMemo } from 'react';
import { listIncidentTypes } from '#features/incidents/contract.ts';
import { priorities } from '#features/incidents/incident.ts';
import { lifeAtRiskTexts, priorityTexts } from '#features/incidents/texts.ts';
import { SettingDialog } from '#features/people/console/SettingDialog.tsx';
import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { Button } from '#platform/ui/Button.tsx';
import { ComboBox } from '#platform/ui/ComboBox.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { screenNames } from '../../screen-names.ts';
import { mostTemplates, type SurgeTemplate, surgeTemplatesContent } from '../../surge.ts';
import { changeSurgeTemplates, listSurgeTemplates, type TemplatesView } from '../../surge-contract.ts';
import { surgeKindTexts } from '../../surge-texts.ts';
import { templateTexts as texts } from './template-texts.ts';

const stale = ['/api/surge-templates', '/api/surges', '/api/settings'];

/** What the desk's short form offers by one key, for each kind of disaster. */
export function TemplatesPage() {
  const t = useText();
  const templates = useRoute(listSurgeTemplates, {});
  const [opened, setOpened] = usePlace('kind');
  const columns = useMemo(
    (): Column<TemplatesView>[] => [
      { id: 'kind', name: t(texts.kind), isRowHeader: true, cell: (one) => t(surgeKindTexts[one.kind]) },
      {
        id: 'items',
        name: t(texts.choices),
        cell: ({ content }) => content.items.map((item) => t({ id: item.name, en: item.nameEn })).join(' · ') || '–',
      },
    ],
    [t],
  );
  return (
    <Page title={t(screenNames.surgeTemplates)} description={t(texts.note)}>
      <QueryView query={templates}>
        {({ items }) => {
          const one = items.find((item) => item.kind === opened);
          return (
            <>
              <Card flush>
                <Table
                  label={t(screenNames.surgeTemplates)}
                  columns={columns}
                  rows={items}
                  idOf={(item) => item.kind}
                  onOpen={(item) => setOpened(item.kind)}
                  empty={<EmptyState />}
                />
              </Card>
              {one === undefined ? null : <TemplatesDialog templates={one} onClose={() => setOpened(null)} />}
            </>
          );
        }}
      </QueryView>
    </Page>
  );
}

function TemplatesDialog({ templates, onClose }: { templates: TemplatesView; onClose: () => void }) {
  const t = useText();
  return (
    <SettingDialog
      title={t(surgeKindTexts[templates.kind])}
      onClose={onClose}
      tabs={[
        {
          id: 'choices',
          name: t(texts.choices),
          content: (showHistory) => <TemplatesForm templates={templates} onHistory={showHistory} />,
        },
      ]}
      history={{
        kind: 'surge_templates',
        id: templates.id,
        version: templates.version,
        inWords: (content) => {
          const fit = surgeTemplatesContent.safeParse(content);
          if (!fit.success) return [];
          return [{ term: t(texts.choices), value: fit.data.items.map((item) => item.name).join(' · ') }];
        },
        invalidates: stale,
      }}
    />
  );
}

const empty: SurgeTemplate = {
  name: '',
  nameEn: '',
  typeCode: null,
  lifeAtRisk: null,
  priority: null,
  description: '',
};

function TemplatesForm({ templates, onHistory }: { templates: TemplatesView; onHistory: () => void }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft(templates);
  const change = useCommand(changeSurgeTemplates, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason } = draft;
  const { items } = content;
  const put = (index: number, part: Partial<SurgeTemplate>) =>
    draft.set({ items: items.map((item, nth) => (nth === index ? { ...item, ...part } : item)) });
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!surgeTemplatesContent.safeParse(content).success}
      onSave={() => change.mutate({ params: { id: templates.id }, body: { version, content, reason } })}
      onHistory={onHistory}
    >
      <ol className="flex flex-col gap-4">
        {items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a choice is its place: that is its key on the desk
          <li key={index} className="flex flex-col gap-2 rounded-lg border border-line p-3">
            <TemplateFields
              item={item}
              number={index + 1}
              isReadOnly={isReadOnly}
              onChange={(part) => put(index, part)}
            />
            {isReadOnly ? null : (
              <div>
                <Button
                  size="small"
                  look="quiet"
                  icon={<Trash2 aria-hidden size={14} />}
                  onPress={() => draft.set({ items: items.filter((_one, nth) => nth !== index) })}
                >
                  {t(texts.remove, { number: index + 1 })}
                </Button>
              </div>
            )}
          </li>
        ))}
      </ol>
      {isReadOnly || items.length >= mostTemplates ? null : (
        <div>
          <Button icon={<Plus aria-hidden size={16} />} onPress={() => draft.set({ items: [...items, empty] })}>
            {t(texts.add)}
          </Button>
        </div>
      )}
    </SettingForm>
  );
}

interface TemplateFieldsProps {
  readonly item: SurgeTemplate;
  readonly number: number;
  readonly isReadOnly: boolean;
  readonly onChange: (part: Partial<SurgeTemplate>) => void;
}

function TemplateFields({ item, number, isReadOnly, onChange }: TemplateFieldsProps) {
  const t = useText();
  const types = useRoute(listIncidentTypes, {}).data?.items ?? [];
  const text = (field: 'name' | 'nameEn' | 'description', label: string, most: number) => (
    <TextField
      label={label}
      isReadOnly={isReadOnly}
      value={item[field]}
      onChange={(value) => onChange({ [field]: value })}
      maxLength={most}
    />
  );
  const life = (['yes', 'no', 'unknown'] as const).map((id) => ({ id, name: t(lifeAtRiskTexts[id]) }));
  return (
    <fieldset className="grid gap-2 sm:grid-cols-2" disabled={isReadOnly}>
      <legend className="sr-only">{t(texts.choice, { number })}</legend>
      {text('name', `${number}. ${t(texts.name)}`, 60)}
      {text('nameEn', t(texts.nameEn), 60)}
      <ComboBox
        label={t(texts.type)}
        options={types.map((type) => ({ id: type.code, name: t(type.name) }))}
        value={item.typeCode}
        onChange={(typeCode) => onChange({ typeCode })}
      />
      <Select
        label={t(texts.life)}
        isDisabled={isReadOnly}
        value={item.lifeAtRisk ?? 'open'}
        onChange={(next) => onChange({ lifeAtRisk: next === 'open' ? null : next })}
        options={[{ id: 'open' as const, name: t(texts.open) }, ...life]}
      />
      <Select
        label={t(texts.priority)}
        isDisabled={isReadOnly}
        value={item.priority ?? 'open'}
        onChange={(next) => onChange({ priority: next === 'open' ? null : next })}
        options={[
          { id: 'open' as const, name: t(texts.byType) },
          ...priorities.map((id) => ({ id, name: `${id} ${t(priorityTexts[id])}` })),
        ]}
      />
      {text('description', t(texts.description), 300)}
    </fieldset>
  );
}
