import { type ComponentProps, useEffect, useRef, useState } from 'react';
import { CallCard } from '#features/calls/console/CallCard.tsx';
import { useMyDesk } from '#features/calls/console/DeskDock.tsx';
import { PhoneStatus } from '#features/calls/console/PhoneStatus.tsx';
import { PresenceSwitch } from '#features/calls/console/PresenceSwitch.tsx';
import { QueueList } from '#features/calls/console/QueueList.tsx';
import { texts as callTexts } from '#features/calls/console/texts.ts';
import { ownSession, usePhone } from '#features/calls/console/use-desk.ts';
import type { CallView } from '#features/calls/contract.ts';
import type { IncidentFormHandle, TypedType } from '#features/incidents/console/IncidentForm.tsx';
import { texts as incidentTexts } from '#features/incidents/console/texts.ts';
import { draftKeyOf } from '#features/incidents/console/use-incident-draft.ts';
import { type IncidentView, listIncidents, readIncident } from '#features/incidents/contract.ts';
import { callId, type IncidentId } from '#features/incidents/incident.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { Loading } from '#platform/ui/QueryView.tsx';
import { cx } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useRoute } from '#platform/web/query-options.ts';

// What comes with a call: fetched when the desk is at rest, long before most calls, and at once when one comes earlier.
const DispositionPad = part(() =>
  import('#features/calls/console/DispositionPad.tsx').then((file) => file.DispositionPad),
);
const IncidentForm = part(
  () => import('#features/incidents/console/IncidentForm.tsx').then((file) => file.IncidentForm),
  Loading,
);
const CardPanel = part(() => import('#features/incidents/console/card/CardPanel.tsx').then((file) => file.CardPanel));
const ProposalPanel = part(() =>
  import('#features/dispatch/console/ProposalPanel.tsx').then((file) => file.ProposalPanel),
);
const CallerPlaces = part(() =>
  import('#features/calls/console/place/CallerPlaces.tsx').then((file) => file.CallerPlaces),
);
const SilentPanel = part(() =>
  import('#features/calls/console/silent/SilentPanel.tsx').then((file) => file.SilentPanel),
);
const LinkPanel = part(() => import('#features/calls/console/link/LinkPanel.tsx').then((file) => file.LinkPanel));
const CareNotice = part(() => import('#features/calls/console/closing/CareNotice.tsx').then((file) => file.CareNotice));
const PhoneCheck = part(() => import('#features/calls/console/sound/PhoneCheck.tsx').then((file) => file.PhoneCheck));
// What is open may come a moment later than the desk: nothing of a call waits for it.
const OpenIncidents = part(
  () => import('#features/incidents/console/OpenIncidents.tsx').then((file) => file.OpenIncidents),
  Loading,
);
const CallerFacts = part(() => import('#features/callers/console/CallerFacts.tsx').then((file) => file.CallerFacts));

const DeskTemplates = part(() =>
  import('#features/dispatch/console/surge/DeskTemplates.tsx').then((file) => file.DeskTemplates),
);
const Duplicates = part(() =>
  import('#features/incidents/console/duplicates/Duplicates.tsx').then((file) => file.Duplicates),
);

/** Where the columns stand side by side each scrolls by itself; one below the other the page does. */
const column = 'flex flex-col gap-3 *:shrink-0 lg:min-h-0 lg:overflow-auto';

/** The call taker's desk: queue and presence, the call with its incident, and whom to send (design.md §9). */
export function DeskWorkspace() {
  const t = useText();
  const { desk, isServerAway, commands } = useMyDesk();
  const call = useCallInHand();
  const knownCall = call === null || call === 'unknown' ? null : call.id;
  const { incident, isLooking, setSaved } = useIncidentOf(knownCall);
  const held = desk?.call ?? null;
  // At the ring already, before anybody answers.
  const factsOf = knownCall ?? desk?.offer?.call.id ?? null;
  const isWrapUp = held !== null && desk?.presence.state === 'wrap_up';
  const form = useRef<IncidentFormHandle>(null);
  const [typed, setTyped] = useState<TypedType | null>(null);
  const [isSurge, setSurge] = useState(false);
  const pad = held === null ? null : <DispositionPad call={held} />;
  return (
    <div className="flex h-full min-h-0 flex-col gap-2 overflow-auto p-3">
      <h1 className="sr-only">{t(callTexts.desk)}</h1>
      <div className="grid flex-1 grid-cols-1 gap-3 lg:min-h-0 lg:grid-cols-[17rem_minmax(0,1fr)] xl:grid-cols-[17rem_minmax(0,1fr)_21rem]">
        <div className={column}>
          <Card title={t(callTexts.presence)}>
            <div className="flex flex-col gap-3">
              <PhoneStatus desk={desk} isServerAway={isServerAway} />
              <PresenceSwitch desk={desk} />
              <CareNotice desk={desk} />
            </div>
          </Card>
          <PhoneCheck desk={desk} isServerAway={isServerAway} />
          <QueueList />
        </div>
        <div className={column}>
          <CallCard desk={desk} commands={commands} />
          {isHeard(held) ? <SilentPanel key={held.id} call={held} /> : null}
          {held === null ? null : <LinkPanel key={`link ${held.id}`} call={held} />}
          {/* While one talks the three fields come first; afterwards the class is what is still missing. */}
          {isWrapUp ? pad : null}
          <DeskTemplates
            hasCall={call !== null}
            onSurge={setSurge}
            onTake={(template) => form.current?.takeTemplate(template)}
          />
          {call === null ? null : (
            <IncidentCard
              isShort={isSurge}
              call={call}
              incident={incident}
              isLooking={isLooking}
              onSaved={(saved) => setSaved(knownCall, saved.id)}
              onType={setTyped}
              ref={form}
            />
          )}
          {isWrapUp ? null : pad}
        </div>
        <div className={cx(column, 'lg:col-span-2 xl:col-span-1')}>
          {factsOf === null ? null : <CallerFacts key={factsOf} callId={callId.parse(factsOf)} />}
          {knownCall === null ? null : <Duplicates call={knownCall} incident={incident} />}
          {/* Whom to send is seen before what else to ask. */}
          {incident === null ? null : <ProposalPanel incidentId={incident.id} />}
          {call === null ? null : (
            <CardPanel
              key={draftKeyOf({ call, incident })}
              of={draftKeyOf({ call, incident })}
              callId={knownCall}
              incidentId={incident?.id ?? null}
              typeId={typed?.of === draftKeyOf({ call, incident }) ? typed.typeId : null}
              onEffects={({ lifeAtRisk }) => form.current?.takeDanger(lifeAtRisk)}
              onType={(id) => form.current?.takeType(id)}
              onLeave={() => form.current?.focus()}
              isByHand={isSurge}
            />
          )}
          {knownCall === null ? null : <CallerPlaces callId={callId.parse(knownCall)} />}
          <OpenIncidents linkCallId={incident === null && knownCall !== null ? callId.parse(knownCall) : null} />
        </div>
      </div>
    </div>
  );
}

interface IncidentCardProps extends Pick<ComponentProps<typeof IncidentForm>, 'onType' | 'ref' | 'isShort'> {
  readonly call: { readonly id: string } | 'unknown';
  readonly incident: IncidentView | null;
  readonly isLooking: boolean;
  readonly onSaved: (incident: IncidentView) => void;
}

function IncidentCard({ call, incident, isLooking, ...form }: IncidentCardProps) {
  const t = useText();
  const title =
    incident === null ? t(incidentTexts.newIncident) : t(incidentTexts.incident, { number: incident.number });
  return (
    <Card
      title={title}
      actions={
        incident === null ? undefined : <Link href={`/incidents/${incident.id}`}>{t(incidentTexts.openPage)}</Link>
      }
    >
      {isLooking ? (
        <Loading />
      ) : (
        <IncidentForm key={draftKeyOf({ call, incident })} call={call} incident={incident} {...form} takesFocus />
      )}
    </Card>
  );
}

/** The call one talks on or wraps up. The telephone knows it first, by the header of its INVITE. */
function useCallInHand(): { readonly id: string } | 'unknown' | null {
  const { desk } = useMyDesk();
  const session = ownSession(usePhone().session, desk);
  if (desk?.call != null) return desk.call;
  if (session === null || session.stage === 'ringing') return null;
  return session.callId === null ? 'unknown' : { id: session.callId };
}

/** Milliseconds after which one may type, though it is not known yet whether the call has an incident already. */
const longestLookMs = 1000;

/**
 * The incident of a call: what was just saved here, or what the server has linked (after a reload). `isLooking`: an empty
 * form now would invite a second incident.
 */
function useIncidentOf(call: string | null) {
  const [saved, setSaved] = useState<{ callId: string; incidentId: IncidentId } | null>(null);
  const [waitedFor, setWaitedFor] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setWaitedFor(call), longestLookMs);
    return () => clearTimeout(timer);
  }, [call]);
  const linked = useRoute(
    listIncidents,
    { query: { group: 'all', limit: 1, ...(call === null ? {} : { callId: callId.parse(call) }) } },
    { enabled: call !== null },
  );
  const id = saved !== null && saved.callId === call ? saved.incidentId : (linked.data?.items[0]?.id ?? null);
  const incident = useRoute(readIncident, { params: { id: id ?? '' } }, { enabled: call !== null && id !== null });
  const isUnknown = id === null ? linked.isPending : incident.isPending;
  return {
    incident: call === null || id === null ? null : (incident.data ?? null),
    isLooking: call !== null && isUnknown && saved?.callId !== call && waitedFor !== call,
    setSaved: (of: string | null, incidentId: IncidentId) => of !== null && setSaved({ callId: of, incidentId }),
  };
}

/** Its caller is at this desk: not apart while a third person is spoken with, and not left to them. */
function isHeard(call: CallView | null): call is CallView {
  return call?.state === 'answered' && (call.party?.isOpen !== true || call.party.mode === 'conference');
}
