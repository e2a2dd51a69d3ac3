import { CirclePause, CirclePlay } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RadioCards } from '#platform/ui/RadioCards.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { AgencyId } from '../../agency.ts';
import { type OutageReason, outageReasons } from '../../cover.ts';
import { beginOutage, endOutage, listOutages } from '../../cover-contract.ts';
import { outageReasonTexts } from '../../cover-texts.ts';
import { coverScreenTexts as texts } from './texts.ts';

const stale = ['/api/outages', '/api/agencies', '/api/incidents/:id/proposal'];

/** On an agency's own screen: out of service, until when and who stands in; a button for either. */
export function OutageNotice({ agencyId }: { agencyId: AgencyId }) {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const outage = useRoute(listOutages, {}).data?.items.find((one) => one.agency.id === agencyId);
  const end = useCommand(endOutage, { invalidates: stale });
  if (outage === undefined) return null;
  return (
    <Notice
      tone="warn"
      title={t(texts.outNow, { until: format.full(outage.until) })}
      action={
        <Button
          icon={<CirclePlay aria-hidden size={16} />}
          isPending={end.isPending}
          onPress={() => end.mutate({ params: { id: outage.id } })}
        >
          {t(texts.sayIn)}
        </Button>
      }
    >
      <p>
        {[t(outageReasonTexts[outage.reason]), outage.note, outage.begunBy].filter(Boolean).join(' · ')}.{' '}
        {outage.cover === null ? t(texts.coveredByNobody) : t(texts.coveredNow, { agency: outage.cover.name })}
      </p>
      {end.error === null ? null : <p className="font-medium text-life">{errorText(end.error)}</p>}
    </Notice>
  );
}

/** Opens the question why and until when; not there while the agency is out of service. */
export function OutageButton({ agencyId }: { agencyId: AgencyId }) {
  const t = useText();
  const [isAsking, setAsking] = useState(false);
  const outages = useRoute(listOutages, {}).data?.items;
  if (outages === undefined || outages.some((one) => one.agency.id === agencyId)) return null;
  return (
    <>
      <Button size="small" look="quiet" icon={<CirclePause aria-hidden size={16} />} onPress={() => setAsking(true)}>
        {t(texts.sayOut)}
      </Button>
      {isAsking ? <OutageDialog agencyId={agencyId} onClose={() => setAsking(false)} /> : null}
    </>
  );
}

/** Mounted while it is open, so that each opening starts empty. */
export function OutageDialog({ agencyId, onClose }: { agencyId: AgencyId; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [reason, setReason] = useState<OutageReason | null>(null);
  const [note, setNote] = useState('');
  const [until, setUntil] = useState('');
  const begin = useCommand(beginOutage, { invalidates: stale, onDone: onClose });
  const end = new Date(until);
  const hasEnd = !Number.isNaN(end.getTime());
  return (
    <ConfirmDialog
      title={t(texts.outTitle)}
      confirmName={t(texts.sayOut)}
      isOpen
      onClose={onClose}
      isPending={begin.isPending}
      isBlocked={reason === null || !hasEnd}
      error={begin.error && errorText(begin.error)}
      onConfirm={() => {
        if (reason === null || !hasEnd) return;
        begin.mutate({ params: { id: agencyId }, body: { reason, until: end.toISOString(), note } });
      }}
    >
      <p className="text-ink-soft">{t(texts.outNote)}</p>
      <RadioCards
        label={t(texts.reason)}
        isRequired
        columns={1}
        value={reason}
        onChange={setReason}
        options={outageReasons.map((id, index) => ({ id, name: t(outageReasonTexts[id]), key: String(index + 1) }))}
      />
      <TextField
        type="datetime-local"
        label={t(texts.until)}
        description={t(texts.untilHint)}
        isRequired
        value={until}
        onChange={setUntil}
      />
      <TextField label={t(texts.note)} value={note} onChange={setNote} maxLength={200} />
    </ConfirmDialog>
  );
}
