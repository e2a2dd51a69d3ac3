import { FileCheck } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { CaseView } from '../../case-contract.ts';
import { listPacks, preparePack } from '../../pack-contract.ts';
import { screenNames } from '../../screen-names.ts';
import { WordsDialog } from '../cases/WordsDialog.tsx';
import { PackCard } from './PackCard.tsx';
import { packTexts as texts } from './texts.ts';

/** The evidence packs of one case; one is prepared here while none waits. */
export function CasePacks({ found }: { found: CaseView }) {
  const packs = useRoute(listPacks, { query: { caseId: found.id } });
  const t = useText();
  const mayPrepare = useCan()('pack.prepare') && found.state === 'open' && found.open !== null;
  const [isPreparing, setPreparing] = useState(false);
  return (
    <QueryView query={packs}>
      {({ items }) => (
        <>
          {mayPrepare && !items.some(({ state }) => state === 'prepared') ? (
            <Card title={t(screenNames.packs)}>
              <p className="mb-2 text-ink-soft">{t(texts.prepareNote)}</p>
              <Button icon={<FileCheck aria-hidden size={16} />} onPress={() => setPreparing(true)}>
                {t(texts.prepare)}
              </Button>
            </Card>
          ) : null}
          {items.map((pack) => (
            <PackCard key={pack.id} pack={pack} />
          ))}
          {isPreparing ? <PrepareDialog found={found} onClose={() => setPreparing(false)} /> : null}
        </>
      )}
    </QueryView>
  );
}

function PrepareDialog({ found, onClose }: { found: CaseView; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  // A change by somebody else while one writes is refused.
  const [version] = useState(found.version);
  const prepare = useCommand(preparePack, {
    invalidates: ['/api/case-packs', '/api/cases'],
    onDone: () => {
      toast(t(texts.done));
      onClose();
    },
  });
  return (
    <WordsDialog
      title={t(texts.prepare)}
      label={t(texts.why)}
      onClose={onClose}
      onConfirm={(reason) => prepare.mutate({ params: { id: found.id }, body: { version, reason } })}
      isPending={prepare.isPending}
      error={prepare.error && errorText(prepare.error)}
    >
      <p className="text-ink-soft">{t(texts.prepareNote)}</p>
    </WordsDialog>
  );
}
