import { Lock, LockOpen } from 'lucide-react';
import { useState } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Button } from '#platform/ui/Button.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useCommand } from '#platform/web/query-options.ts';
import { lockMonth, type readMonth } from '../../contract.ts';
import { texts } from './texts.ts';

type Month = RouteOutput<typeof readMonth>;

/** Whether a month that is over is locked, which edition is shown, and the head's button to lock it. */
export function LockCard({ month }: { month: Month }) {
  const t = useText();
  const canLock = useCan()('monev.lock');
  const [isAsking, setAsking] = useState(false);
  const newest = month.editions.at(-1);
  const isNewest = month.edition === (newest?.edition ?? null);
  // Nothing to lock anew while the rows are as they were.
  const isLockable = canLock && isNewest && (newest === undefined || (month.correction?.rows ?? 0) > 0);
  const name = t(newest === undefined ? texts.lock : texts.lockCorrection);
  return (
    <section
      aria-label={t(texts.lock)}
      className="flex flex-wrap items-start justify-between gap-3 rounded-lg border border-line-strong bg-surface px-3 py-2"
    >
      {newest === undefined ? <Unlocked canLock={canLock} /> : <Locked month={month} />}
      <div className="flex flex-wrap items-end gap-2 print:hidden">
        {month.editions.length > 1 ? <EditionPicker month={month} /> : null}
        {isLockable ? (
          <Button look="primary" icon={<Lock aria-hidden size={16} />} onPress={() => setAsking(true)}>
            {name}
          </Button>
        ) : null}
      </div>
      {isAsking ? <LockDialog month={month} name={name} onClose={() => setAsking(false)} /> : null}
    </section>
  );
}

function Unlocked({ canLock }: { canLock: boolean }) {
  const t = useText();
  return (
    <div className="flex gap-2">
      <LockOpen aria-hidden size={18} className="mt-0.5 shrink-0 text-ink-soft" />
      <div>
        <p className="font-semibold">{t(texts.unlocked)}</p>
        <p className="text-sm text-ink-soft">{t(canLock ? texts.unlockedHead : texts.unlockedMore)}</p>
      </div>
    </div>
  );
}

function Locked({ month }: { month: Month }) {
  const t = useText();
  const format = useFormat();
  const shown = month.editions.find((one) => one.edition === month.edition);
  if (shown === undefined) return null;
  return (
    <div className="flex min-w-0 gap-2">
      <Lock aria-hidden size={18} className="mt-0.5 shrink-0" />
      <div className="min-w-0">
        <p className="font-semibold">{t(texts.locked, { edition: shown.edition })}</p>
        <p className="text-sm">
          {t(texts.lockedBy, {
            at: format.full(shown.lockedAt),
            name: shown.lockedBy.displayName,
            dictionary: shown.dictionary,
          })}
        </p>
        {shown.reason === null ? null : <p className="text-sm">{t(texts.lockedReason, { reason: shown.reason })}</p>}
        <p className="break-all text-sm text-ink-soft">
          {t(texts.digest)}: <code>{shown.digest}</code>
        </p>
      </div>
    </div>
  );
}

function EditionPicker({ month }: { month: Month }) {
  const t = useText();
  const [, choose] = usePlace('edition');
  const newest = month.editions.at(-1)?.edition;
  return (
    <div className="w-40">
      <Select
        label={t(texts.edition)}
        options={month.editions.map(({ edition }) => ({
          id: String(edition),
          name: t(texts.editionName, { edition }),
        }))}
        value={String(month.edition)}
        onChange={(edition) => choose(Number(edition) === newest ? null : edition)}
      />
    </div>
  );
}

function LockDialog({ month, name, onClose }: { month: Month; name: string; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  // What was seen when the dialog opened is what is signed, whatever the page learns meanwhile.
  const [seen] = useState({ edition: month.editions.length + 1, digest: month.digest });
  const [reason, setReason] = useState('');
  const needsReason = seen.edition > 1;
  const lock = useCommand(lockMonth, {
    invalidates: ['/api/monev/months'],
    onDone: () => {
      toast(t(texts.done));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={name}
      confirmName={name}
      isOpen
      onClose={onClose}
      onConfirm={() =>
        lock.mutate({ params: { month: month.month }, body: { ...seen, reason: needsReason ? reason.trim() : null } })
      }
      isPending={lock.isPending}
      isBlocked={needsReason && reason.trim().length < 3}
      error={lock.error && errorText(lock.error)}
    >
      <p>{t(texts.lockAsk)}</p>
      {month.violations.length === 0 ? null : (
        <Notice tone="warn">{t(texts.lockViolations, { count: month.violations.length })}</Notice>
      )}
      {needsReason ? (
        <TextField label={t(texts.reason)} value={reason} onChange={setReason} isRequired autoFocus />
      ) : null}
    </ConfirmDialog>
  );
}
