import { ChevronDown, ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { Button } from '../Button.tsx';
import { Card } from '../Page.tsx';

interface MapFoldProps {
  readonly title: string;
  /** Under this name the browser remembers whether it is open. */
  readonly name: string;
  readonly isOpenAtFirst: boolean;
  readonly actions?: ReactNode;
  /** Made only while it is open: what is folded away is neither fetched nor drawn. */
  readonly children: ReactNode;
}

/** A small map that can be folded away. */
export function MapFold({ title, name, isOpenAtFirst, actions, children }: MapFoldProps) {
  const [isOpen, setOpen] = useState(() => wasOpen(name) ?? isOpenAtFirst);
  const toggle = () => {
    remember(name, !isOpen);
    setOpen(!isOpen);
  };
  const Sign = isOpen ? ChevronDown : ChevronRight;
  return (
    <Card
      flush
      title={title}
      actions={
        <>
          {isOpen ? actions : null}
          <Button size="small" look="quiet" aria-label={title} aria-expanded={isOpen} onPress={toggle}>
            <Sign aria-hidden size={18} />
          </Button>
        </>
      }
    >
      {isOpen ? <div className="p-2">{children}</div> : null}
    </Card>
  );
}

const keyOf = (name: string) => `sigap.fold.${name}`;

function wasOpen(name: string): boolean | null {
  try {
    const kept = localStorage.getItem(keyOf(name));
    return kept === null ? null : kept === 'open';
  } catch {
    // Storage may be forbidden: then it opens as at first.
    return null;
  }
}

function remember(name: string, isOpen: boolean): void {
  try {
    localStorage.setItem(keyOf(name), isOpen ? 'open' : 'shut');
  } catch {
    // Without storage it holds until the page is left.
  }
}
