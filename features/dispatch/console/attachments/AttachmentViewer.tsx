import { ChevronLeft, ChevronRight, Download, Eye, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Loading, useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { useCommands } from '#platform/web/commands.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { type LookReason, lookReasons } from '../../field.ts';
import type { AttachmentItem } from '../../field-contract.ts';
import { openAttachment } from './attachment-files.ts';
import { lookReasonTexts, attachmentTexts as texts } from './texts.ts';

interface AttachmentViewerProps {
  readonly items: readonly AttachmentItem[];
  readonly firstId: string;
  readonly onClose: () => void;
}

/**
 * One after another, by arrows; Esc closes. The reason is asked once for all that is opened here, and logged with each. What
 * was opened is forgotten by the browser when the dialog closes.
 */
export function AttachmentViewer({ items, firstId, onClose }: AttachmentViewerProps) {
  const t = useText();
  const [reason, setReason] = useState<LookReason | null>(null);
  const [isOpened, setOpened] = useState(false);
  const [shownId, setShownId] = useState(firstId);
  // One that is erased meanwhile stays in its place and says so.
  const shown = items.filter((one) => !one.erased || one.id === shownId);
  const index = shown.findIndex((one) => one.id === shownId);
  const item = shown[index];
  const isReady = isOpened && reason !== null;
  const go = (by: 1 | -1) => setShownId(shown[index + by]?.id ?? shownId);
  if (item === undefined) return null;
  const what = t(item.kind === 'photo' ? texts.photo : texts.voice);
  return (
    <Dialog
      title={t(texts.viewer, { what, at: index + 1, count: shown.length })}
      isOpen
      onClose={onClose}
      size={isReady ? 'wide' : 'small'}
      actions={
        isReady ? (
          <>
            <Button icon={<ChevronLeft aria-hidden size={16} />} isDisabled={index === 0} onPress={() => go(-1)}>
              {t(texts.previous)}
            </Button>
            <Button
              icon={<ChevronRight aria-hidden size={16} />}
              isDisabled={index === shown.length - 1}
              onPress={() => go(1)}
            >
              {t(texts.next)}
            </Button>
          </>
        ) : (
          <Button
            look="primary"
            icon={<Eye aria-hidden size={16} />}
            isDisabled={reason === null}
            onPress={() => setOpened(true)}
          >
            {t(texts.open)}
          </Button>
        )
      }
    >
      {isReady ? (
        <>
          <ArrowKeys onGo={go} />
          <Content key={item.id} item={item} reason={reason} />
        </>
      ) : (
        <Select
          label={t(texts.reason)}
          description={t(texts.lookLogged)}
          options={lookReasons.map((id) => ({ id, name: t(lookReasonTexts[id]) }))}
          value={reason}
          onChange={setReason}
          isRequired
        />
      )}
    </Dialog>
  );
}

/** Inside the dialog, so that its layer takes the keys. */
function ArrowKeys({ onGo }: { onGo: (by: 1 | -1) => void }) {
  useCommands([
    { id: 'attachment.previous', name: texts.previous, keys: ['ArrowLeft'], run: () => onGo(-1) },
    { id: 'attachment.next', name: texts.next, keys: ['ArrowRight'], run: () => onGo(1) },
  ]);
  return null;
}

/** The button that opened it is gone, and the focus with it: without it in the dialog, Escape is heard by nobody. */
function takeLostFocus(element: HTMLElement | null): void {
  if (document.activeElement === document.body) element?.focus();
}

type Opened = { readonly url: string } | { readonly error: unknown } | null;

function Content({ item, reason }: { item: AttachmentItem; reason: LookReason }) {
  const t = useText();
  const errorText = useErrorText();
  const [attempt, setAttempt] = useState(0);
  const opened = useOpened(item, reason, attempt);
  if (opened === null) return <Loading />;
  if ('error' in opened)
    return (
      <Notice
        tone="life"
        action={
          <Button size="small" onPress={() => setAttempt(attempt + 1)}>
            {t(texts.retry)}
          </Button>
        }
      >
        {errorText(opened.error)}
      </Notice>
    );
  return (
    <div ref={takeLostFocus} tabIndex={-1} className="flex flex-col gap-2 outline-none">
      {item.kind === 'photo' ? <Photo item={item} url={opened.url} /> : <Voice url={opened.url} />}
      <Caption item={item} url={opened.url} />
    </div>
  );
}

/** Fetched once for each look; a second try is a look of its own. */
function useOpened(item: AttachmentItem, reason: LookReason, attempt: number): Opened {
  const [opened, setOpened] = useState<Opened>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt asks again
  useEffect(() => {
    let url: string | null = null;
    let isGone = false;
    setOpened(null);
    openAttachment(item.id, reason).then(
      (blob) => {
        if (isGone) return;
        url = URL.createObjectURL(blob);
        setOpened({ url });
      },
      (error: unknown) => {
        if (!isGone) setOpened({ error });
      },
    );
    return () => {
      isGone = true;
      if (url !== null) URL.revokeObjectURL(url);
    };
  }, [item.id, reason, attempt]);
  return opened;
}

const zooms = [1, 1.5, 2, 3, 4] as const;

function Photo({ item, url }: { item: AttachmentItem; url: string }) {
  const t = useText();
  const format = useFormat();
  const [step, setStep] = useState(0);
  const zoom = zooms[step] ?? 1;
  const change = (by: 1 | -1) => setStep(Math.min(zooms.length - 1, Math.max(0, step + by)));
  useCommands([
    { id: 'attachment.zoom_in', name: texts.zoomIn, keys: ['+'], run: () => change(1) },
    { id: 'attachment.zoom_out', name: texts.zoomOut, keys: ['-'], run: () => change(-1) },
  ]);
  const who = item.callSign ?? item.author ?? t(texts.unknown);
  return (
    <>
      <div className="flex items-center gap-2">
        <Button
          size="small"
          icon={<ZoomOut aria-hidden size={16} />}
          isDisabled={step === 0}
          onPress={() => change(-1)}
        >
          {t(texts.zoomOut)}
        </Button>
        <Button
          size="small"
          icon={<ZoomIn aria-hidden size={16} />}
          isDisabled={step === zooms.length - 1}
          onPress={() => change(1)}
        >
          {t(texts.zoomIn)}
        </Button>
        <span role="status" className="tabular-nums text-ink-soft">
          {format.number(zoom * 100)} %
        </span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <div tabIndex={0} className="focus-ring max-h-[60vh] overflow-auto rounded-md border border-line bg-raised">
        <img
          src={url}
          alt={t(texts.photoOf, { who, time: format.full(item.takenAt) })}
          draggable={false}
          onContextMenu={(event) => event.preventDefault()}
          className="mx-auto h-auto"
          style={zoom === 1 ? { maxHeight: '58vh', maxWidth: '100%' } : { width: `${zoom * 100}%`, maxWidth: 'none' }}
        />
      </div>
    </>
  );
}

function Voice({ url }: { url: string }) {
  const t = useText();
  const [hasFailed, setFailed] = useState(false);
  if (hasFailed) return <Notice tone="warn">{t(texts.notPlayable)}</Notice>;
  return (
    // biome-ignore lint/a11y/useMediaCaption: nobody has written down what was said; captions do not exist
    <audio
      src={url}
      controls
      controlsList="nodownload noremoteplayback"
      autoPlay
      onError={() => setFailed(true)}
      className="w-full"
    />
  );
}

function Caption({ item, url }: { item: AttachmentItem; url: string }) {
  const t = useText();
  const format = useFormat();
  // Who may take the list of incidents out of the house as a file may take this too.
  const mayTake = useCan()('incident.export');
  const { callSign, author, way, takenAt, clamped, mime } = item;
  const said = [callSign, author, t(texts[way]), format.full(takenAt), clamped ? t(texts.clamped) : null];
  return (
    <p className="flex flex-wrap items-center gap-x-3 text-sm text-ink-soft">
      <span>{said.filter(Boolean).join(' · ')}</span>
      {mayTake ? (
        <a
          href={url}
          download={`lampiran-${takenAt.slice(0, 10)}-${item.id.slice(-6)}.${mime.split('/')[1] ?? 'bin'}`}
          className="focus-ring inline-flex items-center gap-1 rounded text-accent underline"
        >
          <Download aria-hidden size={14} /> {t(texts.download)}
        </a>
      ) : null}
    </p>
  );
}
