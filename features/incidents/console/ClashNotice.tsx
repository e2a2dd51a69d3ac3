import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { type IncidentView, listIncidentTypes } from '../contract.ts';
import type { Clash } from '../draft.ts';
import { lifeAtRiskTexts } from '../texts.ts';
import { fieldTexts } from '../timeline-texts.ts';
import { texts } from './texts.ts';

interface ClashNoticeProps {
  readonly clashes: readonly Clash[];
  readonly incident: IncidentView | null;
  readonly onKeepMine: () => void;
  readonly onTakeTheirs: () => void;
}

/** What somebody else wrote into the same fields, beside what is typed here; a person decides, nothing is overwritten unseen. */
export function ClashNotice({ clashes, incident, onKeepMine, onTakeTheirs }: ClashNoticeProps) {
  const t = useText();
  const format = useFormat();
  const sayValue = useValueWords();
  if (clashes.length === 0) return null;
  const change = incident?.lastChange ?? null;
  const label = (field: Clash['field']) => fieldTexts[field === 'villageName' ? 'villageCode' : field];
  return (
    <Notice tone="life" title={t(texts.otherChange)}>
      {change === null ? null : (
        <p>{t(texts.otherChangeBy, { name: change.by?.name ?? t(texts.system), time: format.time(change.at) })}</p>
      )}
      <ul className="my-1 list-disc pl-5">
        {clashes.map((clash) => (
          <li key={clash.field}>
            <span className="font-semibold">{t(label(clash.field) ?? texts.empty)}</span>
            {' – '}
            {t(texts.theirs, { value: sayValue(clash.field, clash.theirs) })}
            {'; '}
            {t(texts.mine, { value: sayValue(clash.field, clash.mine) })}
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap gap-2">
        <Button size="small" onPress={onTakeTheirs}>
          {t(texts.takeTheirs)}
        </Button>
        <Button size="small" onPress={onKeepMine}>
          {t(texts.keepMine)}
        </Button>
      </div>
    </Notice>
  );
}

/** Ids and codes in words. */
function useValueWords(): (field: Clash['field'], value: string) => string {
  const t = useText();
  const types = useRoute(listIncidentTypes, {});
  return (field, value) => {
    if (value === '') return t(texts.empty);
    if (field === 'typeId') {
      const type = types.data?.items.find((one) => one.id === value);
      return type === undefined ? value : t(type.name);
    }
    const life = field === 'lifeAtRisk' ? Object.entries(lifeAtRiskTexts).find(([code]) => code === value) : undefined;
    return life === undefined ? value : t(life[1]);
  };
}
