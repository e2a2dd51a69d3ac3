import { Gavel, Hand, MessageSquareWarning, NotebookPen, OctagonX, TrafficCone, Undo2, UserCheck } from 'lucide-react';
import { useState } from 'react';
import { localNumber } from '#features/calls/console/numbers.ts';
import { dispositionTexts, systemDispositionTexts } from '#features/calls/disposition-texts.ts';
import { readSession } from '#features/people/contract.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePathParam } from '#platform/web/place.ts';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { callerCaseId } from '../../case.ts';
import { assignCase, type CaseView, readCase } from '../../case-contract.ts';
import { caseEndTexts, caseStepTexts } from '../../case-texts.ts';
import { OpenNumber } from '../OpenNumber.tsx';
import { CasePacks } from '../packs/CasePacks.tsx';
import { type CaseAct, CaseDialog, staleCase } from './CaseDialog.tsx';
import { CaseTimeline } from './CaseTimeline.tsx';
import { LaneCard } from './LaneCard.tsx';
import { caseStateTexts, caseTexts as texts } from './texts.ts';

const classNames = { ...dispositionTexts, ...systemDispositionTexts };

/** One repeat-caller case: how it stands, what was done, and what comes next. */
export function CasePage() {
  const t = useText();
  const id = callerCaseId.parse(usePathParam('id'));
  const found = useRoute(readCase, { params: { id } });
  const title = t(texts.caseTitle, { number: found.data?.number ?? '' });
  return (
    <Page title={title} description={t(texts.note)} actions={found.data && <CaseActs found={found.data} />}>
      <QueryView query={found}>
        {(view) => (
          <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_24rem]">
            <div className="flex min-w-0 flex-col gap-4">
              {view.open === null && view.masked !== null ? <OpenNumber numberId={view.numberId} /> : null}
              {view.open?.appeal == null ? null : (
                <Notice tone="warn" title={t(texts.appealWaits)}>
                  {view.open.appeal.text}
                </Notice>
              )}
              {view.open === null ? null : <CaseTimeline view={view} happenings={view.open.happenings} />}
            </div>
            <div className="flex min-w-0 flex-col gap-4">
              <StandCard view={view} />
              {view.open?.lane == null ? null : <LaneCard lane={view.open.lane} />}
              {view.open === null ? null : <CasePacks found={view} />}
              {view.open === null ? null : <CountedCalls calls={view.open.calls} />}
            </div>
          </div>
        )}
      </QueryView>
    </Page>
  );
}

/** What this person can do now; which act is open. */
function CaseActs({ found }: { found: CaseView }) {
  const t = useText();
  const can = useCan();
  const errorText = useErrorText();
  const me = useRoute(readSession, {}).data?.user.id;
  const [act, setAct] = useState<CaseAct | null>(null);
  const assign = useCommand(assignCase, {
    invalidates: staleCase,
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  if (found.state === 'ended') return null;
  const isMine = found.assignee !== null && found.assignee.id === me;
  const hand = (to: 'me' | 'nobody') =>
    assign.mutate({ params: { id: found.id }, body: { version: found.version, to } });
  const button = (kind: CaseAct, icon: typeof Hand, look: 'primary' | 'plain' = 'plain') => {
    const Icon = icon;
    return (
      <Button look={look} icon={<Icon aria-hidden size={16} />} onPress={() => setAct(kind)}>
        {t(texts[kind])}
      </Button>
    );
  };
  return (
    <>
      {can('case.work') ? (
        <Button
          icon={isMine ? <Undo2 aria-hidden size={16} /> : <Hand aria-hidden size={16} />}
          isPending={assign.isPending}
          onPress={() => hand(isMine ? 'nobody' : 'me')}
        >
          {t(isMine ? texts.release : texts.take)}
        </Button>
      ) : null}
      {can('case.work') && found.open !== null ? (
        <>
          {button('step', UserCheck, 'primary')}
          {button('addNote', NotebookPen)}
          {found.hasAppeal ? null : button('appeal', MessageSquareWarning)}
          {found.open.lane === null ? button('lane', TrafficCone) : null}
          {button('end', OctagonX)}
        </>
      ) : null}
      {can('case.decide') && found.open !== null && found.hasAppeal ? button('decide', Gavel) : null}
      {act === null || found.open === null ? null : (
        <CaseDialog key={act} act={act} found={found} letters={found.open.letters} onClose={() => setAct(null)} />
      )}
    </>
  );
}

function StandCard({ view }: { view: CaseView }) {
  const t = useText();
  const format = useFormat();
  const number = view.open?.number ?? view.masked;
  const state =
    view.state === 'open' || view.endReason === null ? t(caseStateTexts[view.state]) : t(caseEndTexts[view.endReason]);
  return (
    <Card title={t(texts.state)}>
      <DefinitionList
        items={[
          { term: t(texts.number), value: number === null ? t(texts.erased) : localNumber(number) },
          { term: t(texts.state), value: state },
          {
            term: t(texts.cause),
            value: `${format.full(view.openedAt)} ${t(view.cause === 'rule' ? texts.byRule : texts.byHand)}`,
          },
          { term: t(texts.assignee), value: view.assignee?.displayName ?? t(texts.nobody) },
          { term: t(texts.lastStep), value: view.step === null ? t(texts.noStep) : t(caseStepTexts[view.step]) },
          ...(view.state === 'open' && view.next !== null
            ? [{ term: t(texts.nextStep), value: t(caseStepTexts[view.next]) }]
            : []),
          { term: t(texts.lastNuisance), value: format.full(view.lastNuisanceAt) },
          view.endsAt === null
            ? { term: t(texts.ended), value: view.endedAt === null ? '–' : format.full(view.endedAt) }
            : { term: t(texts.ends), value: format.date(view.endsAt) },
        ]}
      />
      {view.masked === null ? null : (
        <p className="mt-2">
          <Link href={`/callers/${view.numberId}`}>{t(texts.seeNumber)}</Link>
        </p>
      )}
    </Card>
  );
}

function CountedCalls({ calls }: { calls: NonNullable<CaseView['open']>['calls'] }) {
  const t = useText();
  const format = useFormat();
  return (
    <Card title={t(texts.calls)}>
      {calls.length === 0 ? <p className="text-ink-soft">{t(texts.noCalls)}</p> : null}
      <ul className="flex flex-col gap-1.5">
        {calls.map((call) => (
          <li key={call.id} className="text-sm">
            <Link href={`/calls/${call.id}`}>{t(texts.callLine, { number: call.number })}</Link>{' '}
            {t(classNames[call.code])}
            <br />
            <span className="text-ink-soft">
              {format.full(call.at)}
              {call.by === null ? null : `, ${t(texts.judgedBy, { name: call.by })}`}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
