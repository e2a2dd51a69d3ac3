import { Truck } from 'lucide-react';
import { useState } from 'react';
import { StatusDot } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { AssignmentItem } from '../../contract.ts';
import { isTerminal } from '../../rules.ts';
import { leaveReasons } from '../../unit.ts';
import { listAssignedUnits, releaseUnit, type UnitItem } from '../../unit-contract.ts';
import { endReasonTexts } from '../../unit-texts.ts';
import { ReasonDialog } from '../ReasonDialog.tsx';
import { positionOf, statusName, statusTones } from './describe-unit.ts';
import { SendUnitDialog } from './SendUnitDialog.tsx';
import { unitTexts as texts } from './texts.ts';

const refreshMs = 30_000;

/** The units of one assignment with their status, who was there before, and the way to send another. */
export function AssignedUnits({ assignment }: { assignment: AssignmentItem }) {
  const t = useText();
  const format = useFormat();
  const units = useRoute(listAssignedUnits, { params: { id: assignment.id } }, { refreshMs });
  const mayOrder = useCan()('unit.order');
  const [isSending, setSending] = useState(false);
  const [leaving, setLeaving] = useState<UnitItem | null>(null);
  const items = units.data?.items ?? [];
  const there = items.filter((one) => one.endedAt === null);
  const gone = items.filter((one) => one.endedAt !== null);
  const isOpen = !isTerminal(assignment.state);
  if (units.data === undefined || (items.length === 0 && !(isOpen && mayOrder))) return null;
  return (
    <section aria-label={t(texts.unitsOfTask)} className="flex flex-col gap-1 border-l-2 border-line pl-2">
      {there.map(({ unit, id, onSceneAt, enRouteAt }) => (
        <p key={id} className="flex flex-wrap items-center gap-x-3">
          <span className="font-semibold">{unit.callSign}</span>
          <StatusDot tone={statusTones[unit.status]}>{statusName(unit, t)}</StatusDot>
          <span className="text-sm text-ink-soft">
            {format.time(onSceneAt ?? enRouteAt ?? unit.statusAt)} · {t(texts.position)}:{' '}
            {positionOf(unit, new Date(units.dataUpdatedAt).toISOString(), t)}
          </span>
          {mayOrder ? (
            <Button size="small" look="quiet" onPress={() => setLeaving(unit)}>
              {t(texts.release)}
            </Button>
          ) : null}
        </p>
      ))}
      {isOpen && there.length === 0 ? (
        <p className="text-sm text-ink-soft">{t(gone.length === 0 ? texts.noneSent : texts.allLeft)}</p>
      ) : null}
      {gone.length === 0 ? null : (
        <p className="text-sm text-ink-soft">
          {t(texts.left)}:{' '}
          {gone
            .map(({ unit, endReason, endedAt }) =>
              [
                unit.callSign,
                endReason === null ? null : t(endReasonTexts[endReason]),
                endedAt === null ? null : format.time(endedAt),
              ]
                .filter(Boolean)
                .join(', '),
            )
            .join(' · ')}
        </p>
      )}
      {isOpen && mayOrder ? (
        <div>
          <Button size="small" icon={<Truck aria-hidden size={16} />} onPress={() => setSending(true)}>
            {t(texts.sendUnit)}
          </Button>
        </div>
      ) : null}
      {isSending ? <SendUnitDialog assignment={assignment} onClose={() => setSending(false)} /> : null}
      {leaving === null ? null : (
        <ReleaseDialog assignment={assignment} unit={leaving} onClose={() => setLeaving(null)} />
      )}
    </section>
  );
}

function ReleaseDialog({
  assignment,
  unit,
  onClose,
}: {
  assignment: AssignmentItem;
  unit: UnitItem;
  onClose: () => void;
}) {
  const t = useText();
  const release = useCommand(releaseUnit, {
    invalidates: ['/api/units', '/api/assignments', '/api/incidents'],
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={t(texts.releaseTitle, { unit: unit.callSign })}
      name={texts.release}
      reasons={leaveReasons}
      reasonTexts={endReasonTexts}
      state={release}
      onClose={onClose}
      onConfirm={(reason) => release.mutate({ params: { id: assignment.id, unitId: unit.id }, body: { reason } })}
    />
  );
}
