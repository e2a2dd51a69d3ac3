import { useMemo } from 'react';
import { StatusDot } from '#platform/ui/Badge.tsx';
import { Page } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { type Translate, useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import type { CheckVerdict } from '../../desk-check.ts';
import { type DeskPhoneView, listDeskPhones } from '../../sound-contract.ts';
import { wordOf } from '../../sound-quality.ts';
import { checkProblemTexts, checkVerdictTexts, soundTexts, soundWordTexts } from '../../sound-texts.ts';
import { choiceTexts } from '../desk-phone/choice-texts.ts';
import { DeskPhoneDialog } from '../desk-phone/DeskPhoneDialog.tsx';
import { soundTones } from './sound-tones.ts';

const verdictTones = {
  good: 'good',
  warned: 'warn',
  skipped: 'neutral',
  interrupted: 'neutral',
} as const satisfies Record<CheckVerdict, string>;

/** The telephones of the desks for whoever leads the shift: who checked theirs, what was wrong, whose calls sounded poor. */
export function DeskPhonesPage() {
  const t = useText();
  const format = useFormat();
  const phones = useRoute(listDeskPhones, {});
  const columns = useMemo(() => columnsOf(t, format), [t, format]);
  const mayManage = useCan()('phone.manage');
  const [opened, setOpened] = usePlace('person');
  const shown = phones.data?.items.find(({ user }) => user.id === opened);
  return (
    <Page title={t(soundTexts.phones)} description={t(soundTexts.phonesNote)}>
      <QueryView query={phones}>
        {({ items }) => (
          <Table
            label={t(soundTexts.phones)}
            columns={columns}
            rows={items}
            idOf={(phone) => phone.user.id}
            isUrgent={(phone) => phone.check?.verdict === 'warned'}
            empty={t(soundTexts.noPhones)}
            {...(mayManage ? { onOpen: (phone: DeskPhoneView) => setOpened(phone.user.id), selectedId: opened } : {})}
          />
        )}
      </QueryView>
      {shown === undefined || !mayManage ? null : (
        <DeskPhoneDialog key={shown.user.id} phone={shown} onClose={() => setOpened(null)} />
      )}
    </Page>
  );
}

function columnsOf(t: Translate, format: ReturnType<typeof useFormat>): Column<DeskPhoneView>[] {
  return [
    { id: 'person', name: t(soundTexts.person), cell: (phone) => phone.user.displayName, isRowHeader: true },
    {
      id: 'line',
      name: t(soundTexts.line),
      cell: ({ reachable }) => (
        <StatusDot tone={reachable ? 'good' : 'neutral'}>
          {t(reachable ? soundTexts.registered : soundTexts.unregistered)}
        </StatusDot>
      ),
    },
    { id: 'device', name: t(choiceTexts.column), cell: ({ device }) => deviceInWords(device, t) },
    { id: 'check', name: t(soundTexts.lastCheck), cell: (phone) => <LastCheck phone={phone} /> },
    { id: 'calls', name: t(soundTexts.measuredCalls), cell: ({ calls }) => calls, align: 'right', narrow: true },
    { id: 'poor', name: t(soundTexts.poorCalls), cell: ({ poorCalls }) => poorCalls, align: 'right', narrow: true },
    {
      id: 'worst',
      name: t(soundTexts.worst),
      cell: ({ worstMos }) =>
        worstMos === null ? (
          '–'
        ) : (
          <StatusDot tone={soundTones[wordOf(worstMos)]}>
            {t(soundWordTexts[wordOf(worstMos)])} · {format.number(worstMos, 1)}
          </StatusDot>
        ),
    },
  ];
}

function deviceInWords(device: DeskPhoneView['device'], t: Translate): string {
  if (device === null) return t(choiceTexts.none);
  const state = t(device.registered ? choiceTexts.registered : choiceTexts.unregistered);
  return `${t(device.inUse ? choiceTexts.inUse : choiceTexts.notInUse)} · ${state}`;
}

function LastCheck({ phone: { check } }: { phone: DeskPhoneView }) {
  const t = useText();
  const format = useFormat();
  if (check === null) return t(soundTexts.never);
  return (
    <div className="flex flex-col">
      <StatusDot tone={verdictTones[check.verdict]}>
        {t(checkVerdictTexts[check.verdict])} · {format.full(check.checkedAt)}
      </StatusDot>
      {check.problems.map((problem) => (
        <span key={problem} className="text-sm">
          {t(checkProblemTexts[problem])}
        </span>
      ))}
    </div>
  );
}
