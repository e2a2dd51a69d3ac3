import { Headphones, Save } from 'lucide-react';
import { useState } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RadioCards } from '#platform/ui/RadioCards.tsx';
import { TextArea } from '#platform/ui/TextField.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type Confidence, confidences, type SecondCode, secondCodes } from '../../audit.ts';
import { type AuditInQueue, auditSoundPath, judgeAudit, listenToAudit } from '../../audit-contract.ts';
import { saysNeed } from '../../audit-rules.ts';
import { confidenceTexts, secondCodeTexts } from '../../audit-texts.ts';
import { texts } from './texts.ts';

const WaveformPlayer = part(() =>
  import('#features/calls/console/recording/WaveformPlayer.tsx').then((file) => file.WaveformPlayer),
);

interface AuditSheetProps {
  readonly audit: AuditInQueue;
  /** How many wait for this person. */
  readonly of: number;
  readonly onJudged: (judged: RouteOutput<typeof judgeAudit>) => void;
}

/** Listen, choose, say how sure, save. Mounted anew for each audit. */
export function AuditSheet({ audit, of, onJudged }: AuditSheetProps) {
  const t = useText();
  const errorText = useErrorText();
  const [code, setCode] = useState<SecondCode | null>(null);
  const [confidence, setConfidence] = useState<Confidence>('sure');
  const [note, setNote] = useState('');
  const listen = useCommand(listenToAudit, { invalidates: [] });
  const judge = useCommand(judgeAudit, { onDone: onJudged });
  const opened = listen.data;
  const canHear = audit.hasRecording;
  const listenCommand: Command = {
    id: 'audit.listen',
    name: texts.listen,
    keys: ['F8'],
    group: texts.page,
    when: () => (!canHear ? texts.noRecording : opened === undefined ? true : texts.isOpen),
    run: () => listen.mutate({ params: { id: audit.id } }),
  };
  const saveCommand: Command = {
    id: 'audit.save',
    name: texts.save,
    keys: ['Ctrl+Enter'],
    group: texts.page,
    when: () => {
      if (canHear && opened === undefined) return texts.listenFirst;
      if (code === null) return texts.chooseFirst;
      return judge.isPending ? texts.saving : true;
    },
    run: () => {
      if (code !== null) judge.mutate({ params: { id: audit.id }, body: { code, confidence, note } });
    },
  };
  useCommands([listenCommand, saveCommand]);
  const error = listen.error ?? judge.error;
  return (
    <Card title={t(texts.auditOf, { at: 1, of })}>
      <div className="flex flex-col gap-4">
        <p className="text-ink-soft">{t(texts.blind)}</p>
        {canHear ? null : <Notice tone="warn">{t(texts.noRecording)}</Notice>}
        {opened === undefined ? (
          canHear ? (
            <div className="flex flex-wrap items-center gap-3">
              <CommandButton command={listenCommand} look="primary" icon={<Headphones aria-hidden size={16} />} />
              <span className="text-sm text-ink-soft">{t(texts.listenNote)}</span>
            </div>
          ) : null
        ) : (
          <WaveformPlayer
            address={`${auditSoundPath.replace(':id', audit.id)}?listening=${opened.listening.id}`}
            number={1}
            listening={opened.listening}
          />
        )}
        <RadioCards<SecondCode>
          label={t(texts.what)}
          columns={3}
          value={code}
          onChange={setCode}
          isRequired
          options={secondCodes
            .filter((id) => canHear || id === 'UNHEARD')
            .map((id) => ({
              id,
              name: t(secondCodeTexts[id]),
              key: secondCodeTexts[id].key,
              tone: saysNeed(id) ? ('life' as const) : ('accent' as const),
            }))}
        />
        <RadioCards<Confidence>
          label={t(texts.howSure)}
          columns={3}
          value={confidence}
          onChange={setConfidence}
          options={confidences.map((id) => ({ id, name: t(confidenceTexts[id]), key: confidenceTexts[id].key }))}
        />
        <TextArea
          label={t(texts.words)}
          description={t(texts.wordsNote)}
          rows={2}
          value={note}
          onChange={setNote}
          maxLength={500}
        />
        {error === null ? null : <Notice tone="life">{errorText(error)}</Notice>}
        <div className="flex flex-wrap items-center gap-3">
          <CommandButton command={saveCommand} look="primary" icon={<Save aria-hidden size={16} />} />
          <span className="text-sm text-ink-soft">{t(texts.final)}</span>
        </div>
      </div>
    </Card>
  );
}
