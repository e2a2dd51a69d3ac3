import { useMemo, useState } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { EmptyState, QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { ApiProblem } from '#platform/web/api-client.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { AssignmentItem } from '../../contract.ts';
import { forceReasons } from '../../unit.ts';
import { assignUnit, listUnits, recommendUnits, type UnitItem } from '../../unit-contract.ts';
import { forceReasonTexts, recommendationTexts, unitKindTexts } from '../../unit-texts.ts';
import { AskDialog, ChoiceCards } from '../AskDialog.tsx';
import { ageOf, statusName } from './describe-unit.ts';
import { unitTexts as texts } from './texts.ts';

type Recommended = RouteOutput<typeof recommendUnits>;
type Row = Recommended['items'][number];

/** The nearest free units of the agency first, then the others; Enter sends, and a busy one is asked about. */
export function SendUnitDialog({ assignment, onClose }: { assignment: AssignmentItem; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const params = { id: assignment.id };
  const straight = useRoute(recommendUnits, { params, query: { limit: 10 } });
  // The list stands by the straight line; by road it is put in order as soon as a router has answered.
  const byRoad = useRoute(recommendUnits, { params, query: { limit: 10, by: 'router' } });
  const all = useRoute(listUnits, { query: { agencyId: assignment.agency.id } });
  const [asked, setAsked] = useState<{ unit: UnitItem; why: string } | null>(null);
  const [chosen, setChosen] = useState<UnitItem | null>(null);
  const send = useCommand(assignUnit, {
    invalidates: ['/api/units', '/api/assignments', '/api/incidents'],
    onDone: ({ unit }) => {
      toast(t(texts.sent, { unit: unit.callSign }), 'good');
      onClose();
    },
    onRefused: (error) => {
      const isAsking = error instanceof ApiProblem && (error.code === 'unit.busy' || error.code === 'unit.not_free');
      if (isAsking && chosen !== null) setAsked({ unit: chosen, why: errorText(error) });
    },
  });
  const choose = (unit: UnitItem) => {
    if (send.isPending) return;
    setChosen(unit);
    send.mutate({ params, body: { unitId: unit.id } });
  };
  const title = t(texts.sendUnitTo, { agency: assignment.agency.code, number: assignment.incident.number });
  return (
    <>
      <Dialog title={title} isOpen={asked === null} onClose={onClose} size="wide">
        <div className="flex flex-col gap-4">
          <p className="text-ink-soft">{t(texts.sendNote)}</p>
          <QueryView query={straight}>
            {(answer) => <RecommendedUnits answer={byRoad.data ?? answer} onChoose={choose} />}
          </QueryView>
          <OtherUnits
            units={(all.data?.items ?? []).filter(
              (unit) => !(straight.data?.items ?? []).some((one) => one.unit.id === unit.id),
            )}
            onChoose={choose}
          />
          {send.error === null || asked !== null ? null : <Notice tone="life">{errorText(send.error)}</Notice>}
        </div>
      </Dialog>
      {asked === null ? null : (
        <ForceDialog
          asked={asked}
          state={send}
          onClose={() => setAsked(null)}
          onConfirm={(force) => send.mutate({ params, body: { unitId: asked.unit.id, force } })}
        />
      )}
    </>
  );
}

function RecommendedUnits({ answer, onChoose }: { answer: Recommended; onChoose: (unit: UnitItem) => void }) {
  const t = useText();
  const format = useFormat();
  const columns = useMemo(
    (): Column<Row>[] => [
      {
        id: 'unit',
        name: t(texts.callSign),
        isRowHeader: true,
        cell: (one) => (
          <span className="flex flex-col">
            <span className="font-semibold">{one.unit.callSign}</span>
            <span className="text-sm text-ink-soft">{t(unitKindTexts[one.unit.kind])}</span>
          </span>
        ),
      },
      {
        id: 'time',
        name: t(texts.estimate),
        cell: (one) => (
          <span className="flex flex-col">
            <strong>{format.duration(one.seconds * 1000)}</strong>
            <span className="text-sm text-ink-soft">{t(recommendationTexts[one.by])}</span>
          </span>
        ),
      },
      { id: 'distance', name: t(texts.distance), cell: (one) => `${format.number(one.metres / 1000, 1)} km` },
      {
        id: 'from',
        name: t(texts.from),
        cell: (one) =>
          one.from === 'home' || one.unit.place === null
            ? t(recommendationTexts.home)
            : t(recommendationTexts.position, {
                age: ageOf(one.unit.place.at, answer.now, t),
                accuracy: Math.round(one.unit.place.accuracyM),
              }),
      },
      { id: 'status', name: t(texts.status), cell: (one) => statusName(one.unit, t) },
    ],
    [t, format, answer.now],
  );
  if (answer.to === null) return <Notice tone="warn">{t(texts.noPlace)}</Notice>;
  return (
    <div className="flex flex-col gap-2">
      {answer.to === 'village' ? <Notice tone="neutral">{t(texts.villageOnly)}</Notice> : null}
      <div className="overflow-x-auto">
        <Table
          label={t(texts.sendUnit)}
          columns={columns}
          rows={answer.items}
          idOf={(one) => one.unit.id}
          onOpen={(one) => onChoose(one.unit)}
          empty={<EmptyState title={t(texts.noRecommendation)} />}
        />
      </div>
    </div>
  );
}

/** Who is not recommended: busy, off duty, of another kind. They can be sent all the same. */
function OtherUnits({ units, onChoose }: { units: readonly UnitItem[]; onChoose: (unit: UnitItem) => void }) {
  const t = useText();
  const columns = useMemo(
    (): Column<UnitItem>[] => [
      { id: 'unit', name: t(texts.callSign), isRowHeader: true, cell: (one) => one.callSign },
      { id: 'kind', name: t(texts.kind), cell: (one) => t(unitKindTexts[one.kind]) },
      { id: 'status', name: t(texts.status), cell: (one) => statusName(one, t) },
      {
        id: 'task',
        name: t(texts.task),
        cell: (one) => one.tasks.map((task) => t(texts.incident, { number: task.incidentNumber })).join(', ') || '–',
      },
    ],
    [t],
  );
  if (units.length === 0) return null;
  return (
    <section aria-label={t(texts.otherUnits)}>
      <h3 className="font-semibold">{t(texts.otherUnits)}</h3>
      <Table label={t(texts.otherUnits)} columns={columns} rows={units} idOf={(one) => one.id} onOpen={onChoose} />
    </section>
  );
}

interface ForceDialogProps {
  readonly asked: { readonly unit: UnitItem; readonly why: string };
  readonly state: { readonly isPending: boolean; readonly error: unknown };
  readonly onClose: () => void;
  readonly onConfirm: (reason: (typeof forceReasons)[number]) => void;
}

function ForceDialog({ asked, state, onClose, onConfirm }: ForceDialogProps) {
  const t = useText();
  const [reason, setReason] = useState<(typeof forceReasons)[number] | null>(null);
  return (
    <AskDialog
      title={t(texts.busyTitle)}
      name={texts.sendAnyway}
      isBlocked={reason === null}
      // The refusal that led here is the question itself.
      state={{ isPending: state.isPending, error: null }}
      onClose={onClose}
      onConfirm={() => reason !== null && onConfirm(reason)}
    >
      <Notice tone="warn">{asked.why}</Notice>
      <ChoiceCards
        label={texts.forceReason}
        isRequired
        choices={forceReasons}
        choiceTexts={forceReasonTexts}
        value={reason}
        onChange={setReason}
      />
    </AskDialog>
  );
}
