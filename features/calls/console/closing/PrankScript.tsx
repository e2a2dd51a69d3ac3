import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import type { Disposition } from '../../call.ts';
import { readClosingHelp } from '../../closing-contract.ts';
import { closingTexts as texts } from './closing-screen-texts.ts';

const scripts = ['scriptChild', 'scriptAdult', 'scriptAbusive'] as const;
const scriptOf: Partial<Record<Disposition, (typeof scripts)[number]>> = {
  PRANK_CHILD: 'scriptChild',
  PRANK_ADULT: 'scriptAdult',
  PRANK_ABUSIVE: 'scriptAbusive',
};

/** What the desk says to a prank caller, in the words of the regency and in the caller's language; without a class all of them. */
export function PrankScript({ code }: { code: Disposition | null }) {
  const t = useText();
  const help = useRoute(readClosingHelp, {});
  const shown = code === null ? scripts : scripts.filter((each) => each === scriptOf[code]);
  // The class is closed without it too: nothing waits for these words.
  if (help.data === undefined || shown.length === 0) return null;
  const { scripts: words } = help.data;
  return (
    <div className="flex flex-col gap-2">
      {shown.map((each) => (
        <figure key={each} className="rounded-md border-l-4 border-accent bg-raised p-2">
          <figcaption className="text-sm text-ink-soft">
            {t(texts.readAloud)}: {t(texts[each])}
          </figcaption>
          <blockquote lang="id">{words[each]}</blockquote>
        </figure>
      ))}
    </div>
  );
}
