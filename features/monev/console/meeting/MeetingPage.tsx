import { Download, Pencil, Play, Presentation, Printer } from 'lucide-react';
import { useState } from 'react';
import { Letterhead } from '#features/people/console/Letterhead.tsx';
import { roleTexts } from '#features/people/texts.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { useFormat, useLanguage, useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useGo, usePathParam } from '#platform/web/place.ts';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { meetingId } from '../../meeting.ts';
import { minutesCopyPath, minutesPath, readMeeting, stepMeeting } from '../../meeting-contract.ts';
import { listObstacleOwners } from '../../obstacle-contract.ts';
import { monthName } from '../obstacle/day.ts';
import { staleAfter, useLiveObstacles } from '../obstacle/use-live-obstacles.ts';
import { Agenda } from './Agenda.tsx';
import { Attendance } from './Attendance.tsx';
import { MeetingBadge } from './MeetingsPage.tsx';
import { texts } from './texts.ts';
import '../print.css';

const PlanDialog = part(() => import('./PlanDialog.tsx').then((file) => file.PlanDialog));

export type Meeting = RouteOutput<typeof readMeeting>;

/** One meeting: what is to be spoken of before it, its papers after it. */
export function MeetingPage() {
  useLiveObstacles();
  const id = meetingId.parse(usePathParam('id'));
  const meeting = useRoute(readMeeting, { params: { id } });
  return <QueryView query={meeting}>{(found) => <Found meeting={found} />}</QueryView>;
}

function Found({ meeting }: { meeting: Meeting }) {
  const t = useText();
  const mayEdit = useCan()('obstacle.edit') && meeting.state !== 'ended';
  return (
    <Page
      title={meeting.title}
      description={<MeetingBadge state={meeting.state} />}
      actions={<Actions meeting={meeting} mayEdit={mayEdit} />}
    >
      <Letterhead />
      {meeting.state === 'ended' ? <Papers meeting={meeting} /> : null}
      <div className="grid items-start gap-4 lg:grid-cols-[2fr_1fr]">
        <Agenda meeting={meeting} mayEdit={mayEdit} />
        <div className="flex flex-col gap-4">
          <Card>
            <Facts meeting={meeting} />
          </Card>
          <Card title={t(texts.attendance)}>
            <Attendance meeting={meeting} mayEdit={mayEdit} />
          </Card>
        </div>
      </div>
    </Page>
  );
}

function Actions({ meeting, mayEdit }: { meeting: Meeting; mayEdit: boolean }) {
  const t = useText();
  const go = useGo();
  const errorText = useErrorText();
  const [isEditing, setEditing] = useState(false);
  const live = `/meetings/${meeting.id}/live`;
  const start = useCommand(stepMeeting, { invalidates: staleAfter, onDone: () => go(live) });
  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      {mayEdit && meeting.state === 'planned' ? (
        <>
          <Button icon={<Pencil aria-hidden size={16} />} onPress={() => setEditing(true)}>
            {t(texts.edit)}
          </Button>
          <Button
            look="primary"
            icon={<Play aria-hidden size={16} />}
            isPending={start.isPending}
            onPress={() =>
              start.mutate({ params: { id: meeting.id }, body: { version: meeting.version, step: 'start' } })
            }
          >
            {t(texts.start)}
          </Button>
        </>
      ) : null}
      {meeting.state === 'live' ? (
        <Button look="primary" icon={<Presentation aria-hidden size={16} />} onPress={() => go(live)}>
          {t(texts.live)}
        </Button>
      ) : null}
      <Button icon={<Printer aria-hidden size={16} />} onPress={() => window.print()}>
        {t(texts.print)}
      </Button>
      {start.error === null ? null : <Notice tone="life">{errorText(start.error)}</Notice>}
      {isEditing ? <PlanDialog meeting={meeting} onClose={() => setEditing(false)} /> : null}
    </div>
  );
}

function Papers({ meeting }: { meeting: Meeting }) {
  const t = useText();
  const papers = [
    [minutesPath, texts.pdf],
    [minutesCopyPath, texts.docx],
  ] as const;
  return (
    <nav aria-label={t(texts.minutes)} className="flex flex-wrap gap-4 print:hidden">
      {papers.map(([path, name]) => (
        <a
          key={path}
          className="inline-flex items-center gap-1.5 underline"
          href={path.replace(':id', meeting.id)}
          download
        >
          <Download aria-hidden size={16} />
          {t(name)}
        </a>
      ))}
    </nav>
  );
}

function Facts({ meeting }: { meeting: Meeting }) {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const owners = useRoute(listObstacleOwners, {});
  const agencies = (owners.data?.agencies ?? []).filter(({ id }) => meeting.agencyIds.includes(id));
  const named = (names: readonly string[]) => (names.length === 0 ? t(texts.nobody) : names.join(', '));
  return (
    <>
      <DefinitionList
        items={[
          { term: t(texts.startsAt, { zone: format.zoneName }), value: format.full(meeting.startsAt) },
          { term: t(texts.place), value: meeting.place === '' ? '–' : meeting.place },
          {
            term: t(texts.month),
            value: <Link href={`/monev?month=${meeting.month}`}>{monthName(meeting.month, language)}</Link>,
          },
          { term: t(texts.roles), value: named(meeting.roles.map((role) => t(roleTexts[role]))) },
          { term: t(texts.agencies), value: named(agencies.map(({ name }) => name)) },
        ]}
      />
    </>
  );
}
