import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { type StatusSource, unitId } from '../../unit.ts';
import { listUnits, readUnit, type UnitView } from '../../unit-contract.ts';
import { unitKindTexts, unitSkillTexts, unitStatusTexts } from '../../unit-texts.ts';
import { positionOf, statusName } from './describe-unit.ts';
import { unitTexts as texts } from './texts.ts';
import { useSetStatus } from './use-set-status.tsx';

const sources = {
  crew: texts.sourceCrew,
  room: texts.sourceRoom,
  agency: texts.sourceAgency,
  system: texts.sourceSystem,
} as const satisfies Record<StatusSource, object>;

/** One unit: its status to set, who is in it, what it did. */
export function UnitDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useText();
  const parsed = unitId.safeParse(id);
  const view = useRoute(readUnit, { params: { id: parsed.data ?? unitId.parse(crypto.randomUUID()) } });
  return (
    <Dialog title={view.data?.unit.callSign ?? t(texts.board)} isOpen onClose={onClose} size="wide">
      <QueryView query={view}>{(answer) => <UnitFacts view={answer} />}</QueryView>
    </Dialog>
  );
}

function UnitFacts({ view }: { view: UnitView }) {
  const t = useText();
  const format = useFormat();
  const { unit } = view;
  const list = useRoute(listUnits, { query: {} });
  const labels = list.data?.labels.find((one) => one.agencyId === unit.agency.id)?.labels ?? [];
  const setter = useSetStatus();
  const mayOrder = useCan()('unit.order');
  const facts = [
    { term: t(texts.agency), value: unit.agency.name },
    { term: t(texts.kind), value: t(unitKindTexts[unit.kind]) },
    { term: t(texts.status), value: `${statusName(unit, t)} · ${format.full(unit.statusAt)}` },
    { term: t(texts.position), value: positionOf(unit, list.data?.now ?? unit.statusAt, t) },
    { term: t(texts.crew), value: view.members.map((one) => one.name ?? '–').join(', ') || '–' },
    ...(unit.skills.length === 0
      ? []
      : [{ term: t(texts.kind), value: unit.skills.map((one) => t(unitSkillTexts[one])).join(', ') }]),
  ];
  return (
    <div className="flex flex-col gap-4">
      <DefinitionList items={facts} />
      {mayOrder ? (
        <section aria-label={t(texts.setStatus)} className="flex flex-wrap gap-2">
          {labels.map((label) => (
            <Button
              key={label.code}
              look={unit.label?.code === label.code ? 'primary' : 'plain'}
              isDisabled={setter.isPending}
              onPress={() => setter.set(unit, label)}
            >
              {t({ id: label.name, en: label.nameEn })}
            </Button>
          ))}
        </section>
      ) : null}
      <section aria-label={t(texts.history)}>
        <h3 className="font-semibold">{t(texts.history)}</h3>
        <ol className="flex flex-col divide-y divide-line">
          {view.history.map((row) => (
            <li key={row.number} className="flex flex-wrap justify-between gap-x-4 py-1">
              <span>
                {t(unitStatusTexts[row.status])}
                {row.incidentNumber === null ? '' : ` · ${t(texts.incident, { number: row.incidentNumber })}`}
              </span>
              <span className="text-sm text-ink-soft">
                {[
                  format.full(row.at),
                  row.by ?? t(sources[row.source]),
                  row.late ? t(texts.late) : null,
                  row.clamped && row.deviceAt !== null
                    ? t(texts.deviceTime, { time: format.time(row.deviceAt) })
                    : null,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </li>
          ))}
        </ol>
      </section>
      {setter.dialog}
    </div>
  );
}
