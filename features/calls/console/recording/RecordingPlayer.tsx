import { Headphones } from 'lucide-react';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { callId as callIdSchema } from '../../call.ts';
import type { CallView } from '../../contract.ts';
import { type ListenReason, listenReasons } from '../../recording.ts';
import { beginListening, recordingPath } from '../../recording-contract.ts';
import { listenReasonTexts } from '../../recording-texts.ts';
import { texts } from './texts.ts';

const WaveformPlayer = part(() => import('./WaveformPlayer.tsx').then((file) => file.WaveformPlayer));

interface RecordingPlayerProps {
  readonly callId: string;
  readonly number: number;
  readonly state: CallView['recording'];
  /** What plays it once the reason is given; left out: the player of every page. */
  readonly opened?: (listening: RouteOutput<typeof beginListening>) => ReactNode;
}

/** Opens the recording of a call once a reason is given; the server logs who listened and why before it gives a second of it. */
export function RecordingPlayer({ callId, number, state, opened }: RecordingPlayerProps) {
  const t = useText();
  const can = useCan();
  const errorText = useErrorText();
  const [reason, setReason] = useState<ListenReason | null>(null);
  const [note, setNote] = useState('');
  const begin = useCommand(beginListening, { invalidates: ['/api/calls/:id/recording-care'] });
  if (state !== 'stored') {
    const words = { recording: texts.running, missing: texts.missing, erased: texts.erased, none: texts.none };
    return <p className="text-ink-soft">{t(words[state ?? 'none'])}</p>;
  }
  if (!can('recording.play')) return <p className="text-ink-soft">{t(texts.forbidden)}</p>;
  if (begin.data !== undefined && opened !== undefined) return opened(begin.data);
  if (begin.data !== undefined) {
    const address = `${recordingPath.replace(':id', callId)}?listening=${begin.data.id}`;
    return <WaveformPlayer address={address} number={number} listening={begin.data} />;
  }
  const isShort = reason === 'other' && note.trim().length < 5;
  const handleOpen = (event: FormEvent) => {
    event.preventDefault();
    if (reason !== null) begin.mutate({ params: { id: callIdSchema.parse(callId) }, body: { reason, note } });
  };
  return (
    <form onSubmit={handleOpen} className="flex flex-col gap-2">
      {begin.error === null ? null : <Notice tone="warn">{errorText(begin.error)}</Notice>}
      <div className="grid gap-2 sm:grid-cols-2">
        <Select
          label={t(texts.reason)}
          description={t(texts.logged)}
          options={listenReasons.map((id) => ({ id, name: t(listenReasonTexts[id]) }))}
          value={reason}
          onChange={setReason}
          isRequired
        />
        <TextField
          label={t(texts.note)}
          value={note}
          onChange={setNote}
          maxLength={200}
          isRequired={reason === 'other'}
        />
      </div>
      <div>
        <Button
          type="submit"
          isDisabled={reason === null || isShort || begin.isPending}
          icon={<Headphones aria-hidden size={16} />}
        >
          {t(texts.open)}
        </Button>
      </div>
    </form>
  );
}
