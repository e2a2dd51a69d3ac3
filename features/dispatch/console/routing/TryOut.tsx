import { useState } from 'react';
import type { IncidentTypeId, Priority } from '#features/incidents/incident.ts';
import { priorities } from '#features/incidents/incident.ts';
import { priorityTexts } from '#features/incidents/texts.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { ComboBox } from '#platform/ui/ComboBox.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { tryRouting } from '../../routing-contract.ts';
import { partTexts } from '../../texts.ts';
import { routingTexts } from '../setting-texts.ts';
import type { RuleChoices } from '../use-rule-choices.ts';
import { VillageField } from './RuleConditions.tsx';
import { CoverLine, RuleWords } from './RuleWords.tsx';
import { routingScreenTexts as texts } from './texts.ts';

/** Given type, priority, place and time: which rule, why, whom it proposes, and which were passed over and why. */
export function TryOut({ choices }: { choices: RuleChoices }) {
  const t = useText();
  const mayFind = useCan()('place.search');
  const [typeId, setTypeId] = useState<IncidentTypeId | null>(null);
  const [priority, setPriority] = useState<Priority>('P2');
  const [villageCode, setVillage] = useState<string | null>(null);
  const [typed, setAt] = useState('');
  const at = new Date(typed);
  const time = Number.isNaN(at.getTime()) ? undefined : at.toISOString();
  return (
    <Card title={t(texts.tryTitle)}>
      <div className="flex flex-col gap-3">
        <p className="text-ink-soft">{t(texts.tryNote)}</p>
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
          <ComboBox label={t(routingTexts.type)} options={choices.types} value={typeId} onChange={setTypeId} />
          <Select
            label={t(routingTexts.priority)}
            options={priorities.map((id) => ({ id, name: `${id} · ${t(priorityTexts[id])}` }))}
            value={priority}
            onChange={setPriority}
          />
          {mayFind ? (
            <VillageField label={t(texts.village)} value={villageCode} name={null} onChange={setVillage} />
          ) : null}
          <TextField type="datetime-local" label={t(texts.tryAt)} value={typed} onChange={setAt} />
        </div>
        {typeId === null ? null : (
          <Found
            query={{
              typeId,
              priority,
              ...(villageCode === null ? {} : { villageCode }),
              ...(time === undefined ? {} : { at: time }),
            }}
          />
        )}
      </div>
    </Card>
  );
}

function Found({
  query,
}: {
  query: { typeId: IncidentTypeId; priority: Priority; villageCode?: string; at?: string };
}) {
  const t = useText();
  const tried = useRoute(tryRouting, { query }, { keepPrevious: true });
  return (
    <QueryView query={tried}>
      {({ rule, agencies, passed }) => (
        <div className="flex flex-col gap-2" aria-live="polite">
          <p className="font-medium">
            <RuleWords rule={rule} />
          </p>
          {agencies.length === 0 ? (
            <p className="text-ink-soft">{t(texts.tryNobody)}</p>
          ) : (
            <ul aria-label={t(texts.tryProposes)} className="flex flex-col gap-1">
              {agencies.map((agency) => (
                <li key={agency.id}>
                  <span className="flex flex-wrap items-center gap-1.5">
                    {agency.name}
                    <Badge tone={agency.part === 'lead' ? 'accent' : 'neutral'}>{t(partTexts[agency.part])}</Badge>
                  </span>
                  <CoverLine cover={agency} />
                </li>
              ))}
            </ul>
          )}
          {passed.length === 0 ? null : (
            <details>
              <summary className="focus-ring cursor-pointer rounded text-ink-soft">
                {t(texts.passed, { count: passed.length })}
              </summary>
              <ul className="pt-1 text-sm text-ink-soft">
                {passed.map((one) => (
                  <li key={one.id}>
                    {t(texts.passedRule, {
                      number: one.number,
                      why: one.failed.map((condition) => t(condition.said)).join('; '),
                    })}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </div>
      )}
    </QueryView>
  );
}
