import { useQueryClient } from '@tanstack/react-query';
import { Eye, ImagePlus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { attachmentLimits, photoTypes } from '#features/dispatch/field.ts';
import { Button } from '#platform/ui/Button.tsx';
import { ConfirmDialog, Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { EmptyState, useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { invalidate, useCommand } from '#platform/web/query-options.ts';
import { type PhotoConsent, photoConsents } from '../campaign.ts';
import { type CampaignPhoto, type CampaignView, erasePhoto, readCampaign } from '../contract.ts';
import { consentTexts } from '../texts.ts';
import { isPhoto, openPhoto, sendPhoto } from './photo-files.ts';
import { staleAfter } from './stale-after.ts';
import { texts } from './texts.ts';

const limit = Math.round(attachmentLimits.photo / 1_000_000);

interface PhotosProps {
  readonly campaign: CampaignView & { readonly photos: readonly CampaignPhoto[] };
  readonly mayEdit: boolean;
}

/** Photos of a campaign: none without saying who is in it, each look noted, erased when somebody asks. */
export function Photos({ campaign, mayEdit }: PhotosProps) {
  const t = useText();
  const can = useCan();
  const [open, setOpen] = useState<'add' | { show: CampaignPhoto; url: string } | { erase: CampaignPhoto } | null>(
    null,
  );
  const errorText = useErrorText();
  const close = () => {
    if (open !== null && typeof open === 'object' && 'url' in open) URL.revokeObjectURL(open.url);
    setOpen(null);
  };
  const show = (photo: CampaignPhoto) =>
    void openPhoto(photo.id).then(
      (blob) => setOpen({ show: photo, url: URL.createObjectURL(blob) }),
      (error: unknown) => toast(errorText(error), 'life'),
    );
  return (
    <Card
      title={t(texts.photos)}
      actions={
        mayEdit ? (
          <Button size="small" icon={<ImagePlus aria-hidden size={14} />} onPress={() => setOpen('add')}>
            {t(texts.addPhoto)}
          </Button>
        ) : null
      }
    >
      {campaign.photos.length === 0 ? <EmptyState title={t(texts.photosNone)} /> : null}
      <ul className="flex flex-col divide-y divide-line">
        {campaign.photos.map((photo) => (
          <PhotoRow
            key={photo.id}
            photo={photo}
            onShow={can('campaign.edit') ? () => show(photo) : null}
            onErase={can('campaign.erase') ? () => setOpen({ erase: photo }) : null}
          />
        ))}
      </ul>
      {open === 'add' ? <AddPhotoDialog campaign={campaign} onClose={close} /> : null}
      {open !== null && typeof open === 'object' && 'url' in open ? (
        <Dialog title={t(texts.photos)} isOpen onClose={close} size="wide">
          <img
            src={open.url}
            alt={t(texts.photoAlt, { name: campaign.content.name })}
            className="mx-auto max-h-[70vh] object-contain"
          />
        </Dialog>
      ) : null}
      {open !== null && typeof open === 'object' && 'erase' in open ? (
        <EraseDialog photo={open.erase} onClose={close} />
      ) : null}
    </Card>
  );
}

interface PhotoRowProps {
  readonly photo: CampaignPhoto;
  readonly onShow: (() => void) | null;
  readonly onErase: (() => void) | null;
}

function PhotoRow({ photo, onShow, onErase }: PhotoRowProps) {
  const t = useText();
  const format = useFormat();
  return (
    <li className="flex flex-wrap items-center justify-between gap-2 py-1.5">
      <span className="min-w-0">
        <span className="block">{photo.erased ? t(texts.photoErased) : t(consentTexts[photo.consent])}</span>
        <span className="block text-sm text-ink-soft">
          {[
            format.full(photo.recordedAt),
            photo.author === null ? null : t(texts.author, { name: photo.author }),
            photo.consentNote,
            photo.keptUntil === null ? null : t(texts.keptUntil, { at: format.date(photo.keptUntil) }),
          ]
            .filter((one) => one !== null)
            .join(' · ')}
        </span>
      </span>
      {photo.erased ? null : (
        <span className="flex gap-2 print:hidden">
          {onShow === null ? null : (
            <Button size="small" icon={<Eye aria-hidden size={14} />} onPress={onShow}>
              {t(texts.show)}
            </Button>
          )}
          {onErase === null ? null : (
            <Button size="small" look="quiet" icon={<Trash2 aria-hidden size={14} />} onPress={onErase}>
              {t(texts.erase)}
            </Button>
          )}
        </span>
      )}
    </li>
  );
}

function AddPhotoDialog({ campaign, onClose }: { campaign: CampaignView; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const queries = useQueryClient();
  const [file, setFile] = useState<File | null>(null);
  const [consent, setConsent] = useState<PhotoConsent | null>(null);
  const [note, setNote] = useState('');
  const [isSending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const send = async () => {
    if (file === null || consent === null) return;
    if (!isPhoto(file)) return setProblem(t(texts.photoWrong));
    setSending(true);
    setProblem(null);
    try {
      await sendPhoto(campaign.id, file, consent, note.trim());
      void invalidate(queries, { lists: [readCampaign.path] });
      toast(t(texts.photoAdded));
      onClose();
    } catch (error) {
      setProblem(errorText(error));
      setSending(false);
    }
  };
  return (
    <Dialog
      title={t(texts.addPhoto)}
      isOpen
      onClose={onClose}
      actions={
        <Button
          look="primary"
          isDisabled={file === null || consent === null}
          isPending={isSending}
          onPress={() => void send()}
        >
          {t(texts.addPhoto)}
        </Button>
      }
    >
      <div className="flex flex-col gap-3">
        <label className="flex flex-col gap-1">
          <span className="font-medium">{t(texts.choosePhoto, { limit })}</span>
          <input
            type="file"
            accept={photoTypes.join(',')}
            className="max-w-full file:mr-3 file:rounded-md file:border file:border-line-strong file:bg-surface file:px-3 file:py-1.5"
            onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)}
          />
        </label>
        <Select
          label={t(texts.consent)}
          isRequired
          options={photoConsents.map((id) => ({ id, name: t(consentTexts[id]) }))}
          value={consent}
          onChange={setConsent}
        />
        <TextField label={t(texts.consentNote)} value={note} maxLength={300} onChange={setNote} />
        <p className="text-sm text-ink-soft">{t(texts.photoNote)}</p>
        {problem === null ? null : <Notice tone="life">{problem}</Notice>}
      </div>
    </Dialog>
  );
}

function EraseDialog({ photo, onClose }: { photo: CampaignPhoto; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [reason, setReason] = useState('');
  const erase = useCommand(erasePhoto, {
    invalidates: staleAfter,
    onDone: () => {
      toast(t(texts.photoErased));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t(texts.erase)}
      confirmName={t(texts.erase)}
      isDanger
      isOpen
      onClose={onClose}
      onConfirm={() => erase.mutate({ params: { id: photo.id }, body: { reason: reason.trim() } })}
      isPending={erase.isPending}
      isBlocked={reason.trim().length < 3}
      error={erase.error && errorText(erase.error)}
    >
      <p>{t(texts.eraseNote)}</p>
      <TextField
        label={t(texts.eraseReason)}
        isRequired
        autoFocus
        value={reason}
        maxLength={300}
        onChange={setReason}
      />
    </ConfirmDialog>
  );
}
