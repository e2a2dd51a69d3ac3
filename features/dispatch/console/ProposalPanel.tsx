import { Send, X } from 'lucide-react';
import { useState } from 'react';
import type { AgencyId } from '#features/agencies/agency.ts';
import { listAgencies } from '#features/agencies/contract.ts';
import { readIncident } from '#features/incidents/contract.ts';
import type { IncidentId } from '#features/incidents/incident.ts';
import { stateTexts } from '#features/incidents/texts.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import type { Text } from '#platform/shared/texts.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { IconButton } from '#platform/ui/Button.tsx';
import { Checkbox } from '#platform/ui/Checkbox.tsx';
import { ComboBox } from '#platform/ui/ComboBox.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { Alerting, Part } from '../assignment.ts';
import { listAssignments, sendAssignments } from '../contract.ts';
import { readProposal } from '../routing-contract.ts';
import { partTexts } from '../texts.ts';
import { AlertingMark } from './AlertingMark.tsx';
import { type Covered, CoverLine, RuleWords } from './routing/RuleWords.tsx';
import { texts } from './texts.ts';

type Proposal = RouteOutput<typeof readProposal>;

/** One line: proposed by the rule, or added by hand. */
interface Candidate {
  readonly id: AgencyId;
  readonly name: string;
  readonly phone: string | null;
  readonly part: Part;
  readonly alerting: Alerting | null;
  readonly openAssignments: number | null;
  readonly isAdded: boolean;
  readonly cover: Covered | null;
}

interface ProposalPanelProps {
  readonly incidentId: IncidentId;
  /** Called after a send went through (a dialog closes). */
  readonly onSent?: () => void;
  /** Without a frame of its own, for a dialog. */
  readonly bare?: boolean;
}

/** Whom the routing table proposes, and why; everybody is ticked, F9 sends. Another incident starts it afresh. */
export function ProposalPanel(props: ProposalPanelProps) {
  return <Proposing key={props.incidentId} {...props} />;
}

function Proposing({ incidentId, onSent, bare }: ProposalPanelProps) {
  const t = useText();
  const proposal = useRoute(readProposal, { params: { id: incidentId } });
  const content = (
    <QueryView query={proposal}>
      {(answer) => <Choice incidentId={incidentId} proposal={answer} {...(onSent === undefined ? {} : { onSent })} />}
    </QueryView>
  );
  return bare === true ? content : <Card title={t(texts.proposal)}>{content}</Card>;
}

function Choice({ incidentId, proposal, onSent }: { incidentId: IncidentId; proposal: Proposal; onSent?: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [unticked, setUnticked] = useState<ReadonlySet<string>>(new Set());
  const [added, setAdded] = useState<readonly AgencyId[]>([]);
  const agencies = useRoute(listAgencies, { query: { active: 'true', limit: 500 } });
  const open = useRoute(listAssignments, { query: { incidentId, group: 'open' } });
  const hasLead = open.data?.items.some((one) => one.part === 'lead') ?? false;
  const assigned = new Set(open.data?.items.map((one) => one.agency.id));
  const candidates = candidatesOf(proposal, agencies.data?.items ?? [], added, hasLead).filter(
    (one) => !assigned.has(one.id),
  );
  const chosen = candidates.filter((one) => !unticked.has(one.id));
  const blocked = useBlocked(incidentId);
  const send = useCommand(sendAssignments, {
    invalidates: ['/api/incidents', '/api/assignments', '/api/board'],
    onDone: ({ items }) => {
      setAdded([]);
      toast(t(texts.sent, { count: items.length }));
      onSent?.();
    },
  });
  const command: Command = {
    id: 'assignment.send',
    name: texts.send,
    keys: ['F9'],
    group: texts.groupDispatch,
    when: () => blocked ?? (send.isPending ? texts.sending : chosen.length === 0 ? texts.chooseAgency : true),
    run: () =>
      send.mutate({
        params: { id: incidentId },
        body: { agencies: chosen.map(({ id, part }) => ({ agencyId: id, part })) },
      }),
  };
  useCommands([command]);
  const choices = (agencies.data?.items ?? []).filter(
    (one) => !assigned.has(one.id) && !candidates.some((candidate) => candidate.id === one.id),
  );
  const tick = (id: AgencyId, isOn: boolean) =>
    setUnticked((before) => (isOn ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id])));
  return (
    <div className="flex flex-col gap-3">
      <Why proposal={proposal} isEmpty={candidates.length === 0} hasAssigned={assigned.size > 0} />
      {candidates.length === 0 ? null : (
        <ul className="flex flex-col divide-y divide-line" aria-label={t(texts.proposal)}>
          {candidates.map((one) => (
            <CandidateLine
              key={one.id}
              candidate={one}
              isTicked={!unticked.has(one.id)}
              onTick={(isOn) => tick(one.id, isOn)}
              onRemove={() => setAdded((before) => before.filter((id) => id !== one.id))}
            />
          ))}
        </ul>
      )}
      <ComboBox
        key={added.length}
        label={t(texts.addAgency)}
        placeholder={t(texts.addAgencyHint)}
        options={choices.map((one) => ({ id: one.id, name: one.name, description: one.code }))}
        value={null}
        onChange={(id) => id !== null && setAdded((before) => [...before, id])}
      />
      {send.error === null ? null : <Notice tone="life">{errorText(send.error)}</Notice>}
      <CommandButton command={command} look="primary" size="large" wide icon={<Send aria-hidden size={20} />} />
    </div>
  );
}

/** Why the incident cannot be sent now, or null. */
function useBlocked(incidentId: IncidentId): Text | null {
  const t = useText();
  const incident = useRoute(readIncident, { params: { id: incidentId } }).data;
  if (incident === undefined) return null;
  const words = { type: texts.missingType, place: texts.missingPlace, life_at_risk: texts.missingLife };
  if (incident.state === 'DRAFT' || incident.missing.length > 0) {
    const fields = incident.missing.map((one) => t(words[one])).join(', ');
    return filled(texts.notVerified, { fields });
  }
  const isOpen = ['VERIFIED', 'DISPATCHED', 'PENDING'].includes(incident.state);
  return isOpen ? null : filled(texts.incidentEnded, { state: t(stateTexts[incident.state]) });
}

/** A text whose placeholder is already in the reader's language. */
function filled(text: Text, values: Readonly<Record<string, string>>): Text {
  const put = (words: string) => words.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
  return { id: put(text.id), en: put(text.en) };
}

function candidatesOf(
  proposal: Proposal,
  agencies: RouteOutput<typeof listAgencies>['items'],
  added: readonly AgencyId[],
  hasLead: boolean,
): readonly Candidate[] {
  const proposed = proposal.agencies.map(
    (one): Candidate => ({ ...one, part: hasLead ? 'support' : one.part, isAdded: false, cover: one }),
  );
  let leadIsTaken = hasLead || proposed.some((one) => one.part === 'lead');
  const more = added.flatMap((id): Candidate[] => {
    const agency = agencies.find((one) => one.id === id);
    if (agency === undefined || proposed.some((one) => one.id === id)) return [];
    const part: Part = leadIsTaken ? 'support' : 'lead';
    leadIsTaken = true;
    const { name, phone } = agency;
    return [{ id, name, phone, part, alerting: null, openAssignments: null, isAdded: true, cover: null }];
  });
  return [...proposed, ...more];
}

/** Which rule matched, in words; a rule that asked for nothing is the general one. */
function Why({ proposal, isEmpty, hasAssigned }: { proposal: Proposal; isEmpty: boolean; hasAssigned: boolean }) {
  const t = useText();
  return (
    <p className="text-sm text-ink-soft">
      <RuleWords rule={proposal.rule} />
      {isEmpty && proposal.rule !== null ? ` — ${t(hasAssigned ? texts.allAssigned : texts.noProposal)}` : null}
    </p>
  );
}

function CandidateLine({
  candidate,
  isTicked,
  onTick,
  onRemove,
}: {
  candidate: Candidate;
  isTicked: boolean;
  onTick: (isOn: boolean) => void;
  onRemove: () => void;
}) {
  const t = useText();
  const { name, part, phone, alerting, openAssignments } = candidate;
  return (
    <li className="flex items-start justify-between gap-2 py-1.5">
      <div className="min-w-0">
        <Checkbox isSelected={isTicked} onChange={onTick}>
          <span className="font-medium">{name}</span>
        </Checkbox>
        <p className="flex flex-wrap items-center gap-x-3 pl-7">
          {alerting === null ? null : <AlertingMark alerting={alerting} phone={phone} />}
          {openAssignments === null || openAssignments === 0 ? null : (
            <span className="text-sm text-ink-soft">{t(texts.openTasks, { count: openAssignments })}</span>
          )}
        </p>
        {candidate.cover === null ? null : <CoverLine cover={candidate.cover} />}
      </div>
      <span className="flex items-center gap-1">
        <Badge tone={part === 'lead' ? 'accent' : 'neutral'}>{t(partTexts[part])}</Badge>
        {candidate.isAdded ? (
          <IconButton
            size="small"
            label={t(texts.removeAgency, { agency: name })}
            icon={<X aria-hidden size={14} />}
            onPress={onRemove}
          />
        ) : null}
      </span>
    </li>
  );
}
