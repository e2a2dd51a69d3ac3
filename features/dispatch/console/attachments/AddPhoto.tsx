import { useQueryClient } from '@tanstack/react-query';
import { ImagePlus } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import type { IncidentId } from '#features/incidents/incident.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { cx } from '#platform/ui/tone.ts';
import { useText } from '#platform/web/language.tsx';
import { invalidate } from '#platform/web/query-options.ts';
import { attachmentLimits, photoTypes } from '../../field.ts';
import { listAttachments } from '../../field-contract.ts';
import { addPhoto, unfitOf } from './attachment-files.ts';
import { attachmentTexts as texts } from './texts.ts';

const limit = Math.round(attachmentLimits.photo / 1_000_000);

/** Photos into the incident, by button or dragged in; each that cannot be taken is said by its name, the others go in. */
export function AddPhoto({ incidentId }: { incidentId: IncidentId }) {
  const t = useText();
  const { add, sending, refused } = useAdding(incidentId);
  const [isOver, setOver] = useState(false);
  const handleDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void add([...event.dataTransfer.files]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging is a second way; the button inside does the same by keyboard
    <div
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={handleDrop}
      className={cx(
        'flex flex-col gap-2 rounded-md border border-dashed border-line-strong p-2',
        isOver && 'border-accent bg-accent-soft',
      )}
    >
      <div className="flex flex-wrap items-center gap-2">
        <FileTrigger acceptedFileTypes={photoTypes} allowsMultiple onSelect={(files) => void add([...(files ?? [])])}>
          <Button size="small" isPending={sending !== null} icon={<ImagePlus aria-hidden size={16} />}>
            {t(texts.add)}
          </Button>
        </FileTrigger>
        <span role="status" className="min-w-0 flex-1 text-sm text-ink-soft">
          {sending === null ? t(texts.dropHere, { limit }) : t(texts.adding, { name: sending })}
        </span>
      </div>
      {refused.length === 0 ? null : (
        <Notice tone="life">
          {refused.map((why) => (
            <span key={why} className="block">
              {why}
            </span>
          ))}
        </Notice>
      )}
    </div>
  );
}

function useAdding(incidentId: IncidentId) {
  const t = useText();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [sending, setSending] = useState<string | null>(null);
  const [refused, setRefused] = useState<readonly string[]>([]);
  const tryOne = async (file: File): Promise<string | null> => {
    const { name } = file;
    const unfit = unfitOf(file);
    if (unfit !== null) return t(unfit === 'type' ? texts.wrongType : texts.tooLarge, { name, limit });
    setSending(name);
    try {
      await addPhoto(incidentId, file);
      return null;
    } catch (error) {
      return t(texts.refused, { name, why: errorText(error) });
    }
  };
  const add = async (files: readonly File[]) => {
    if (sending !== null || files.length === 0) return;
    const wrong: string[] = [];
    for (const file of files) {
      const why = await tryOne(file);
      if (why !== null) wrong.push(why);
    }
    setSending(null);
    setRefused(wrong);
    const count = files.length - wrong.length;
    if (count === 0) return;
    toast(t(texts.added, { count }));
    void invalidate(queries, { lists: [listAttachments.path] });
  };
  return { add, sending, refused };
}
