import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import { type Hints, hintDays, type hintGroups, readHints } from '../../hint-contract.ts';
import { cueTexts } from '../../hint-texts.ts';
import { HintLimitsCard } from './HintLimitsCard.tsx';
import { HintOrderCard } from './HintOrderCard.tsx';
import { HintRows } from './HintRows.tsx';
import { HintTiles } from './HintTiles.tsx';
import { HintWeights } from './HintWeights.tsx';
import { ScoresCard } from './ScoresCard.tsx';
import { texts } from './texts.ts';

type Group = (typeof hintGroups)[number];

/** What hints of pranks say, how often they are right, what they would have done, and whether they may order calls. */
export function HintsPage() {
  const t = useText();
  const [place, setPlace] = usePlace('days');
  const days = hintDays.find((each) => each === place) ?? '90';
  const hints = useRoute(readHints, { query: { days } }, { keepPrevious: true });
  const [group, setGroup] = useState<Group | null>(null);
  return (
    <Page title={t(texts.page)} description={t(texts.note)}>
      <div className="max-w-56">
        <Select
          label={t(texts.span)}
          value={days}
          onChange={(next) => setPlace(next === '90' ? null : next)}
          options={hintDays.map((id) => ({ id, name: t(texts.days, { days: id }) }))}
        />
      </div>
      <QueryView query={hints}>{(found) => <Found hints={found} onRows={setGroup} />}</QueryView>
      {group === null ? null : <HintRows days={days} group={group} onClose={() => setGroup(null)} />}
    </Page>
  );
}

function Found({ hints, onRows }: { hints: Hints; onRows: (group: Group) => void }) {
  const t = useText();
  const format = useFormat();
  const { cues } = hints.figures;
  return (
    <>
      <HintOrderCard order={hints.order} />
      <HintTiles hints={hints} onRows={onRows} />
      <ScoresCard hints={hints} />
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <HintWeights model={hints.model} />
        <Card
          title={t(texts.cues)}
          actions={
            cues.length === 0 ? null : (
              <Button look="quiet" onPress={() => onRows('cue')} aria-label={`${t(texts.showRows)}: ${t(texts.cues)}`}>
                {t(texts.showRows)}
              </Button>
            )
          }
        >
          {cues.length === 0 ? (
            <p className="text-ink-soft">{t(texts.noCues)}</p>
          ) : (
            <DefinitionList
              items={cues.map(({ cue, calls }) => ({ term: t(cueTexts[cue]), value: format.number(calls) }))}
            />
          )}
        </Card>
      </div>
      <HintLimitsCard order={hints.order} />
    </>
  );
}
