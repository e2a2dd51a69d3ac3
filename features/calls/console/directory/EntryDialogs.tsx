import { SettingDialog } from '#features/people/console/SettingDialog.tsx';
import { NewSettingDialog, SettingForm } from '#features/people/console/SettingForm.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { Switch } from '#platform/ui/Checkbox.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { type Translate, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type DirectoryContent, directoryContent, directoryEntryId, directoryGroups } from '../../directory.ts';
import { changeDirectoryEntry, createDirectoryEntry, type DirectoryEntryView } from '../../directory-contract.ts';
import { directoryGroupTexts } from '../../party-texts.ts';
import { directoryTexts as texts } from './texts.ts';

const stale = ['/api/directory-entries', '/api/directory', '/api/settings'];

/** One entry: its form, and what was changed. */
export function EntryDialog({ entry, onClose }: { entry: DirectoryEntryView; onClose: () => void }) {
  const t = useText();
  return (
    <SettingDialog
      title={entry.content.name}
      onClose={onClose}
      tabs={[
        {
          id: 'entry',
          name: t(texts.entry),
          content: (showHistory) => <EntryForm entry={entry} onHistory={showHistory} />,
        },
      ]}
      history={{
        kind: 'directory_entry',
        id: entry.id,
        version: entry.version,
        inWords: (content) => entryInWords(content, t),
        invalidates: stale,
      }}
    />
  );
}

function EntryForm({ entry, onHistory }: { entry: DirectoryEntryView; onHistory: () => void }) {
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft(entry);
  const change = useCommand(changeDirectoryEntry, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason } = draft;
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!directoryContent.safeParse(content).success}
      onSave={() =>
        change.mutate({ params: { id: directoryEntryId.parse(entry.id) }, body: { version, content, reason } })
      }
      onHistory={onHistory}
    >
      <EntryFields content={content} isReadOnly={isReadOnly} onChange={draft.set} />
    </SettingForm>
  );
}

export function AddEntryDialog({ position, onClose }: { position: number; onClose: () => void }) {
  const t = useText();
  const draft = useSettingDraft<DirectoryContent>({
    version: 1,
    content: {
      name: '',
      nameEn: '',
      number: null,
      group: 'other',
      words: '',
      position: Math.min(position, 999),
      active: true,
    },
  });
  const create = useCommand(createDirectoryEntry, { invalidates: stale, onDone: draft.handleMade(onClose) });
  const { content, reason } = draft;
  return (
    <NewSettingDialog
      title={t(texts.add)}
      onClose={onClose}
      draft={draft}
      command={create}
      isBlocked={!directoryContent.safeParse(content).success}
      onSave={() => create.mutate({ body: { content, reason } })}
    >
      <EntryFields content={content} isReadOnly={false} onChange={draft.set} />
    </NewSettingDialog>
  );
}

interface EntryFieldsProps {
  readonly content: DirectoryContent;
  readonly isReadOnly: boolean;
  readonly onChange: (part: Partial<DirectoryContent>) => void;
}

function EntryFields({ content, isReadOnly, onChange }: EntryFieldsProps) {
  const t = useText();
  const text = (field: 'name' | 'nameEn' | 'words') => ({
    label: t(texts[field]),
    value: content[field],
    isReadOnly,
    onChange: (value: string) => onChange({ [field]: value }),
  });
  return (
    <>
      <TextField {...text('name')} isRequired autoFocus />
      <TextField {...text('nameEn')} isRequired />
      <TextField
        label={t(texts.number)}
        description={t(texts.numberNote)}
        value={content.number ?? ''}
        isReadOnly={isReadOnly}
        onChange={(number) => onChange({ number: number.trim() === '' ? null : number })}
      />
      <Select
        label={t(texts.group)}
        options={directoryGroups.map((id) => ({ id, name: t(directoryGroupTexts[id]) }))}
        value={content.group}
        isDisabled={isReadOnly}
        onChange={(group) => onChange({ group })}
      />
      <TextField {...text('words')} description={t(texts.wordsNote)} />
      <TextField
        type="number"
        label={t(texts.position)}
        min={1}
        max={999}
        value={String(content.position)}
        isReadOnly={isReadOnly}
        onChange={(position) => onChange({ position: Number(position) })}
      />
      <Switch isDisabled={isReadOnly} isSelected={content.active} onChange={(active) => onChange({ active })}>
        {t(texts.activeSwitch)}
      </Switch>
    </>
  );
}

/** An older content in words; only the fields that are given. */
function entryInWords(content: Readonly<Record<string, unknown>>, t: Translate): { term: string; value: string }[] {
  const { group, active } = content;
  const said = (['name', 'nameEn', 'number', 'words', 'position'] as const).flatMap((field) => {
    const value = content[field];
    if (value === undefined) return [];
    return [{ term: t(texts[field]), value: value === null ? t(texts.notFilled) : String(value) }];
  });
  const known = directoryGroups.find((one) => one === group);
  if (known !== undefined) said.push({ term: t(texts.group), value: t(directoryGroupTexts[known]) });
  if (typeof active === 'boolean')
    said.push({ term: t(texts.state), value: t(active ? texts.active : texts.inactive) });
  return said;
}
