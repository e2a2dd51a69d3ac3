import { PhoneOff } from 'lucide-react';
import { readInstallation } from '#platform/shared/installation.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { texts } from './texts.ts';

/** Said on every screen while no call can come in: everything else works, and nobody waits for a ring in vain. */
export function TelephonyNotice() {
  const t = useText();
  const installation = useRoute(readInstallation, {});
  const telephony = installation.data?.telephony;
  if (telephony?.state !== 'off') return null;
  return (
    <p role="status" className="flex min-w-0 basis-full flex-wrap items-center gap-x-2 py-1">
      <Badge tone="warn" icon={<PhoneOff aria-hidden size={14} />}>
        {t(texts.noTelephony)}
      </Badge>
      <span className="min-w-0 [overflow-wrap:anywhere]">{t(telephony.why)}</span>
    </p>
  );
}
