import { useMemo, useState } from 'react';
import { roles } from '#features/people/permissions.ts';
import { roleTexts } from '#features/people/texts.ts';
import { dayOf, dayStart, type Instant, msBetween, plusMs, type Zone } from '#platform/shared/time.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { MultiSelect } from '#platform/ui/MultiSelect.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useFormat, useLanguage, useText } from '#platform/web/language.tsx';
import { useGo } from '#platform/web/place.ts';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type MeetingContent, meetingContent } from '../../meeting.ts';
import { changeMeeting, type MeetingView, planMeeting } from '../../meeting-contract.ts';
import { listObstacleOwners } from '../../obstacle-contract.ts';
import { endedMonths, monthName } from '../obstacle/day.ts';
import { staleAfter } from '../obstacle/use-live-obstacles.ts';
import { texts } from './texts.ts';

/** `2026-11-05T09:00` on the clocks of the regency. */
function localOf(at: Instant, zone: Zone): string {
  const day = dayOf(at, zone);
  const minutes = Math.floor(msBetween(dayStart(day, zone), at) / 60_000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day}T${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Empty where what was typed is no moment. */
function instantOf(local: string, zone: Zone): Instant {
  const match = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)$/.exec(local);
  if (match === null) return '';
  const [, day = '', hours, minutes] = match;
  return plusMs(dayStart(day, zone), (Number(hours) * 60 + Number(minutes)) * 60_000);
}

/** A new meeting (null), or date, place and invitations of one that has not begun. */
export function PlanDialog({ meeting, onClose }: { meeting: MeetingView | null; onClose: () => void }) {
  const t = useText();
  const go = useGo();
  const errorText = useErrorText();
  const { language } = useLanguage();
  const months = useMemo(() => endedMonths(new Date()), []);
  const [begun] = useState(meeting);
  const [content, setContent] = useState<MeetingContent>(
    () => begun ?? emptyMeeting(months[0] ?? '', (month) => t(texts.titleSeed, { month: monthName(month, language) })),
  );
  const plan = useCommand(planMeeting, {
    invalidates: staleAfter,
    onDone: ({ id }) => {
      onClose();
      go(`/meetings/${id}`);
    },
  });
  const change = useCommand(changeMeeting, { invalidates: staleAfter, onDone: onClose });
  const fit = meetingContent.safeParse(content);
  const save = () => {
    if (!fit.success) return;
    if (begun === null) plan.mutate({ body: { content: fit.data } });
    else change.mutate({ params: { id: begun.id }, body: { version: begun.version, content: fit.data } });
  };
  const error = plan.error ?? change.error;
  return (
    <Dialog
      title={t(begun === null ? texts.add : texts.edit)}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t(texts.cancel)}</Button>
          <Button
            look="primary"
            isDisabled={!fit.success}
            isPending={plan.isPending || change.isPending}
            onPress={save}
          >
            {t(texts.save)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <MeetingFields content={content} onChange={(more) => setContent({ ...content, ...more })} months={months} />
        {error === null ? null : <Notice tone="life">{errorText(error)}</Notice>}
      </div>
    </Dialog>
  );
}

function emptyMeeting(month: string, titleOf: (month: string) => string): MeetingContent {
  return { title: titleOf(month), place: '', startsAt: '', month, roles: ['AGENCY_HEAD', 'SUPERVISOR'], agencyIds: [] };
}

interface FieldProps {
  readonly content: MeetingContent;
  readonly onChange: (more: Partial<MeetingContent>) => void;
  readonly months: readonly string[];
}

function MeetingFields({ content, onChange, months }: FieldProps) {
  const t = useText();
  const format = useFormat();
  const { language, zone } = useLanguage();
  const owners = useRoute(listObstacleOwners, {});
  const [local, setLocal] = useState(() => (content.startsAt === '' ? '' : localOf(content.startsAt, zone)));
  const shown = [...new Set([content.month, ...months])].sort().reverse();
  return (
    <>
      <TextField
        label={t(texts.title)}
        isRequired
        autoFocus
        maxLength={160}
        value={content.title}
        onChange={(title) => onChange({ title })}
      />
      <TextField
        label={t(texts.startsAt, { zone: format.zoneName })}
        isRequired
        type="datetime-local"
        value={local}
        onChange={(typed) => {
          setLocal(typed);
          onChange({ startsAt: instantOf(typed, zone) });
        }}
      />
      <TextField
        label={t(texts.place)}
        maxLength={160}
        value={content.place}
        onChange={(place) => onChange({ place })}
      />
      <Select
        label={t(texts.month)}
        options={shown.map((id) => ({ id, name: monthName(id, language) }))}
        value={content.month}
        onChange={(month) => onChange({ month })}
      />
      <MultiSelect
        label={t(texts.roles)}
        none={t(texts.nobody)}
        options={roles.map((id) => ({ id, name: t(roleTexts[id]) }))}
        value={content.roles}
        onChange={(next) => onChange({ roles: [...next] })}
      />
      <MultiSelect
        label={t(texts.agencies)}
        none={t(texts.nobody)}
        options={(owners.data?.agencies ?? []).map(({ id, name }) => ({ id, name }))}
        value={content.agencyIds}
        onChange={(next) => onChange({ agencyIds: [...next] })}
      />
    </>
  );
}
