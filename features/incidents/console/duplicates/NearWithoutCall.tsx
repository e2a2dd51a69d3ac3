import { Link } from '#platform/ui/Link.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useText } from '#platform/web/language.tsx';
import { useTypedNow } from '../typed-now.ts';
import { draftKeyOf } from '../use-incident-draft.ts';
import { NearList } from './NearList.tsx';
import { texts } from './texts.ts';
import { useNear } from './use-near.ts';

/** Beside a report without a call: what is open and like it. There is no call to link; what is new becomes a note there. */
export function NearWithoutCall() {
  const t = useText();
  const typed = useTypedNow(draftKeyOf({ call: null, incident: null }));
  const items = useNear(typed?.values ?? null, {}).data?.items ?? [];
  return (
    <Card title={t(texts.title)}>
      <NearList
        items={items}
        chosenId={null}
        action={({ id, number }) => <Link href={`/incidents/${id}`}>{t(texts.addThere, { number })}</Link>}
      />
    </Card>
  );
}
