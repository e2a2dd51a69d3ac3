import type { ReactNode } from 'react';
import { Link as AriaLink } from 'react-aria-components/Link';
import { cx } from './tone.ts';

/** A link; inside an app with a router it changes the page without loading anew. */
export function Link({ href, children, quiet }: { href: string; children: ReactNode; quiet?: boolean }) {
  return (
    <AriaLink
      href={href}
      className={cx('focus-ring rounded text-accent', quiet === true ? 'data-hovered:underline' : 'underline')}
    >
      {children}
    </AriaLink>
  );
}
