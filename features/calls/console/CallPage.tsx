import { Eye } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { type Translate, useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePathParam } from '#platform/web/place.ts';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { callId } from '../call.ts';
import { type CallView, readCall, showCaller } from '../contract.ts';
import { screenNames } from '../screen-names.ts';
import { silentResultTexts } from '../silent-texts.ts';
import { CallerNumber } from './CallCard.tsx';
import { CallStateMark, DispositionMark, waitedMs } from './CallColumns.tsx';
import { JudgementHistory } from './closing/JudgementHistory.tsx';
import { EarlierCalls } from './EarlierCalls.tsx';
import { CallerWords } from './link/CallerWords.tsx';
import { listTexts } from './list-texts.ts';
import { localNumber } from './numbers.ts';
import { CallerPlaces } from './place/CallerPlaces.tsx';
import { RecordingCare } from './recording/RecordingCare.tsx';
import { RecordingPlayer } from './recording/RecordingPlayer.tsx';
import { CallSounds } from './sound/CallSounds.tsx';
import { texts } from './texts.ts';

/** One call: its times, its recording, and the caller's earlier calls. */
export function CallPage() {
  const id = callId.parse(usePathParam('id'));
  const call = useRoute(readCall, { params: { id } });
  return <QueryView query={call}>{(found) => <CallSheet call={found} />}</QueryView>;
}

function CallSheet({ call }: { call: CallView }) {
  const t = useText();
  const can = useCan();
  const format = useFormat();
  const time = (at: string | null) => (at === null ? '–' : format.full(at));
  const waited = waitedMs(call);
  return (
    <Page title={t(texts.callNumber, { number: call.number })}>
      <div className="grid items-start gap-4 lg:grid-cols-[2fr_1fr]">
        <div className="flex flex-col gap-4">
          <Card title={t(listTexts.caller)}>
            <div className="flex flex-wrap items-center justify-between gap-3">
              <span className="text-2xl font-semibold">
                <CallerNumber call={call} />
              </span>
              {call.caller.withheld || call.caller.full !== null ? null : <ShowCaller call={call} />}
            </div>
          </Card>
          <CallerPlaces callId={call.id} />
          <CallerWords callId={call.id} />
          <Card title={t(listTexts.state)}>
            <DefinitionList
              items={[
                { term: t(listTexts.state), value: <CallStateMark call={call} t={t} /> },
                { term: t(listTexts.disposition), value: <DispositionMark call={call} t={t} /> },
                ...silenceOf(call, t),
                { term: t(listTexts.arrivedAt), value: time(call.arrivedAt) },
                { term: t(listTexts.answeredAt), value: time(call.answeredAt) },
                { term: t(listTexts.endedAt), value: time(call.endedAt) },
                { term: t(texts.waited), value: waited === null ? '–' : format.duration(waited) },
                { term: t(listTexts.answeredBy), value: call.answeredBy?.displayName ?? '–' },
                { term: t(listTexts.dialled), value: call.dialled },
                { term: t(listTexts.cause), value: call.cause ?? '–' },
              ]}
            />
          </Card>
          {call.answeredAt === null && call.disposition === null ? null : <JudgementHistory call={call} />}
          {call.answeredAt === null ? null : <CallSounds callId={call.id} />}
          <Card title={t(listTexts.recording)}>
            <RecordingPlayer callId={call.id} number={call.number} state={call.recording} />
          </Card>
          {can('recording.read') ? <RecordingCare call={call} /> : null}
        </div>
        <EarlierCalls callId={call.id} />
      </div>
    </Page>
  );
}

/** Only of a call on which nobody was heard. */
function silenceOf(call: CallView, t: Translate) {
  if (call.silentSince === null) return [];
  const value = call.silentResult === null ? '–' : t(silentResultTexts[call.silentResult]);
  return [{ term: t(screenNames.silent), value }];
}

/** The full number, after a reason that is logged. It is shown here and nowhere kept. */
function ShowCaller({ call }: { call: CallView }) {
  const t = useText();
  const can = useCan();
  const errorText = useErrorText();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const show = useCommand(showCaller, { invalidates: [], onDone: () => setAsking(false) });
  if (!can('caller.show')) return null;
  if (show.data !== undefined) return <span className="text-xl font-semibold">{localNumber(show.data.number)}</span>;
  return (
    <>
      <Button icon={<Eye aria-hidden size={16} />} onPress={() => setAsking(true)}>
        {t(listTexts.show)}
      </Button>
      <ConfirmDialog
        title={t(listTexts.show)}
        confirmName={t(listTexts.show)}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => show.mutate({ params: { id: call.id }, body: { reason } })}
        isPending={show.isPending}
        isBlocked={reason.trim().length < 5}
        error={show.error && errorText(show.error)}
      >
        <TextField
          label={t(listTexts.showReason)}
          description={t(listTexts.showNote)}
          value={reason}
          onChange={setReason}
          maxLength={200}
          autoFocus
        />
      </ConfirmDialog>
    </>
  );
}
