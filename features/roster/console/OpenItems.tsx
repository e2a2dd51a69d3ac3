import { Checkbox } from '#platform/ui/Checkbox.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { useText } from '#platform/web/language.tsx';
import type { OpenItem } from '../handover.ts';
import { openKindTexts } from '../handover-texts.ts';
import { handoverTexts as texts } from './handover-texts.ts';

interface OpenItemsProps {
  readonly items: readonly OpenItem[];
  /** Given where each is to be acknowledged. */
  readonly ticked?: readonly string[];
  readonly onTick?: (ids: readonly string[]) => void;
}

/** What is or was open, each with the way to it. */
export function OpenItems({ items, ticked = [], onTick }: OpenItemsProps) {
  const t = useText();
  if (items.length === 0) return <p className="text-ink-soft">{t(texts.nothingOpen)}</p>;
  return (
    <ul className="flex flex-col gap-1">
      {items.map((item) => {
        const words = t(openKindTexts[item.kind], { label: item.label });
        return (
          <li key={item.id} className="flex flex-wrap items-center gap-2">
            {onTick === undefined ? null : (
              <Checkbox
                isSelected={ticked.includes(item.id)}
                onChange={(is) => onTick(is ? [...ticked, item.id] : ticked.filter((id) => id !== item.id))}
              >
                {words}
              </Checkbox>
            )}
            <Link href={item.path}>{onTick === undefined ? words : t(texts.look, { label: item.label })}</Link>
          </li>
        );
      })}
    </ul>
  );
}
