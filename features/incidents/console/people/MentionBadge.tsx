import { toast } from '#platform/ui/toasts.tsx';
import { call } from '#platform/web/api-client.ts';
import { useText } from '#platform/web/language.tsx';
import { useLive } from '#platform/web/live.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { listMentions } from '../../people-contract.ts';
import { texts as incidentTexts } from '../texts.ts';
import { texts } from './texts.ts';

/** In the rail, on whatever page one is: how many notes name this person and are unread; a new one is said at once and stays. */
export function MentionBadge() {
  const t = useText();
  const mentions = useRoute(listMentions, {});
  useLive('incident.mentioned', (message) => {
    void call(listMentions, {}).then(({ items }) => {
      const one = items.find((each) => each.noteId === message.content.noteId);
      if (one === undefined) return;
      toast(t(texts.mentioned, { name: one.by ?? t(incidentTexts.system), number: one.number }), 'warn');
    });
  });
  const count = mentions.data?.unseen ?? 0;
  if (count === 0) return null;
  return (
    <span className="rounded border border-warn bg-warn-soft px-1.5 font-semibold text-warn">
      <span aria-hidden>{count}</span>
      <span className="sr-only">{t(texts.unseen, { count })}</span>
    </span>
  );
}
