import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { agencyId } from '#features/agencies/agency.ts';
import { listAgencies } from '#features/agencies/contract.ts';
import { listIncidents, listIncidentTypes } from '#features/incidents/contract.ts';
import { incidentId, incidentTypeId, priorities, resolutionReasons } from '#features/incidents/incident.ts';
import { priorityTexts } from '#features/incidents/texts.ts';
import { reasonTexts } from '#features/incidents/timeline-texts.ts';
import { Button } from '#platform/ui/Button.tsx';
import { ComboBox } from '#platform/ui/ComboBox.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import type { Became } from '../../surge-work-contract.ts';
import { workTexts as texts } from './texts.ts';
import { type Act, type Chosen, keyOf, type Running, useTriage } from './use-triage.ts';

type Kind = Act['kind'];
const kinds: readonly Kind[] = ['priority', 'type', 'attach', 'resolve', 'send'];
const kindTexts = {
  priority: texts.actPriority,
  type: texts.actType,
  attach: texts.actAttach,
  resolve: texts.actResolve,
  send: texts.actSend,
};

/** What is done to the chosen incidents: tried first, then done, and taken back where it can be. */
export function TriageBar({ chosen, onDone }: { chosen: readonly Chosen[]; onDone: () => void }) {
  const t = useText();
  const [kind, setKind] = useState<Kind>('priority');
  const [value, setValue] = useState<string | null>(null);
  const { state, go, clear } = useTriage();
  const parent = useParent(kind, value);
  const act = actOf(kind, kind === 'attach' ? parent : value);
  const isBusy = state?.stage === 'previewing' || state?.stage === 'running';
  const run = async () => {
    if (act === null) return;
    const items = await go(act, chosen, false);
    if (items.some((one) => one.refusal === null)) onDone();
  };
  return (
    <Card title={t(texts.act)}>
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap items-end gap-3">
          <div className="w-64">
            <Select
              label={t(texts.act)}
              value={kind}
              onChange={(next) => {
                setKind(next);
                setValue(null);
                clear();
              }}
              options={kinds.map((id) => ({ id, name: t(kindTexts[id]) }))}
            />
          </div>
          <div className="min-w-64 flex-1">
            <ValueField
              kind={kind}
              value={value}
              onChange={(next) => {
                setValue(next);
                clear();
              }}
            />
          </div>
          <Button
            isDisabled={act === null || chosen.length === 0 || isBusy}
            isPending={state?.stage === 'previewing'}
            reason={chosen.length === 0 ? t(texts.chooseFirst) : undefined}
            onPress={() => act !== null && void go(act, chosen, true)}
          >
            {t(texts.preview)}
          </Button>
          <Button
            look="primary"
            isDisabled={
              act === null || chosen.length === 0 || state?.stage !== 'previewed' || state.of !== keyOf(chosen)
            }
            isPending={state?.stage === 'running'}
            onPress={() => void run()}
          >
            {t(texts.doIt, { count: chosen.length })}
          </Button>
        </div>
        {state === null ? null : <Outcome state={state} onUndo={(items) => void undo(items)} />}
      </div>
    </Card>
  );

  async function undo(items: readonly Became[]) {
    const back = await takeBack(items, state?.act.kind ?? 'send', go);
    toast(t(texts.undone, { count: back }));
    clear();
  }
}

/** Each goes back to what it was: those that had the same before go together. */
async function takeBack(items: readonly Became[], kind: Kind, go: ReturnType<typeof useTriage>['go']): Promise<number> {
  const groups = new Map<string, { act: Act; chosen: Chosen[] }>();
  for (const { id, version, before } of items) {
    const act = before === null ? null : actOf(kind, kind === 'type' ? before.typeId : before.priority);
    if (act === null) continue;
    const group = groups.get(JSON.stringify(act)) ?? { act, chosen: [] };
    group.chosen.push({ id, version });
    groups.set(JSON.stringify(act), group);
  }
  let back = 0;
  for (const { act, chosen } of groups.values())
    back += (await go(act, chosen, false)).filter((one) => one.refusal === null).length;
  return back;
}

function actOf(kind: Kind, value: string | null): Act | null {
  if (value === null) return null;
  if (kind === 'type') return { kind, typeId: incidentTypeId.parse(value) };
  if (kind === 'attach') return { kind, parentId: incidentId.parse(value) };
  if (kind === 'send') return { kind, agencyId: agencyId.parse(value) };
  const priority = priorities.find((one) => one === value);
  if (kind === 'priority') return priority === undefined ? null : { kind, priority };
  const reason = resolutionReasons.find((one) => one === value);
  return reason === undefined ? null : { kind, reason };
}

/** The incident of the number that was typed. */
function useParent(kind: Kind, typed: string | null): string | null {
  const number = kind === 'attach' && /^\d{1,9}$/.test(typed ?? '') ? Number(typed) : null;
  const found = useRoute(
    listIncidents,
    { query: { group: 'all', limit: 1, ...(number === null ? {} : { number }) } },
    { enabled: number !== null },
  );
  return number === null ? null : (found.data?.items[0]?.id ?? null);
}

interface ValueFieldProps {
  readonly kind: Kind;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

function ValueField({ kind, value, onChange }: ValueFieldProps) {
  const t = useText();
  const types = useRoute(listIncidentTypes, {}, { enabled: kind === 'type' }).data?.items ?? [];
  const query = { active: 'true', limit: 500 } as const;
  const agencies = useRoute(listAgencies, { query }, { enabled: kind === 'send' }).data?.items ?? [];
  switch (kind) {
    case 'priority':
      return (
        <Select
          label={t(texts.priority)}
          value={priorities.find((one) => one === value) ?? null}
          onChange={onChange}
          options={priorities.map((id) => ({ id, name: `${id} ${t(priorityTexts[id])}` }))}
        />
      );
    case 'type':
      return (
        <ComboBox
          label={t(texts.type)}
          options={types.map(({ id, name }) => ({ id, name: t(name) }))}
          value={value}
          onChange={onChange}
        />
      );
    case 'attach':
      return <TextField label={t(texts.parent)} value={value ?? ''} onChange={onChange} />;
    case 'resolve':
      return (
        <Select
          label={t(texts.reason)}
          value={resolutionReasons.find((one) => one === value) ?? null}
          onChange={onChange}
          options={resolutionReasons.map((id) => ({ id, name: t(reasonTexts[id]) }))}
        />
      );
    case 'send':
      return (
        <ComboBox
          label={t(texts.agency)}
          options={agencies.map(({ id, name }) => ({ id, name }))}
          value={value}
          onChange={onChange}
        />
      );
  }
}

/** What would happen, is happening, or has happened, and who was refused and why. */
function Outcome({ state, onUndo }: { state: Running; onUndo: (items: readonly Became[]) => void }) {
  const t = useText();
  const errorText = useErrorText();
  const { stage, items, all, act, error } = state;
  const refused = items.filter((one) => one.refusal !== null);
  const counts = { ok: items.length - refused.length, refused: refused.length };
  const isOver = stage === 'done' || stage === 'broken';
  const canUndo = isOver && (act.kind === 'priority' || act.kind === 'type') && counts.ok > 0;
  const said =
    stage === 'previewed'
      ? t(texts.would, counts)
      : stage === 'done'
        ? t(texts.done, counts)
        : stage === 'broken'
          ? t(texts.broken, { done: items.length, why: `${errorText(error)}. ` })
          : t(texts.progress, { done: items.length, all });
  return (
    <Notice
      tone={stage === 'broken' ? 'life' : counts.refused > 0 ? 'warn' : 'calm'}
      title={said}
      action={
        canUndo ? (
          <Button size="small" icon={<Undo2 aria-hidden size={14} />} onPress={() => onUndo(items)}>
            {t(texts.undo)}
          </Button>
        ) : undefined
      }
    >
      {stage === 'running' || stage === 'previewing' ? (
        <progress aria-label={said} max={all} value={items.length} className="w-full" />
      ) : null}
      {refused.length === 0 ? null : (
        <ul aria-label={t(texts.refusedList)} className="max-h-48 overflow-auto">
          {refused.map((one) => (
            <li key={one.id}>
              <strong className="font-semibold">{one.number}</strong> {one.refusal?.text}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  );
}
