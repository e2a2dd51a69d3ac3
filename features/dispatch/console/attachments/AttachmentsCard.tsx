import { ImageIcon, Mic } from 'lucide-react';
import { useState } from 'react';
import type { IncidentId } from '#features/incidents/incident.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { ErrorState } from '#platform/ui/QueryView.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { type AttachmentItem, listAttachments } from '../../field-contract.ts';
import { AddPhoto } from './AddPhoto.tsx';
import { AttachmentViewer } from './AttachmentViewer.tsx';
import { EraseAttachment } from './EraseAttachment.tsx';
import { attachmentTexts as texts } from './texts.ts';

/** Photos and voice notes of an incident. Nothing is fetched before somebody opens one, and opening asks why. */
export function AttachmentsCard({ incidentId }: { incidentId: IncidentId }) {
  const t = useText();
  const mayAdd = useCan()('incident.note');
  const list = useRoute(listAttachments, { params: { id: incidentId } });
  const [openId, setOpenId] = useState<string | null>(null);
  const items = list.data?.items ?? [];
  // Whoever may not see the words of a sensitive incident finds none: nothing to show, nothing to add.
  if (list.error !== null) return isNone(list.error) ? null : <ErrorState error={list.error} />;
  if (list.data === undefined || (items.length === 0 && !mayAdd)) return null;
  return (
    <Card title={t(texts.title)}>
      <div className="flex flex-col gap-3">
        {items.length === 0 ? null : (
          <>
            <ul className="flex flex-col divide-y divide-line">
              {items.map((one) => (
                <Line key={one.id} item={one} onOpen={() => setOpenId(one.id)} />
              ))}
            </ul>
            <p className="text-sm text-ink-soft">{t(texts.lookLogged)}</p>
          </>
        )}
        {mayAdd ? <AddPhoto incidentId={incidentId} /> : null}
      </div>
      {openId === null ? null : <AttachmentViewer items={items} firstId={openId} onClose={() => setOpenId(null)} />}
    </Card>
  );
}

const isNone = (error: unknown) =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'attachment.not_found';

function Line({ item, onOpen }: { item: AttachmentItem; onOpen: () => void }) {
  const t = useText();
  const format = useFormat();
  const mayErase = useCan()('field.erase');
  const what = t(item.kind === 'photo' ? texts.photo : texts.voice);
  const Sign = item.kind === 'photo' ? ImageIcon : Mic;
  const who = [item.callSign, item.author].filter(Boolean).join(', ');
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 first:pt-0 last:pb-0">
      <Sign aria-hidden size={18} className="text-ink-soft" />
      <span className="min-w-0 flex-1">
        <span className="font-medium">{what}</span>{' '}
        <span>
          {who === '' ? t(texts.unknown) : who} <span className="text-ink-soft">({t(texts[item.way])})</span>
        </span>
        <span className="flex flex-wrap items-center gap-x-2 text-sm text-ink-soft">
          <time dateTime={item.takenAt}>{format.full(item.takenAt)}</time>
          {item.clamped ? (
            <span title={t(texts.clampedNote)}>
              <Badge tone="warn">{t(texts.clamped)}</Badge>
            </span>
          ) : null}
          <span>{sizeOf(item.bytes, format.number)}</span>
          {item.erased ? <Badge tone="neutral">{t(texts.erased)}</Badge> : null}
        </span>
      </span>
      {item.erased ? null : (
        <span className="flex gap-2">
          <Button
            size="small"
            onPress={onOpen}
            aria-label={t(texts.openItem, { what: what.toLowerCase(), time: format.time(item.takenAt) })}
          >
            {t(texts.open)}
          </Button>
          {mayErase ? <EraseAttachment item={item} /> : null}
        </span>
      )}
    </li>
  );
}

function sizeOf(bytes: number, number: (value: number, digits?: number) => string): string {
  return bytes < 1_000_000 ? `${number(Math.ceil(bytes / 1000))} kB` : `${number(bytes / 1_000_000, 1)} MB`;
}
