import { Truck } from 'lucide-react';
import { useState } from 'react';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import type { FieldView } from '../field-contract.ts';
import type { ShownView } from '../field-view.ts';
import type { UnitStatus } from '../unit.ts';
import { labelOf } from '../unit-rules.ts';
import { unitStatusTexts } from '../unit-texts.ts';
import { BigButton } from './BigButton.tsx';
import { texts } from './texts.ts';
import { useField } from './use-field.tsx';

type Unit = FieldView['units'][number];

/** The agency's own word for a status. */
export function useStatusName(unit: Unit): (status: UnitStatus) => string {
  const t = useText();
  return (status) => {
    const label = labelOf(unit.labels, status, null);
    return label === null ? t(unitStatusTexts[status]) : t({ id: label.name, en: label.nameEn });
  };
}

/** What a crew says of itself beside the steps of a task: on a task what comes after the scene, without one whether it is there. */
const onTask: readonly UnitStatus[] = ['on_scene', 'transporting', 'at_hospital'];
const offTask: readonly UnitStatus[] = ['available', 'returning', 'out_of_service'];

export function StatusButton({
  unit,
  assignmentId,
}: {
  unit: Unit;
  assignmentId: ShownView['tasks'][number]['assignmentId'] | null;
}) {
  const t = useText();
  const { sender } = useField();
  const nameOf = useStatusName(unit);
  const [isOpen, setOpen] = useState(false);
  const say = (status: UnitStatus) => {
    setOpen(false);
    void sender.press({ kind: 'status', unitId: unit.id, assignmentId, status });
  };
  return (
    <>
      <BigButton wide icon={<Truck aria-hidden size={22} />} note={t(texts.changeStatus)} onPress={() => setOpen(true)}>
        {t(texts.statusNow, { status: nameOf(unit.status) })}
      </BigButton>
      <Dialog title={t(texts.status)} isOpen={isOpen} onClose={() => setOpen(false)} size="small">
        <div className="flex flex-col gap-3">
          {(assignmentId === null ? offTask : onTask).map((status) => (
            <BigButton key={status} wide isDisabled={status === unit.status} onPress={() => say(status)}>
              {nameOf(status)}
            </BigButton>
          ))}
        </div>
      </Dialog>
    </>
  );
}

/** Open tasks of the agency that no unit has: one press takes one. */
export function Takeable({ view, unit }: { view: ShownView; unit: Unit }) {
  const t = useText();
  const format = useFormat();
  const { sender } = useField();
  const offered = view.takeable.filter(({ assignmentId }) =>
    view.tasks.every((task) => task.assignmentId !== assignmentId),
  );
  if (offered.length === 0) return null;
  return (
    <section aria-label={t(texts.takeable)} className="flex flex-col gap-2">
      <h2 className="text-xl font-bold">{t(texts.takeable)}</h2>
      <ul className="flex flex-col gap-2">
        {offered.map((each) => (
          <li
            key={each.assignmentId}
            className="flex items-center justify-between gap-2 rounded-xl border-2 border-line p-3"
          >
            <div className="min-w-0 text-lg">
              <p className="font-bold">
                {each.priority ?? ''}{' '}
                {each.typeName === null ? t(texts.incident, { number: each.incidentNumber }) : t(each.typeName)}
              </p>
              <p>{[each.villageName, each.districtName].filter((name) => name !== null).join(', ')}</p>
              <p className="text-base text-ink-soft">
                {t(texts.incident, { number: each.incidentNumber })},{' '}
                {t(texts.sentAt, { time: format.time(each.sentAt) })}
              </p>
            </div>
            {view.taking.includes(each.assignmentId) ? (
              <p role="status">{t(texts.taking)}</p>
            ) : (
              <span className="shrink-0">
                <BigButton
                  aria-label={`${t(texts.take)} ${t(texts.incident, { number: each.incidentNumber })}`}
                  onPress={() =>
                    void sender.press({ kind: 'take', unitId: unit.id, assignmentId: each.assignmentId, force: null })
                  }
                >
                  {t(texts.take)}
                </BigButton>
              </span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
