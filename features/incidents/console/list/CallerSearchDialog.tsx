import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { showReasons } from '../../incident.ts';
import { searchCaller } from '../../list-contract.ts';
import { placeOf } from '../../list-rules.ts';
import { reasonTexts } from '../../timeline-texts.ts';
import { PriorityMark, StateMark } from '../IncidentMarks.tsx';
import { texts } from './texts.ts';

/** Incidents by their caller: with a reason, logged, and never by an address. */
export function CallerSearchDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const [caller, setCaller] = useState('');
  const [reason, setReason] = useState<(typeof showReasons)[number] | null>(null);
  const search = useCommand(searchCaller, { invalidates: [] });
  const items = search.data?.items;
  return (
    <Dialog
      title={t(texts.searchCaller)}
      isOpen
      onClose={onClose}
      actions={<Button onPress={onClose}>{t(texts.close)}</Button>}
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (reason !== null) search.mutate({ body: { caller, reason } });
        }}
      >
        <p className="text-ink-soft">{t(texts.searchCallerNote)}</p>
        <div className="grid items-end gap-3 sm:grid-cols-[2fr_2fr_auto]">
          <TextField label={t(texts.callerField)} value={caller} onChange={setCaller} maxLength={120} autoFocus />
          <Select
            label={t(texts.reason)}
            value={reason}
            onChange={setReason}
            options={showReasons.map((id) => ({ id, name: t(reasonTexts[id]) }))}
          />
          <Button
            type="submit"
            look="primary"
            isPending={search.isPending}
            isDisabled={reason === null || caller.trim().length < 3}
          >
            {t(texts.searchNow)}
          </Button>
        </div>
        {search.error === null ? null : <Notice tone="warn">{errorText(search.error)}</Notice>}
        {items === undefined ? null : <p role="status">{t(texts.foundCaller, { count: items.length })}</p>}
        <ul className="flex flex-col divide-y divide-line">
          {(items ?? []).map((one) => (
            <li key={one.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
              <PriorityMark priority={one.priority} short />
              <Link href={`/incidents/${one.id}`}>
                {one.number} {one.type === null ? t(texts.noType) : t(one.type.name)}
              </Link>
              <span className="text-ink-soft">{placeOf(one)}</span>
              <StateMark state={one.state} />
              <span className="text-sm text-ink-soft">{format.full(one.reportedAt)}</span>
            </li>
          ))}
        </ul>
      </form>
    </Dialog>
  );
}
