import { Send } from 'lucide-react';
import { PriorityMark } from '#features/incidents/console/IncidentMarks.tsx';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useCommands } from '#platform/web/commands.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useLive } from '#platform/web/live.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type AssignmentItem, sendAssignments } from '../../contract.ts';
import { readTrying } from '../../ladder-contract.ts';
import { whyNextTexts } from '../../ladder-texts.ts';
import { reasonText } from '../outcome-text.ts';
import { actOf, resultWord, toneOf } from './Attempts.tsx';
import { texts } from './texts.ts';

type GivenBack = RouteOutput<typeof readTrying>['givenBack'][number];

/** Rows at a time: the most urgent are on the first page of the board anyway. */
const shownRows = 12;

/** Beside the board: what came back with whom to ask next, and who is being tried for what nobody has accepted. */
export function Trying({ assignments }: { assignments: readonly AssignmentItem[] }) {
  const t = useText();
  const format = useFormat();
  const trying = useRoute(readTrying, {}, { refreshMs: 10_000 });
  useLive('assignment.*', () => void trying.refetch());
  const byId = new Map((trying.data?.items ?? []).map((one) => [one.assignmentId, one]));
  const rows = assignments.flatMap((one) => {
    const tried = byId.get(one.id);
    return one.acknowledgedAt !== null || tried === undefined ? [] : [{ one, tried }];
  });
  return (
    <>
      <GivenBackCard givenBack={trying.data?.givenBack ?? []} />
      <Card title={t(texts.trying)}>
        {rows.length === 0 ? <p className="text-ink-soft">{t(texts.nobodyTried)}</p> : null}
        <ul className="flex flex-col divide-y divide-line">
          {rows.slice(0, shownRows).map(({ one, tried }) => (
            <li key={one.id} className="flex flex-col gap-0.5 py-1.5">
              <span className="flex flex-wrap items-center gap-1.5">
                <PriorityMark priority={one.incident.priority} short />
                <span className="font-medium">
                  {one.incident.number} {one.agency.code}
                </span>
                {tried.last === null ? null : (
                  <Badge tone={toneOf(tried.last.result)}>
                    {t(actOf(tried.last.act))}
                    {tried.last.contactName === null ? '' : ` ${tried.last.contactName}`}:{' '}
                    {resultWord({ result: tried.last.result, code: null }, t)}
                  </Badge>
                )}
              </span>
              {tried.next === null ? null : (
                <span className="text-sm text-ink-soft">
                  {t(texts.nextAt, { act: t(actOf(tried.next.act)), time: format.time(tried.next.dueAt) })}
                </span>
              )}
            </li>
          ))}
        </ul>
      </Card>
    </>
  );
}

function GivenBackCard({ givenBack }: { givenBack: readonly GivenBack[] }) {
  const t = useText();
  const errorText = useErrorText();
  const send = useCommand(sendAssignments, { invalidates: ['/api/board', '/api/assignments', '/api/incidents'] });
  const handleSend = ({ incident, next, part }: GivenBack) => {
    if (next === null) return;
    const agencies = [{ agencyId: next.agencyId, part }];
    send.mutate(
      { params: { id: incident.id }, body: { agencies } },
      { onSuccess: () => toast(t(texts.sent, { agency: next.name })) },
    );
  };
  const first = givenBack.find(({ next }) => next !== null);
  useCommands([
    {
      id: 'board.next-agency',
      name: texts.sendNext,
      keys: ['Shift+F9'],
      group: texts.board,
      when: () => (first === undefined ? texts.nothingBack : true),
      run: () => {
        if (first !== undefined) handleSend(first);
      },
    },
  ]);
  if (givenBack.length === 0) return null;
  return (
    <Card title={`${t(texts.givenBack)} (${givenBack.length})`} tone="life">
      {send.error === null ? null : <Notice tone="life">{errorText(send.error)}</Notice>}
      <ul className="flex flex-col divide-y divide-line">
        {givenBack.map((one) => (
          <li key={one.assignmentId} className="flex flex-col gap-1 py-2">
            <span className="flex flex-wrap items-center gap-1.5">
              <PriorityMark priority={one.incident.priority} short />
              <Link href={`/incidents/${one.incident.id}`} quiet>
                {one.incident.number} {one.incident.type === null ? '' : t(one.incident.type.name)}
              </Link>
            </span>
            <span className="text-sm font-medium text-life">
              {one.agencyName}: {reasonText(one.reason, t)}
            </span>
            {one.next === null ? (
              <span className="text-sm text-ink-soft">{t(texts.noNext)}</span>
            ) : (
              <>
                <Button
                  look={one === first ? 'primary' : 'plain'}
                  icon={<Send aria-hidden size={16} />}
                  isPending={send.isPending}
                  keyHint={one === first ? 'Shift+F9' : undefined}
                  onPress={() => handleSend(one)}
                >
                  {t(texts.sendTo, { agency: one.next.name })}
                </Button>
                <span className="text-sm text-ink-soft">{t(whyNextTexts[one.next.why])}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
