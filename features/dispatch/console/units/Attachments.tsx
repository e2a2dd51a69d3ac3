import type { IncidentId } from '#features/incidents/incident.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { attachmentContentPath, listAttachments } from '../../field-contract.ts';
import { unitTexts as texts } from './texts.ts';

/** Photos and voice notes that crews brought; nothing is fetched before somebody opens one, and opening is logged. */
export function Attachments({ incidentId }: { incidentId: IncidentId }) {
  const t = useText();
  const format = useFormat();
  const items = useRoute(listAttachments, { params: { id: incidentId } }).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section aria-label={t(texts.attachments)} className="flex flex-col gap-1 border-t border-line pt-2">
      <h3 className="font-semibold">{t(texts.attachments)}</h3>
      <ul className="flex flex-col">
        {items.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-x-3">
            <span>{t(one.kind === 'photo' ? texts.photo : texts.voice)}</span>
            <span className="text-sm text-ink-soft">
              {[one.callSign, one.author, format.time(one.takenAt), one.clamped ? t(texts.clamped) : null]
                .filter(Boolean)
                .join(' · ')}
            </span>
            {one.erased ? (
              <span className="text-sm text-ink-soft">{t(texts.erased)}</span>
            ) : (
              <a
                href={`${attachmentContentPath.replace(':id', one.id)}?reason=penanganan`}
                target="_blank"
                rel="noreferrer"
                className="focus-ring rounded text-accent underline"
              >
                {t(texts.openAttachment)}
              </a>
            )}
          </li>
        ))}
      </ul>
      <p className="text-sm text-ink-soft">{t(texts.lookLogged)}</p>
    </section>
  );
}
