import { dispositionTexts } from '#features/calls/disposition-texts.ts';
import { Notice } from '#platform/ui/Notice.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { useText } from '#platform/web/language.tsx';
import type { OpenedSample } from '../contract.ts';
import { texts } from './texts.ts';

/** What the call was closed and registered as, and the words of an appeal. */
export function SampleFacts({ opened }: { opened: OpenedSample }) {
  const t = useText();
  const { disposition, incidentType, priority } = opened.facts;
  // Classes that the system sets itself have no words there: such a call is never drawn.
  const words = Object.entries(dispositionTexts).find(([code]) => code === disposition)?.[1];
  return (
    <>
      <DefinitionList
        items={[
          { term: t(texts.closedAs), value: words === undefined ? (disposition ?? '') : t(words) },
          { term: t(texts.incidentType), value: incidentType === null ? t(texts.noIncident) : t(incidentType) },
          ...(priority === null ? [] : [{ term: t(texts.priority), value: priority }]),
        ]}
      />
      {opened.appeal === null ? null : (
        <Notice tone="warn" title={t(texts.appealSays)}>
          {opened.appeal}
        </Notice>
      )}
    </>
  );
}
