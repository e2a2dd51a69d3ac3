import { PushSwitch } from '#features/agencies/console/channels/PushSwitch.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { listLanes } from '../../lane-contract.ts';
import { screenNames } from '../../screen-names.ts';
import { LaneCard } from './LaneCard.tsx';
import { caseTexts as texts } from './texts.ts';

/** Restricted lanes that wait for a signature, and those that stand; without a number. */
export function LanesPage() {
  const t = useText();
  const maySign = useCan()('lane.sign');
  const lanes = useRoute(listLanes, {});
  return (
    <Page
      title={t(screenNames.lanes)}
      description={t(texts.laneNote)}
      width="text"
      actions={maySign ? <PushSwitch /> : undefined}
    >
      <QueryView query={lanes}>
        {({ items }) =>
          items.length === 0 ? (
            <Card>
              <EmptyState title={t(texts.laneNone)} />
            </Card>
          ) : (
            items.map((lane) => <LaneCard key={lane.id} lane={lane} isNamed />)
          )
        }
      </QueryView>
    </Page>
  );
}
