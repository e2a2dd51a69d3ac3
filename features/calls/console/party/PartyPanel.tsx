import { PhoneForwarded, PhoneOutgoing, Undo2, UserPlus, Users } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import type { CallView } from '../../contract.ts';
import type { PartyView } from '../../party-contract.ts';
import { wiringOf } from '../../party-rules.ts';
import { partyOutcomeTexts } from '../../party-texts.ts';
import { DirectoryDialog } from './DirectoryDialog.tsx';
import { texts } from './texts.ts';
import { partyOf, useParty } from './use-party.ts';

/** The third person of the running call: how to bring one in, who speaks with whom, and what can be done about it. */
export function PartyPanel({ call }: { call: CallView }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const party = useParty(call, () => setOpen(true));
  const { bring, takeBack, conference, handOver, open, last } = party;
  useCommands([bring, takeBack, conference, handOver]);
  return (
    <section aria-label={t(texts.party)} className="mt-3 flex flex-col gap-2">
      {open === null ? (
        <>
          {last === null ? null : <ComeBack last={last} />}
          <div>
            <CommandButton command={bring} icon={<UserPlus aria-hidden size={18} />} />
          </div>
        </>
      ) : (
        <div className="flex flex-col gap-3 rounded-lg border-2 border-accent p-3">
          <Standing open={open} />
          <fieldset aria-label={t(texts.party)} className="flex flex-wrap gap-2">
            <CommandButton command={takeBack} look="primary" icon={<Undo2 aria-hidden size={18} />} />
            <CommandButton command={conference} icon={<Users aria-hidden size={18} />} />
            <CommandButton command={handOver} icon={<PhoneForwarded aria-hidden size={18} />} />
          </fieldset>
        </div>
      )}
      <DirectoryDialog isOpen={isOpen} onClose={() => setOpen(false)} call={call} incidentId={null} />
    </section>
  );
}

/** What each leg does, in words. */
function Standing({ open }: { open: PartyView }) {
  const t = useText();
  const name = open.label ?? t(texts.someNumber);
  const isAnswered = open.answeredAt !== null;
  const { caller } = wiringOf(partyOf(open));
  const title = isAnswered
    ? open.mode === 'conference'
      ? texts.threeTalk
      : texts.consulting
    : open.mode === 'blind'
      ? texts.ringingBlind
      : texts.ringing;
  const isPrivate = isAnswered && caller === 'held';
  const mine = isPrivate
    ? texts.withThem
    : isAnswered
      ? texts.inTalk
      : open.mode === 'blind'
        ? texts.leavesOnAnswer
        : texts.hearsRinging;
  return (
    <div className="flex flex-col gap-2">
      <p role="status" className="flex flex-wrap items-baseline gap-x-3 text-xl font-semibold">
        {t(title, { name })}
        <RunningClock since={open.answeredAt ?? open.calledAt} />
      </p>
      <DefinitionList
        items={[
          { term: t(texts.callerLeg), value: t(caller === 'held' ? texts.waitsWithMusic : texts.inTalk) },
          { term: name, value: t(isPrivate ? texts.withYou : isAnswered ? texts.inTalk : texts.rings) },
          { term: t(texts.deskLeg), value: t(mine, { name }) },
        ]}
      />
    </div>
  );
}

/** Why the caller is back, where the desk did not fetch them itself. */
function ComeBack({ last }: { last: PartyView }) {
  const t = useText();
  const { outcome } = last;
  if (outcome === null || outcome === 'taken_back' || outcome === 'desk_gone' || last.mode === 'handed_over')
    return null;
  const name = last.label ?? t(texts.someNumber);
  return <Notice tone="warn">{t(texts.cameBack, { name, outcome: t(partyOutcomeTexts[outcome]) })}</Notice>;
}

/** After a hand-over: the desk wraps up while those two may still talk. */
export function HandedOver({ party }: { party: CallView['party'] }) {
  const t = useText();
  if (party?.mode !== 'handed_over') return null;
  return (
    <Notice title={t(texts.handedOver, { name: party.label ?? t(texts.someNumber) })}>
      {t(party.isOpen ? texts.goesOn : texts.over)}
    </Notice>
  );
}

/** Calling out, from a desk without a call or from an incident. */
export function CallOut({ incidentId, reason }: { incidentId: string | null; reason: Command['name'] | null }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const callOut: Command = {
    id: 'party.callOut',
    name: texts.callOut,
    keys: ['Alt+D'],
    group: texts.partyKeys,
    when: () => reason ?? true,
    run: () => setOpen(true),
  };
  useCommands([callOut]);
  return (
    <>
      <Button
        icon={<PhoneOutgoing aria-hidden size={16} />}
        keyHint="Alt+D"
        isDisabled={reason !== null}
        reason={reason === null ? undefined : t(reason)}
        onPress={() => setOpen(true)}
      >
        {t(texts.callOut)}
      </Button>
      <DirectoryDialog isOpen={isOpen} onClose={() => setOpen(false)} call={null} incidentId={incidentId} />
    </>
  );
}
