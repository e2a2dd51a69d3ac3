import { PushSwitch } from '#features/agencies/console/channels/PushSwitch.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { listPacks } from '../../pack-contract.ts';
import { screenNames } from '../../screen-names.ts';
import { PackCard } from './PackCard.tsx';
import { packTexts as texts } from './texts.ts';

/** Evidence packs that wait for a signature, and those of before; without a number. */
export function PacksPage() {
  const t = useText();
  const maySign = useCan()('pack.sign');
  const packs = useRoute(listPacks, {});
  return (
    <Page
      title={t(screenNames.packs)}
      description={t(texts.note)}
      width="text"
      actions={maySign ? <PushSwitch /> : undefined}
    >
      <QueryView query={packs}>
        {({ items }) =>
          items.length === 0 ? (
            <Card>
              <EmptyState title={t(texts.none)} />
            </Card>
          ) : (
            items.map((pack) => <PackCard key={pack.id} pack={pack} />)
          )
        }
      </QueryView>
    </Page>
  );
}
