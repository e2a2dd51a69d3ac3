import { Check, Phone, PhoneIncoming, PhoneOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { Badge } from '#platform/ui/Badge.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import type { CallView } from '../contract.ts';
import { directionTexts, purposeTexts } from '../texts.ts';
import { CallControls, HeldNotice } from './CallControls.tsx';
import type { DeskCommands } from './desk-commands.ts';
import { deviceTexts } from './desk-phone/texts.ts';
import { localNumber } from './numbers.ts';
import { texts } from './texts.ts';
import { type DeskView, heldSinceOf, ownSession, sinceOf, usePhone } from './use-desk.ts';

const PartyPanel = part(() => import('./party/PartyPanel.tsx').then((file) => file.PartyPanel));
const HandedOver = part(() => import('./party/PartyPanel.tsx').then((file) => file.HandedOver));
const CallOut = part(() => import('./party/PartyPanel.tsx').then((file) => file.CallOut));

interface CallCardProps {
  readonly desk: DeskView | undefined;
  readonly commands: DeskCommands;
}

/** The call in hand: it rings, it is talked on, it is wrapped up, or there is none. */
export function CallCard({ desk, commands }: CallCardProps) {
  const t = useText();
  const phone = usePhone();
  const { line } = phone;
  const session = ownSession(phone.session, desk);
  // The dock has answer and hang-up, which work on every page; wrapping up is done here.
  useCommands([commands.finish]);
  const isWrapUp = desk?.presence.state === 'wrap_up';
  const inHand = desk?.call ?? null;
  // What the desk made itself is its call from the first ring on; after a hand-over it is one no more.
  const isMine = inHand?.state === 'answered' || inHand?.state === 'arrived';
  const running = isMine && !isWrapUp ? inHand : null;
  // The telephone knows first; the server's offer fills in who it is.
  if (session?.stage === 'ringing' || (session === null && desk?.offer != null && running === null))
    return <RingingCard desk={desk} commands={commands} />;
  if (session !== null || running !== null) {
    const heldSince = heldSinceOf(session, running?.heldSince);
    return (
      <Card title={t(texts.runningCall)} tone="accent">
        <CallHead call={running} since={sinceOf(session, running?.answeredAt)} label={t(texts.talkingFor)}>
          <CommandButton command={commands.hangUp} look="danger" icon={<PhoneOff aria-hidden size={18} />} />
        </CallHead>
        {session?.stage === 'talking' ? (
          <CallControls session={session} commands={commands} heldSince={heldSince} />
        ) : heldSince === null ? null : (
          <HeldNotice since={heldSince} commands={commands} />
        )}
        {session?.stage === 'talking' && running !== null && running.party?.mode !== 'out' ? (
          <PartyPanel call={running} />
        ) : null}
        {session === null && running?.state === 'answered' && line !== 'other_tab' ? (
          <Notice tone="warn">{t(texts.phoneNotRinging)}</Notice>
        ) : null}
      </Card>
    );
  }
  if (isWrapUp && inHand !== null) {
    return (
      <Card title={t(texts.wrapUpCall)} tone="calm">
        <CallHead call={inHand} since={inHand.endedAt ?? desk.presence.since} label={t(texts.wrapUpCall)}>
          <CommandButton command={commands.finish} look="primary" icon={<Check aria-hidden size={18} />} />
        </CallHead>
        <div className="mt-3 flex flex-col items-start gap-2">
          {inHand.party === null ? null : <HandedOver party={inHand.party} />}
          <CallOut incidentId={null} reason={null} />
        </div>
      </Card>
    );
  }
  return (
    <Card title={t(texts.noCall)}>
      <p className="flex items-center gap-2 text-ink-soft">
        <Phone aria-hidden size={18} className="shrink-0" />
        {t(desk?.presence.state === 'ready' ? texts.noCallReady : texts.noCallAway)}
      </p>
      {desk === undefined ? null : (
        <div className="mt-3">
          <CallOut incidentId={null} reason={null} />
        </div>
      )}
    </Card>
  );
}

function RingingCard({ desk, commands }: CallCardProps) {
  const t = useText();
  const { session, line, isDevice } = usePhone();
  const offer = desk?.offer ?? null;
  // The offer on screen may still be the one before; the header of the INVITE says which call rings.
  const call = offer !== null && (session?.callId ?? offer.call.id) === offer.call.id ? offer.call : null;
  return (
    <Card title={t(texts.incomingCall)} tone="accent">
      <CallHead call={call} since={sinceOf(session, call?.arrivedAt)} label={t(texts.ringingFor)} isRinging>
        <CommandButton
          command={commands.answer}
          look="primary"
          size="large"
          icon={<PhoneIncoming aria-hidden size={22} />}
        />
      </CallHead>
      {session === null && line !== 'other_tab' ? <Notice tone="warn">{t(texts.phoneNotRinging)}</Notice> : null}
      {isDevice ? <Notice tone="accent">{t(deviceTexts.lift)}</Notice> : null}
      {call?.unattendedSince == null ? null : <Notice tone="life">{t(texts.comesBack)}</Notice>}
    </Card>
  );
}

interface CallHeadProps {
  readonly call: CallView | null;
  readonly since: string | null;
  readonly label: string;
  readonly isRinging?: boolean;
  readonly children: ReactNode;
}

/** Number, clock and the one act of the moment, legible across a room. */
function CallHead({ call, since, label, isRinging, children }: CallHeadProps) {
  const t = useText();
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
      <div aria-live={isRinging === true ? 'assertive' : 'off'} className="min-w-0">
        <p className={isRinging === true ? 'text-3xl font-semibold' : 'text-2xl font-semibold'}>
          {call === null ? '…' : <CallerNumber call={call} />}
        </p>
        <p className="flex flex-wrap items-center gap-2 text-ink-soft">
          {call === null ? null : t(texts.callNumber, { number: call.number })}
          {call?.direction === 'outbound' ? (
            <Badge tone="accent">{t(directionTexts[call.party?.mode === 'out' ? 'calledOut' : 'outbound'])}</Badge>
          ) : null}
          {call === null || call.purpose === 'public' ? null : (
            <Badge tone="warn">{t(purposeTexts[call.purpose])}</Badge>
          )}
        </p>
      </div>
      <RunningClock since={since} label={label} size="huge" />
      {children}
    </div>
  );
}

/** In full for who may see it, else masked. */
export function CallerNumber({ call }: { call: Pick<CallView, 'caller'> }) {
  const t = useText();
  const number = call.caller.full ?? call.caller.masked;
  return number === null ? t(texts.withheld) : localNumber(number);
}
