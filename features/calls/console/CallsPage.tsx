import { useMemo } from 'react';
import { Page } from '#platform/ui/Page.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { usePlace } from '#platform/web/place.ts';
import { type CallGroup, callGroups } from '../call.ts';
import { answeredColumns, callColumns } from './CallColumns.tsx';
import { CallList } from './CallList.tsx';
import { texts } from './texts.ts';

/** All calls with their recordings. */
export function CallsPage() {
  const t = useText();
  const format = useFormat();
  const [place, setPlace] = usePlace('group');
  const group = place !== null && isGroup(place) ? place : null;
  const columns = useMemo(() => [...callColumns(t, format), ...answeredColumns(t, format)], [t, format]);
  return (
    <Page title={t(texts.page)}>
      <CallList
        label={t(texts.calls)}
        group={group}
        columns={columns}
        empty={t(texts.noCalls)}
        before={
          <Select
            label={t(texts.group)}
            value={group ?? 'all'}
            onChange={(next) => setPlace(next === 'all' ? null : next)}
            options={[
              { id: 'all', name: t(texts.filterAll) },
              { id: 'open', name: t(texts.filterOpen) },
              { id: 'ended', name: t(texts.filterEnded) },
              { id: 'lost', name: t(texts.filterLost) },
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
