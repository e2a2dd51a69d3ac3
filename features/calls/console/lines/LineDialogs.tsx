import { useState } from 'react';
import { SettingDialog } from '#features/people/console/SettingDialog.tsx';
import { NewSettingDialog, SettingForm } from '#features/people/console/SettingForm.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { Notice } from '#platform/ui/Notice.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type LineContent, lineContent, newLine } from '../../line.ts';
import { changeLine, createLine, type LineView } from '../../line-contract.ts';
import { guardLine } from '../../line-rules.ts';
import { describeLine } from './describe-line.ts';
import { LineFields, type LineFieldsProps } from './LineFields.tsx';
import { lineScreenTexts as texts } from './texts.ts';

const stale = ['/api/lines', '/api/settings'];
/** Stands for a password that is typed and not kept yet. */
const typedSecret = '00000000-0000-4000-8000-000000000000';

/** What is wrong with what was typed, for the fields to say; the server looks at it again, with what only it knows. */
function judge(content: LineContent, password: string, hasTls: boolean) {
  const secretId = content.secretId ?? (password === '' ? null : typedSecret);
  const guarded = guardLine({ ...content, secretId }, { hasTls, numbers: [] });
  return guarded.ok ? null : guarded.refusal;
}

/** One line: how it is set, and what was changed, with a way back. */
export function LineDialog({ line, hasTls, onClose }: { line: LineView; hasTls: boolean; onClose: () => void }) {
  const t = useText();
  return (
    <SettingDialog
      title={line.content.name}
      onClose={onClose}
      tabs={[
        {
          id: 'line',
          name: t(texts.line),
          content: (showHistory) => <LineForm line={line} hasTls={hasTls} onHistory={showHistory} />,
        },
      ]}
      history={{
        kind: 'line',
        id: line.id,
        version: line.version,
        inWords: (content) => describeLine(content, t),
        invalidates: stale,
      }}
    />
  );
}

function LineForm({ line, hasTls, onHistory }: { line: LineView; hasTls: boolean; onHistory: () => void }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const [password, setPassword] = useState('');
  const draft = useSettingDraft(line);
  const change = useCommand(changeLine, {
    invalidates: stale,
    onDone: (saved) => {
      setPassword('');
      draft.handleSaved(saved);
    },
  });
  const { version, content, reason } = draft;
  const wrong = judge(content, password, hasTls);
  const body = { version, content, reason, ...(password === '' ? {} : { password }) };
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={wrong !== null || !lineContent.safeParse(content).success}
      onSave={() => change.mutate({ params: { id: line.id }, body })}
      onHistory={onHistory}
    >
      {line.problem === null ? null : <Notice tone="warn">{t(texts.problem, { problem: line.problem })}</Notice>}
      <LineFields {...fieldsOf(draft, wrong)} isReadOnly={isReadOnly} password={password} onPassword={setPassword} />
    </SettingForm>
  );
}

export function AddLineDialog({ hasTls, onClose }: { hasTls: boolean; onClose: () => void }) {
  const t = useText();
  const [password, setPassword] = useState('');
  const draft = useSettingDraft({ version: 1, content: newLine });
  const create = useCommand(createLine, { invalidates: stale, onDone: draft.handleMade(onClose) });
  const { content, reason } = draft;
  const wrong = judge(content, password, hasTls);
  return (
    <NewSettingDialog
      title={t(texts.add)}
      size="wide"
      onClose={onClose}
      draft={draft}
      command={create}
      isBlocked={wrong !== null || !lineContent.safeParse(content).success}
      onSave={() => create.mutate({ body: { content, reason, ...(password === '' ? {} : { password }) } })}
    >
      <LineFields {...fieldsOf(draft, wrong)} isReadOnly={false} password={password} onPassword={setPassword} />
    </NewSettingDialog>
  );
}

function fieldsOf(
  draft: { readonly content: LineContent; readonly set: LineFieldsProps['onChange'] },
  wrong: LineFieldsProps['wrong'],
): Pick<LineFieldsProps, 'content' | 'onChange' | 'wrong'> {
  return { content: draft.content, onChange: draft.set, wrong };
}
