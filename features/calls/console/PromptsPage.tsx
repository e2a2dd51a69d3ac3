import { useMemo } from 'react';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { useText } from '#platform/web/language.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import { promptMoments } from '../prompt.ts';
import { listPrompts, type PromptView } from '../prompt-contract.ts';
import { promptMomentTexts, promptNameTexts, promptScreenTexts as texts } from '../prompt-texts.ts';
import { PromptDialog, PromptState } from './PromptDialog.tsx';

/** What callers hear from the machine: listen, replace, go back. */
export function PromptsPage() {
  const t = useText();
  const [opened, setOpened] = usePlace('prompt');
  const prompts = useRoute(listPrompts, {});
  const columns = useMemo(
    (): Column<PromptView>[] => [
      { id: 'name', name: t(texts.prompt), isRowHeader: true, cell: ({ name }) => t(promptNameTexts[name]) },
      { id: 'sound', name: t(texts.sound), cell: (prompt) => <PromptState prompt={prompt} /> },
      {
        id: 'where',
        name: t(texts.where),
        cell: ({ name }) => t(promptMomentTexts[promptMoments[name]]),
      },
    ],
    [t],
  );
  const shown = prompts.data?.items.find((prompt) => prompt.id === opened);
  return (
    <Page title={t(texts.prompts)} description={t(texts.promptsNote)}>
      <Card flush>
        <QueryView query={prompts}>
          {({ items }) => (
            <Table
              label={t(texts.prompts)}
              columns={columns}
              rows={items}
              idOf={(prompt) => prompt.id}
              onOpen={(prompt) => setOpened(prompt.id)}
              selectedId={opened}
              empty={<EmptyState />}
            />
          )}
        </QueryView>
      </Card>
      {shown === undefined ? null : <PromptDialog key={shown.id} prompt={shown} onClose={() => setOpened(null)} />}
    </Page>
  );
}
