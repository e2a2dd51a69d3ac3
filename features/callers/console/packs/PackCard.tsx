import { Download, Eye, PenLine, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { ReasonDialog } from '#features/calls/console/recording/ReasonDialog.tsx';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import type { Tone } from '#platform/ui/tone.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import type { PackState } from '../../pack.ts';
import { type PackItem, signPack, withdrawPack } from '../../pack-contract.ts';
import { WordsDialog } from '../cases/WordsDialog.tsx';
import { downloadPack } from './pack-download.ts';
import { packStateTexts, packTexts as texts } from './texts.ts';

const stale = ['/api/case-packs', '/api/cases', '/api/case-signatures'];
const tones: Readonly<Record<PackState, Tone>> = { prepared: 'warn', signed: 'good', withdrawn: 'neutral' };

/** One evidence pack: how it stands, and what this person may do about it. */
export function PackCard({ pack }: { pack: PackItem }) {
  const t = useText();
  const format = useFormat();
  const { caseNumber, number, state, decidedAt } = pack;
  const decided = {
    at: decidedAt === null ? '' : format.full(decidedAt),
    name: pack.decidedBy?.displayName ?? t(texts.bySystem),
  };
  return (
    <Card title={t(texts.title, { caseNumber, number })}>
      <div className="flex flex-col gap-2">
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone={tones[state]}>{t(packStateTexts[state])}</Badge>
          <span className="text-ink-soft">{t(texts.calls, { calls: pack.calls })}</span>
        </p>
        {pack.reason === null ? null : <p className="whitespace-pre-line">{pack.reason}</p>}
        <p className="text-sm text-ink-soft">
          {t(texts.prepared, { at: format.full(pack.preparedAt), name: pack.preparedBy.displayName })}
        </p>
        {state === 'prepared' ? null : (
          <p className="text-sm text-ink-soft">{t(state === 'signed' ? texts.signed : texts.withdrawn, decided)}</p>
        )}
        {pack.fileHash === null ? null : (
          <p className="text-sm text-ink-soft">
            {t(texts.hash)}: <span className="break-all font-mono">{pack.fileHash}</span>
          </p>
        )}
        {pack.isErased ? <p className="text-sm">{t(texts.erased)}</p> : <PackActs pack={pack} />}
      </div>
    </Card>
  );
}

type Act = 'look' | 'sign' | 'withdraw';

function PackActs({ pack }: { pack: PackItem }) {
  const t = useText();
  const can = useCan();
  const [act, setAct] = useState<Act | null>(null);
  const isWaiting = pack.state === 'prepared';
  const close = () => setAct(null);
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        icon={isWaiting ? <Eye aria-hidden size={16} /> : <Download aria-hidden size={16} />}
        onPress={() => setAct('look')}
      >
        {t(isWaiting ? texts.preview : texts.download)}
      </Button>
      {isWaiting && can('pack.sign') ? (
        <Button look="primary" icon={<PenLine aria-hidden size={16} />} onPress={() => setAct('sign')}>
          {t(texts.sign)}
        </Button>
      ) : null}
      {isWaiting && can('pack.withdraw') ? (
        <Button icon={<Undo2 aria-hidden size={16} />} onPress={() => setAct('withdraw')}>
          {t(can('pack.sign') ? texts.refuse : texts.withdraw)}
        </Button>
      ) : null}
      {act === 'look' ? <LookDialog pack={pack} onClose={close} /> : null}
      {act === 'sign' ? <SignDialog pack={pack} onClose={close} /> : null}
      {act === 'withdraw' ? <WithdrawDialog pack={pack} onClose={close} /> : null}
    </div>
  );
}

interface Given {
  readonly pack: PackItem;
  readonly onClose: () => void;
}

function LookDialog({ pack, onClose }: Given) {
  const t = useText();
  const errorText = useErrorText();
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const name = t(pack.state === 'prepared' ? texts.preview : texts.download);
  const handleConfirm = (reason: string) => {
    setPending(true);
    setError(null);
    downloadPack(pack.id, reason).then(onClose, (fault: unknown) => {
      setPending(false);
      setError(fault);
    });
  };
  return (
    <ReasonDialog
      title={name}
      confirmName={name}
      onClose={onClose}
      onConfirm={handleConfirm}
      isPending={isPending}
      error={error === null ? null : errorText(error)}
    />
  );
}

function SignDialog({ pack, onClose }: Given) {
  const t = useText();
  const errorText = useErrorText();
  // Of the draft that this card showed when the dialog was opened.
  const [contentHash] = useState(pack.contentHash);
  const sign = useCommand(signPack, {
    invalidates: stale,
    onDone: () => {
      toast(t(texts.done));
      onClose();
    },
  });
  const { caseNumber, number, calls } = pack;
  return (
    <ConfirmDialog
      title={t(texts.title, { caseNumber, number })}
      confirmName={t(texts.sign)}
      isOpen
      onClose={onClose}
      onConfirm={() => sign.mutate({ params: { id: pack.id }, body: { contentHash } })}
      isPending={sign.isPending}
      error={sign.error && errorText(sign.error)}
    >
      <p>{t(texts.signQuestion, { caseNumber, number, calls })}</p>
    </ConfirmDialog>
  );
}

function WithdrawDialog({ pack, onClose }: Given) {
  const t = useText();
  const errorText = useErrorText();
  const isHead = useCan()('pack.sign');
  const withdraw = useCommand(withdrawPack, { invalidates: stale, onDone: onClose });
  return (
    <WordsDialog
      title={t(isHead ? texts.refuse : texts.withdraw)}
      label={t(texts.why)}
      onClose={onClose}
      onConfirm={(reason) => withdraw.mutate({ params: { id: pack.id }, body: { reason } })}
      isPending={withdraw.isPending}
      error={withdraw.error && errorText(withdraw.error)}
    />
  );
}
