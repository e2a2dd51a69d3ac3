import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { ConfirmDialog, Dialog } from '#platform/ui/Dialog.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RadioCards } from '#platform/ui/RadioCards.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { IncidentItem, IncidentView } from '../../contract.ts';
import type { IncidentId } from '../../incident.ts';
import {
  attachIncident,
  detachIncident,
  type IncidentGroup,
  readGroup,
  unmergeIncident,
} from '../../merge-contract.ts';
import { type UnmergeReason, unmergeReasons } from '../../merging.ts';
import { isOpen } from '../../rules.ts';
import { reasonTexts } from '../../timeline-texts.ts';
import { PriorityMark, StateMark } from '../IncidentMarks.tsx';
import { texts as incidentTexts } from '../texts.ts';
import { FindIncident } from './FindIncident.tsx';
import { texts } from './texts.ts';

const stale = ['/api/incidents', '/api/assignments'];

/** Where a merged incident went, with the way back. */
export function MergedNotice({ incident }: { incident: IncidentView }) {
  const t = useText();
  const format = useFormat();
  const can = useCan();
  const [isAsking, setAsking] = useState(false);
  const group = useRoute(readGroup, { params: { id: incident.id } }, { enabled: incident.state === 'MERGED' });
  const into = group.data?.mergedInto ?? null;
  if (incident.state !== 'MERGED' || into === null) return null;
  const { number } = into.incident;
  return (
    <Notice tone="warn">
      <p>{t(texts.wentTo, { number, name: into.by ?? t(incidentTexts.system), time: format.full(into.at) })}</p>
      <p className="flex flex-wrap items-center gap-3">
        <Link href={`/incidents/${into.incident.id}`}>{t(texts.openKept, { number })}</Link>
        {can('incident.merge') ? (
          <Button size="small" onPress={() => setAsking(true)}>
            {t(texts.unmerge)}
          </Button>
        ) : null}
      </p>
      {isAsking ? <Unmerge of={incident} onClose={() => setAsking(false)} /> : null}
    </Notice>
  );
}

function Unmerge({ of, onClose }: { of: Pick<IncidentItem, 'id' | 'number'>; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [reason, setReason] = useState<UnmergeReason | null>(null);
  const unmerge = useCommand(unmergeIncident, {
    invalidates: stale,
    onDone: (view) => {
      toast(t(texts.unmerged, { number: view.number }));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t(texts.unmergeTitle, { number: of.number })}
      confirmName={t(texts.unmerge)}
      isOpen
      onClose={onClose}
      onConfirm={() => reason !== null && unmerge.mutate({ params: { id: of.id }, body: { reason } })}
      isPending={unmerge.isPending}
      isBlocked={reason === null}
      error={unmerge.error && errorText(unmerge.error)}
    >
      <RadioCards
        label={t(texts.reason)}
        description={t(texts.unmergeNote)}
        columns={1}
        value={reason}
        onChange={setReason}
        options={unmergeReasons.map((one, index) => ({ id: one, name: t(reasonTexts[one]), key: String(index + 1) }))}
      />
    </ConfirmDialog>
  );
}

/** What belongs to an incident and what it belongs to: merged ones, parent, children with their sums, followers. */
export function GroupCard({ incident }: { incident: IncidentView }) {
  const t = useText();
  const can = useCan();
  const [isAttaching, setAttaching] = useState(false);
  const group = useRoute(readGroup, { params: { id: incident.id } }).data;
  if (group === undefined) return null;
  const mayAttach =
    can('incident.close') && isOpen(incident.state) && group.parent === null && group.sums.children === 0;
  const isEmpty =
    group.merged.length === 0 && group.parent === null && group.sums.children === 0 && group.followers.length === 0;
  if (isEmpty && !mayAttach) return null;
  return (
    <Card
      title={t(texts.group)}
      actions={
        mayAttach ? (
          <Button size="small" onPress={() => setAttaching(true)}>
            {t(texts.attach)}
          </Button>
        ) : undefined
      }
    >
      <div className="flex flex-col gap-4">
        <Parent incident={incident} group={group} />
        <Children group={group} />
        <MergedHere group={group} />
        <Followers group={group} />
      </div>
      {isAttaching ? <Attach incident={incident} onClose={() => setAttaching(false)} /> : null}
    </Card>
  );
}

function Parent({ incident, group }: { incident: IncidentView; group: IncidentGroup }) {
  const t = useText();
  const can = useCan();
  const errorText = useErrorText();
  const detach = useCommand(detachIncident, {
    invalidates: stale,
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  if (group.parent === null) return null;
  return (
    <p className="flex flex-wrap items-center gap-2">
      <span className="font-semibold">{t(texts.parent)}</span>
      <Link href={`/incidents/${group.parent.id}`}>{t(incidentTexts.incident, { number: group.parent.number })}</Link>
      <StateMark state={group.parent.state} />
      {can('incident.close') ? (
        <Button
          size="small"
          look="quiet"
          isPending={detach.isPending}
          onPress={() => detach.mutate({ params: { id: incident.id } })}
        >
          {t(texts.detach)}
        </Button>
      ) : null}
    </p>
  );
}

function Children({ group }: { group: IncidentGroup }) {
  const t = useText();
  const { children, open, calls, openAssignments, agencies } = group.sums;
  if (children === 0) return null;
  return (
    <section aria-label={t(texts.children)} className="flex flex-col gap-1">
      <h3 className="font-semibold">{t(texts.children)}</h3>
      <p className="text-sm">{t(texts.sums, { children, open, calls, tasks: openAssignments, agencies })}</p>
      <ul className="flex flex-col gap-1">
        {group.children.map((one) => (
          <li key={one.id}>
            <IncidentLine incident={one} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function MergedHere({ group }: { group: IncidentGroup }) {
  const t = useText();
  const can = useCan();
  const [asked, setAsked] = useState<IncidentItem | null>(null);
  if (group.merged.length === 0) return null;
  return (
    <section aria-label={t(texts.mergedHere)} className="flex flex-col gap-1">
      <h3 className="font-semibold">{t(texts.mergedHere)}</h3>
      <ul className="flex flex-col gap-1">
        {group.merged.map(({ incident, reason }) => (
          <li key={incident.id} className="flex flex-wrap items-center gap-2">
            <IncidentLine incident={incident} />
            <span className="text-sm text-ink-soft">{t(reasonTexts[reason])}</span>
            {can('incident.merge') ? (
              <Button size="small" look="quiet" onPress={() => setAsked(incident)}>
                {t(texts.unmerge)}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {asked === null ? null : <Unmerge of={asked} onClose={() => setAsked(null)} />}
    </section>
  );
}

function IncidentLine({ incident: one }: { incident: IncidentItem }) {
  const t = useText();
  return (
    <span className="inline-flex flex-wrap items-center gap-2">
      <Link href={`/incidents/${one.id}`}>{t(incidentTexts.incident, { number: one.number })}</Link>
      <PriorityMark priority={one.priority} short />
      <StateMark state={one.state} />
      <span>{one.type === null ? t(incidentTexts.noType) : t(one.type.name)}</span>
      <span className="text-ink-soft">{one.placeText ?? one.village?.name ?? ''}</span>
    </span>
  );
}

function Followers({ group }: { group: IncidentGroup }) {
  const t = useText();
  const format = useFormat();
  if (group.followers.length === 0) return null;
  return (
    <section aria-label={t(texts.followers)} className="flex flex-col gap-1">
      <h3 className="font-semibold">{t(texts.followers)}</h3>
      <ul className="flex flex-col gap-1">
        {group.followers.map((one) => (
          <li key={one.id} className="flex flex-wrap gap-2">
            <Link href={`/calls/${one.callId}`}>{t(texts.follower, { number: one.callNumber })}</Link>
            <span>{one.number ?? t(texts.withheld)}</span>
            <span className="text-ink-soft">{format.full(one.since)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Attach({ incident, onClose }: { incident: IncidentView; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const attach = useCommand(attachIncident, {
    invalidates: stale,
    onDone: (view) => {
      toast(t(texts.attached, { number: view.number }));
      onClose();
    },
  });
  const choose = (parentId: IncidentId) => attach.mutate({ params: { id: incident.id }, body: { parentId } });
  return (
    <Dialog title={t(texts.attachTitle)} isOpen onClose={onClose} size="normal">
      <div className="flex flex-col gap-3">
        <p>{t(texts.attachNote)}</p>
        {attach.error === null ? null : <Notice tone="life">{errorText(attach.error)}</Notice>}
        <FindIncident incident={incident} onChosen={choose} />
      </div>
    </Dialog>
  );
}
