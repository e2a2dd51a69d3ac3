import { CirclePause } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { ComboBox } from '#platform/ui/ComboBox.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { AgencyId } from '../../agency.ts';
import { listAgencies } from '../../contract.ts';
import { endOutage, listOutages } from '../../cover-contract.ts';
import { outageReasonTexts } from '../../cover-texts.ts';
import { OutageDialog } from './OutageBar.tsx';
import { coverScreenTexts as texts } from './texts.ts';

/** On the board: who is out of service, until when, and who stands in; what an agency said by telephone is entered here. */
export function Outages() {
  const t = useText();
  const format = useFormat();
  const items = useRoute(listOutages, {}).data?.items ?? [];
  const [chosen, setChosen] = useState<AgencyId | null>(null);
  const [isChoosing, setChoosing] = useState(false);
  const end = useCommand(endOutage, { invalidates: ['/api/outages', '/api/incidents/:id/proposal'] });
  const agencies = useRoute(listAgencies, { query: { active: 'true', limit: 500 } }, { enabled: isChoosing });
  const may = useCan()('agency.ready');
  return (
    <Card
      title={`${t(texts.outages)} (${items.length})`}
      tone={items.length > 0 ? 'warn' : 'neutral'}
      actions={
        may ? (
          <Button
            size="small"
            look="quiet"
            icon={<CirclePause aria-hidden size={16} />}
            onPress={() => setChoosing(!isChoosing)}
          >
            {t(texts.sayOut)}
          </Button>
        ) : undefined
      }
    >
      {isChoosing ? (
        <ComboBox
          label={t(texts.agency)}
          autoFocus
          options={(agencies.data?.items ?? [])
            .filter((agency) => !items.some((one) => one.agency.id === agency.id))
            .map((agency) => ({ id: agency.id, name: agency.name, description: agency.code }))}
          value={null}
          onChange={(id) => id !== null && setChosen(id)}
        />
      ) : null}
      {items.length === 0 ? null : (
        <ul className="flex flex-col gap-2">
          {items.map((one) => (
            <li key={one.id} className="flex items-start justify-between gap-2">
              <span className="min-w-0">
                <span className="font-medium">{one.agency.name}</span>
                <span className="block text-sm text-ink-soft">
                  {[t(texts.outNow, { until: format.full(one.until) }), t(outageReasonTexts[one.reason]), one.note]
                    .filter(Boolean)
                    .join(' · ')}
                </span>
                <span className="block text-sm">
                  {one.cover === null ? t(texts.coveredByNobody) : t(texts.coveredNow, { agency: one.cover.name })}
                </span>
              </span>
              <Button size="small" onPress={() => end.mutate({ params: { id: one.id } })}>
                {t(texts.sayIn)}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {chosen === null ? null : (
        <OutageDialog
          agencyId={chosen}
          onClose={() => {
            setChosen(null);
            setChoosing(false);
          }}
        />
      )}
    </Card>
  );
}
