import { Button } from '#platform/ui/Button.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { listCare } from '../../closing-contract.ts';
import type { PresenceView } from '../../contract.ts';
import { closingTexts as texts } from './closing-screen-texts.ts';

interface CareListProps {
  readonly presences: readonly PresenceView[];
  readonly onOrder: (presence: PresenceView) => void;
}

/** Whom the supervisor of the room may send on a break: several abusive calls within the hour. Empty, and not there, for all others. */
export function CareList({ presences, onOrder }: CareListProps) {
  const t = useText();
  const care = useRoute(listCare, {}, { refreshMs: 5 * 60_000 });
  const items = care.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Card title={t(texts.careTitle)} tone="calm">
      <p className="text-ink-soft">{t(texts.careNote)}</p>
      <ul className="mt-2 flex flex-col gap-2">
        {items.map(({ user, abusive }) => {
          const presence = presences.find((one) => one.user.id === user.id);
          return (
            <li key={user.id} className="flex flex-wrap items-center gap-3">
              {t(texts.careOf, { name: user.displayName, count: abusive })}
              {presence === undefined || presence.state === 'break' || presence.state === 'offline' ? null : (
                <Button size="small" onPress={() => onOrder(presence)}>
                  {t(texts.offerBreak)}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}
