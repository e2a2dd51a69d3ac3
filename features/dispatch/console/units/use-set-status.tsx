import { useState } from 'react';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { ApiProblem } from '#platform/web/api-client.ts';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import type { UnitLabel } from '../../unit.ts';
import { setUnitStatus, type UnitItem } from '../../unit-contract.ts';
import { unitTexts as texts } from './texts.ts';

type Choice = Pick<UnitLabel, 'code' | 'name' | 'nameEn'>;

/** Set a unit's status; where the agency's table refuses the move, ask once and record it all the same. */
export function useSetStatus() {
  const t = useText();
  const errorText = useErrorText();
  const [refused, setRefused] = useState<{ unit: UnitItem; label: Choice } | null>(null);
  const [last, setLast] = useState<{ unit: UnitItem; label: Choice } | null>(null);
  const command = useCommand(setUnitStatus, {
    invalidates: ['/api/units', '/api/assignments', '/api/incidents'],
    onDone: ({ unit, unusual }) => {
      setRefused(null);
      const said = t(texts.setTo, { unit: unit.callSign, status: t(unit.label?.name ?? texts.status) });
      toast(unusual ? `${said}. ${t(texts.unusual)}` : said, unusual ? 'warn' : 'good');
    },
    onRefused: (error) => {
      if (error instanceof ApiProblem && error.code === 'unit.move_refused') setRefused(last);
      else toast(errorText(error), 'life');
    },
  });
  const set = (unit: UnitItem, label: Choice, force = false) => {
    setLast({ unit, label });
    command.mutate({ params: { id: unit.id }, body: { labelCode: label.code, force } });
  };
  const dialog =
    refused === null ? null : (
      <ConfirmDialog
        title={t(texts.forceTitle)}
        confirmName={t(texts.forceStatus)}
        isOpen
        onClose={() => setRefused(null)}
        onConfirm={() => set(refused.unit, refused.label, true)}
        isPending={command.isPending}
      >
        <p>{t(texts.forceNote, { status: t({ id: refused.label.name, en: refused.label.nameEn }) })}</p>
      </ConfirmDialog>
    );
  return { set, dialog, isPending: command.isPending };
}
