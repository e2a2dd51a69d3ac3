import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useText } from '#platform/web/language.tsx';
import { texts } from './texts.ts';

/** What is shown in place of a screen that threw. */
export function Crashed({ error }: { error: unknown }) {
  const t = useText();
  return (
    <div className="mx-auto max-w-2xl p-6">
      <Notice
        tone="life"
        title={t(texts.crashed)}
        action={<Button onPress={() => location.reload()}>{t(texts.reload)}</Button>}
      >
        <p>{t(texts.crashedNote)}</p>
        <p className="mt-1 font-mono text-sm break-words">{error instanceof Error ? error.message : String(error)}</p>
      </Notice>
    </div>
  );
}
