import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { TextArea } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { isRefusal } from '#platform/web/api-client.ts';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { decideItem, type ItemView } from '../../meeting-contract.ts';
import { staleAfter } from '../obstacle/use-live-obstacles.ts';
import { texts } from './texts.ts';

/** Two may write at once: the later one is shown what the other wrote, and keeps what was typed. */
export function Decision({ item, mayEdit }: { item: ItemView; mayEdit: boolean }) {
  const t = useText();
  const errorText = useErrorText();
  /** Null: nothing is typed, so what others write is shown at once. */
  const [draft, setDraft] = useState<{ readonly text: string; readonly version: number } | null>(null);
  const decide = useCommand(decideItem, {
    invalidates: staleAfter,
    onDone: () => {
      setDraft(null);
      toast(t(texts.saved));
    },
  });
  if (!mayEdit)
    return <p className="text-xl whitespace-pre-wrap">{item.decision === '' ? t(texts.undecided) : item.decision}</p>;
  const isStale = isRefusal(decide.error, decideItem, 'item.stale');
  const isOvertaken = draft !== null && draft.version !== item.version;
  return (
    <div className="flex flex-col gap-2">
      <TextArea
        label={t(texts.decision)}
        rows={5}
        maxLength={2000}
        value={draft?.text ?? item.decision}
        onChange={(text) => setDraft({ text, version: draft?.version ?? item.version })}
      />
      {decide.error === null ? null : <Notice tone="life">{errorText(decide.error)}</Notice>}
      {isOvertaken || isStale ? (
        <Notice
          tone="warn"
          action={
            <Button
              size="small"
              onPress={() => {
                decide.reset();
                setDraft(null);
              }}
            >
              {t(texts.takeLatest)}
            </Button>
          }
        >
          {t(texts.other, { decision: item.decision })}
        </Notice>
      ) : null}
      <div>
        <Button
          look="primary"
          isDisabled={draft === null}
          isPending={decide.isPending}
          onPress={() =>
            draft !== null &&
            decide.mutate({ params: { id: item.id }, body: { version: draft.version, decision: draft.text.trim() } })
          }
        >
          {t(texts.saveDecision)}
        </Button>
      </div>
    </div>
  );
}
