import { PhoneOff } from 'lucide-react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { listLines } from '../../line-contract.ts';
import { lineScreenTexts as texts } from './texts.ts';

/** Said at the head of every screen of who may do something about it, while a line lets nothing through. */
export function LineAlarm() {
  const t = useText();
  const format = useFormat();
  // An event tells it at once; the look from time to time is for when the timers that raise it are gone too.
  const lines = useRoute(listLines, {}, { refreshMs: 60_000 });
  const down = (lines.data?.items ?? []).filter(({ downSince }) => downSince !== null);
  if (down.length === 0) return null;
  return (
    <div role="alert" className="flex basis-full flex-wrap items-center gap-2 py-1">
      {down.map((line) => (
        <span key={line.id} className="flex items-center gap-2">
          <Badge tone="life" icon={<PhoneOff aria-hidden size={14} />}>
            {line.content.name}
          </Badge>
          {line.downSince === null ? null : t(texts.down, { time: format.full(line.downSince) })}
        </span>
      ))}
      <Link href="/lines">{t(texts.lines)}</Link>
    </div>
  );
}
