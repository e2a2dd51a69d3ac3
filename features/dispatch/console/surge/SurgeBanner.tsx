import { TriangleAlert } from 'lucide-react';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { confirmSurge, readCurrentSurge } from '../../surge-contract.ts';
import { surgeKindTexts } from '../../surge-texts.ts';
import { bannerTexts as texts } from './banner-texts.ts';

/** One calm line on every screen while disaster mode is on; whoever may is asked here whether it still holds. */
export function SurgeBanner() {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const can = useCan();
  const { data } = useRoute(readCurrentSurge, {});
  const confirm = useCommand(confirmSurge, {
    invalidates: ['/api/surges'],
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  const surge = data?.surge ?? null;
  if (surge === null) return null;
  return (
    <section
      aria-label={t(texts.on, { kind: t(surgeKindTexts[surge.kind]) })}
      className="flex min-w-0 basis-full flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-1"
    >
      <Badge tone="warn" icon={<TriangleAlert aria-hidden size={14} />}>
        {t(texts.on, { kind: t(surgeKindTexts[surge.kind]) })}
      </Badge>
      <span className="min-w-0 [overflow-wrap:anywhere]">{surge.sentence}</span>
      <span className="text-sm text-ink-soft">{t(texts.since, { at: format.full(surge.startedAt) })}</span>
      {can('surge.history') ? <Link href="/surge">{t(texts.open)}</Link> : null}
      {surge.askedAt !== null && data?.maySwitch === true ? (
        <span className="flex items-center gap-2">
          <strong className="font-semibold">{t(texts.asked)}</strong>
          <Button
            size="small"
            isPending={confirm.isPending}
            onPress={() => confirm.mutate({ params: { id: surge.id }, body: { version: surge.version } })}
          >
            {t(texts.holds)}
          </Button>
        </span>
      ) : null}
    </section>
  );
}
