import type { z } from 'zod';
import { type Keep, type Outbox, openOutbox, type PlainState } from '#platform/web/plain/outbox.ts';
import type { LinkView, writeLink } from '../../link-contract.ts';

/** As the page sends it. */
export type Said = z.input<typeof writeLink.body>;
export type LinkItem = LinkView['items'][number];
export type LinkState = PlainState<LinkView, Said>;
export type LinkConnection = Outbox<LinkView, Said>;

/** The conversation of a caller's link with the centre. */
export function connectLink(
  token: string,
  page: { readonly keep: Keep; readonly language: () => string },
  onChange: (state: LinkState) => void,
): LinkConnection {
  const path = `/api/links/${encodeURIComponent(token)}`;
  const lastOf = (view: LinkView | null) => view?.items[view.items.length - 1]?.number ?? 0;
  return openOutbox<LinkView, Said>(
    {
      ...page,
      look: (view) => `${path}?after=${lastOf(view)}`,
      post: (said, view) => ({
        path: `${path}/messages?after=${lastOf(view)}`,
        body: JSON.stringify(said),
        type: 'application/json',
      }),
      // An answer brings what is new since the last one.
      merge: (was, answer) => {
        const known = lastOf(was);
        return {
          ...answer,
          items: [...(was === null ? [] : was.items), ...answer.items.filter((item) => item.number > known)],
        };
      },
      hasNews: (_was, answer) => answer.items.length > 0,
    },
    onChange,
  );
}
