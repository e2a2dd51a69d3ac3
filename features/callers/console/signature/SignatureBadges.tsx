import type { RouteOutput } from '#platform/shared/contract.ts';
import { toast } from '#platform/ui/toasts.tsx';
import { call } from '#platform/web/api-client.ts';
import { useText } from '#platform/web/language.tsx';
import { useLive } from '#platform/web/live.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { countSignatures } from '../../signature-contract.ts';
import { texts } from './texts.ts';

/** In the rail, for who signs: how many packs wait; a new one is said at once, on whatever page one is. */
export function PackSignatureBadge() {
  return <SignatureBadge of="packs" event="caller_case.pack_prepared" isNew={texts.newPack} />;
}

/** The same of restricted lanes. */
export function LaneSignatureBadge() {
  return <SignatureBadge of="lanes" event="caller_case.lane_wanted" isNew={texts.newLane} />;
}

interface SignatureBadgeProps {
  readonly of: keyof RouteOutput<typeof countSignatures>;
  readonly event: string;
  readonly isNew: (typeof texts)['newPack' | 'newLane'];
}

function SignatureBadge({ of, event, isNew }: SignatureBadgeProps) {
  const t = useText();
  const maySign = useCan()('pack.sign');
  const waiting = useRoute(countSignatures, {}, { enabled: maySign });
  useLive(event, () => {
    // Asked anew: what this person wanted themselves waits for somebody else.
    if (maySign) void call(countSignatures, {}).then((now) => (now[of] > 0 ? toast(t(isNew), 'warn') : undefined));
  });
  const count = waiting.data?.[of] ?? 0;
  if (count === 0) return null;
  return (
    <span className="rounded border border-warn bg-warn-soft px-1.5 font-semibold text-warn">
      <span aria-hidden>{count}</span>
      <span className="sr-only">{t(texts.waiting, { count })}</span>
    </span>
  );
}
