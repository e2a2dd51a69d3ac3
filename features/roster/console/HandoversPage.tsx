import { useQueryClient } from '@tanstack/react-query';
import { Handshake } from 'lucide-react';
import { useState } from 'react';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useLive } from '#platform/web/live.tsx';
import { invalidate, useRoute } from '#platform/web/query-options.ts';
import { listHandovers } from '../handover-contract.ts';
import { screenNames } from '../screen-names.ts';
import { HandoverCard } from './HandoverCard.tsx';
import { handoverTexts as texts } from './handover-texts.ts';
import { WriteHandover } from './WriteHandover.tsx';

/** Handovers, the newest first; write one, take one over. */
export function HandoversPage() {
  const t = useText();
  const queries = useQueryClient();
  useLive('handover.*', () => void invalidate(queries, { under: ['/api/handovers'] }));
  const [isWriting, setWriting] = useState(false);
  const found = useRoute(listHandovers, {});
  const write: Command = {
    id: 'handover.write',
    name: texts.write,
    keys: ['F8'],
    group: screenNames.handovers,
    run: () => setWriting(true),
  };
  useCommands(isWriting ? [] : [write]);
  return (
    <Page
      title={t(screenNames.handovers)}
      description={t(texts.about)}
      width="text"
      actions={
        isWriting ? null : <CommandButton command={write} look="primary" icon={<Handshake aria-hidden size={16} />} />
      }
    >
      {isWriting ? <WriteHandover onClose={() => setWriting(false)} /> : null}
      <QueryView query={found}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t(texts.none)} />
          ) : (
            items.map((one) => <HandoverCard key={one.id} handover={one} />)
          )
        }
      </QueryView>
    </Page>
  );
}
