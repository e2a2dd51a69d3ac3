import { type ReactNode, useState } from 'react';
import { SettingDialog } from '#features/people/console/SettingDialog.tsx';
import { NewSettingDialog, SettingForm } from '#features/people/console/SettingForm.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { Notice } from '#platform/ui/Notice.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useLanguage, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type CardContent, cardCode, cardContent } from '../../../card.ts';
import { type CardView, changeCard, createCard } from '../../../card-contract.ts';
import { type CardFault, faultsOf, withApproval } from '../../../card-rules.ts';
import { faultInWords } from '../../../card-texts.ts';
import { listTypeSettings } from '../../../type-contract.ts';
import { CardFields } from './CardFields.tsx';
import { CardTryOut } from './CardTryOut.tsx';
import { describeCard } from './describe-card.ts';
import { SignOffForm } from './SignOffForm.tsx';
import { staleCards } from './stale-cards.ts';
import { editorTexts as texts } from './texts.ts';

/** One card: its table with a try-out beside it, its approval, and what was changed. */
export function CardDialog({ card, onClose }: { card: CardView; onClose: () => void }) {
  const t = useText();
  return (
    <SettingDialog
      title={`${card.code} · ${card.content.name}`}
      onClose={onClose}
      tabs={[
        { id: 'card', name: t(texts.card), content: (showHistory) => <CardForm card={card} onHistory={showHistory} /> },
        {
          id: 'approval',
          name: t(texts.approval),
          content: (showHistory) => <SignOffForm card={card} onHistory={showHistory} />,
        },
      ]}
      history={{
        kind: 'question_card',
        id: card.id,
        version: card.version,
        inWords: (content) => describeCard(content, t),
        invalidates: staleCards,
      }}
    />
  );
}

function CardForm({ card, onHistory }: { card: CardView; onHistory: () => void }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft(card);
  const change = useCommand(changeCard, { invalidates: staleCards, onDone: draft.handleSaved });
  const { version, content, reason } = draft;
  const check = useCheck(content);
  const losesApproval = card.content.signOff !== null && withApproval(card.content, content).signOff === null;
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!check.isSound}
      onSave={() => change.mutate({ params: { id: card.id }, body: { version, content, reason } })}
      onHistory={onHistory}
    >
      <WithTryOut content={content}>
        <CardFields content={content} isReadOnly={isReadOnly} onChange={draft.set} />
        <Faults {...check} />
        {losesApproval ? <Notice tone="warn">{t(texts.losesApproval)}</Notice> : null}
      </WithTryOut>
    </SettingForm>
  );
}

/** A new card; `last` is the position of the last one. */
export function AddCardDialog({ last, onClose }: { last: number; onClose: () => void }) {
  const t = useText();
  const [code, setCode] = useState('');
  const blank: CardContent = {
    name: '',
    nameEn: '',
    typeCodes: [],
    categories: [],
    position: Math.min(9999, last + 10),
    active: true,
    first: '',
    questions: [],
    signOff: null,
  };
  const draft = useSettingDraft({ version: 1, content: blank });
  const create = useCommand(createCard, { invalidates: staleCards, onDone: draft.handleMade(onClose) });
  const { content, reason } = draft;
  const check = useCheck(content);
  return (
    <NewSettingDialog
      title={t(texts.addCard)}
      size="wide"
      onClose={onClose}
      draft={draft}
      command={create}
      isBlocked={!cardCode.safeParse(code).success || !check.isSound}
      onSave={() => create.mutate({ body: { code, content, reason } })}
    >
      <TextField
        label={t(texts.code)}
        description={t(texts.codeNote)}
        isRequired
        autoFocus
        value={code}
        onChange={(typed) => setCode(typed.toUpperCase())}
      />
      <WithTryOut content={content}>
        <CardFields content={content} onChange={draft.set} />
        {content.questions.length === 0 ? null : <Faults {...check} />}
      </WithTryOut>
    </NewSettingDialog>
  );
}

function WithTryOut({ content, children }: { content: CardContent; children: ReactNode }) {
  return (
    <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="flex min-w-0 flex-col gap-3">{children}</div>
      <div className="lg:sticky lg:top-0">
        <CardTryOut content={content} />
      </div>
    </div>
  );
}

interface Check {
  readonly isSound: boolean;
  readonly isFilled: boolean;
  readonly faults: readonly CardFault[];
}

/** The same check as the server's, while one types. */
function useCheck(content: CardContent): Check {
  const types = useRoute(listTypeSettings, {}).data?.items;
  const codes = types === undefined ? undefined : new Set(types.map((type): string => type.code));
  const faults = faultsOf(content, codes);
  const isFilled = cardContent.safeParse(content).success;
  return { faults, isFilled, isSound: isFilled && faults.length === 0 };
}

function Faults({ faults, isFilled, isSound }: Check) {
  const t = useText();
  const { language } = useLanguage();
  if (isSound) return null;
  return (
    <Notice tone="warn" title={t(texts.faults)}>
      <ul className="list-disc pl-5">
        {isFilled ? null : <li>{t(texts.unfilled)}</li>}
        {faults.map((fault) => (
          <li key={`${fault.code} ${fault.question} ${fault.choice ?? ''}`}>{faultInWords(fault, language)}</li>
        ))}
      </ul>
    </Notice>
  );
}
