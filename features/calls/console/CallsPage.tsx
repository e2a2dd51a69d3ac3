import { useMemo } from 'react';
import { Page } from '#platform/ui/Page.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { usePlace } from '#platform/web/place.ts';
import { type CallGroup, callGroups } from '../call.ts';
import { answeredColumns, callColumns } from './CallColumns.tsx';
import { CallList } from './CallList.tsx';
import { listTexts } from './list-texts.ts';
import { texts } from './texts.ts';

/** All calls with their recordings. */
export function CallsPage() {
  const t = useText();
  const format = useFormat();
  const [place, setPlace] = usePlace('group');
  const group = place !== null && isGroup(place) ? place : null;
  const columns = useMemo(() => [...callColumns(t, format), ...answeredColumns(t, format)], [t, format]);
  return (
    <Page title={t(listTexts.page)}>
      <CallList
        label={t(texts.calls)}
        group={group}
        columns={columns}
        empty={t(listTexts.noCalls)}
        before={
          <Select
            label={t(listTexts.group)}
            value={group ?? 'all'}
            onChange={(next) => setPlace(next === 'all' ? null : next)}
            options={[
              { id: 'all', name: t(listTexts.filterAll) },
              { id: 'open', name: t(listTexts.filterOpen) },
              { id: 'ended', name: t(listTexts.filterEnded) },
              { id: 'lost', name: t(listTexts.filterLost) },
            ]}
          />
        }
      />
    </Page>
  );
}

function isGroup(text: string): text is CallGroup {
  return text in callGroups;
}
