import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { overflowRoute, settleOverflow, writeTarget } from '../overflow.ts';
import { centreTexts as texts } from '../screen-texts.ts';
import type { CentreContent } from '../tenant.ts';
import { refusals } from '../texts.ts';

type Trunk = CentreContent['trunk'];
type Part = Pick<Trunk, 'overflow' | 'overflowAddress' | 'overflowTransport'>;

/** Whom to dial when nobody can answer, and by which way: says at once what will be dialled, or why nothing can. */
export function OverflowFields({
  trunk,
  isReadOnly,
  onChange,
}: {
  trunk: Trunk;
  isReadOnly: boolean;
  onChange: (part: Partial<Part>) => void;
}) {
  const t = useText();
  const { overflow, overflowAddress, overflowTransport } = trunk;
  const settled = settleOverflow(trunk);
  const wrong = settled.ok ? null : settled.refusal;
  const said = wrong === null ? undefined : t(refusals[wrong.code], wrong.detail);
  const isOfTarget = wrong?.code === 'centre.overflow_no_target' || wrong?.code === 'centre.overflow_wrong_target';
  const route = settled.ok ? overflowRoute(settled.value) : null;
  return (
    <>
      <TextField
        label={t(texts.overflow)}
        description={
          route === null
            ? t(texts.overflowNote)
            : t(texts.overflowDials, {
                number: route.number,
                target: writeTarget(route),
                transport: t(texts[route.transport]),
              })
        }
        error={isOfTarget ? undefined : said}
        type="tel"
        isReadOnly={isReadOnly}
        value={overflow ?? ''}
        onChange={(typed) => onChange({ overflow: typed === '' ? null : typed })}
      />
      <div className="grid gap-3 sm:grid-cols-[1fr_12rem]">
        <TextField
          label={t(texts.overflowAddress)}
          description={t(texts.overflowAddressNote)}
          error={isOfTarget ? said : undefined}
          isReadOnly={isReadOnly}
          value={overflowAddress}
          onChange={(typed) => onChange({ overflowAddress: typed })}
        />
        <Select
          label={t(texts.overflowTransport)}
          isDisabled={isReadOnly}
          options={(['udp', 'tcp'] as const).map((id) => ({ id, name: t(texts[id]) }))}
          value={overflowTransport}
          onChange={(chosen) => onChange({ overflowTransport: chosen })}
        />
      </div>
    </>
  );
}
