import { Copy } from 'lucide-react';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { screenTexts } from '../screen-texts.ts';

/** A first password, shown once: nobody, the server included, can show it again. */
export function FirstPassword({ username, password }: { username: string; password: string }) {
  const t = useText();
  const handleCopy = async () => {
    await navigator.clipboard.writeText(password);
    toast(t(screenTexts.copied));
  };
  return (
    <Notice tone="warn" title={username}>
      <p>{t(screenTexts.passwordOnce)}</p>
      <p className="my-2 flex flex-wrap items-center gap-3">
        <output className="font-mono text-2xl tracking-wide select-all">{password}</output>
        <Button size="small" icon={<Copy aria-hidden size={14} />} onPress={() => void handleCopy()}>
          {t(screenTexts.copy)}
        </Button>
      </p>
    </Notice>
  );
}
