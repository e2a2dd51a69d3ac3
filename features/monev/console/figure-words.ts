import { useText } from '#platform/web/language.tsx';
import type { FigureName } from '../figure-set.ts';
import { kpiDefinitions, kpiLabels } from '../kpi.ts';
import { texts } from './lock/texts.ts';

/** Label and definition of a figure; a share within seconds says which. */
export function useFigureWords(): (name: Pick<FigureName, 'code' | 'by' | 'key'>) => {
  label: string;
  definition: string;
} {
  const t = useText();
  return ({ code, by, key }) => {
    if (by !== 'within') return { label: t(kpiLabels[code]), definition: t(kpiDefinitions[code]) };
    const seconds = key ?? '';
    const isAnswering = code === 'SERVICE_LEVEL';
    return {
      label: `${t(isAnswering ? texts.answered : kpiLabels[code])}, ${t(texts.within, { seconds })}`,
      definition: isAnswering
        ? t(texts.answeredMeans, { seconds })
        : `${t(texts.withinMeans, { seconds })} ${t(kpiDefinitions[code])}`,
    };
  };
}
