import { element, setText } from '#platform/web/plain/elements.ts';
import { type Drawn, languageHere, type Translate } from '#platform/web/plain/frame.ts';
import { newPlainId } from '#platform/web/plain/kept.ts';
import type { ResponseState } from './answering.ts';
import { pageTexts as texts } from './page-texts.ts';

/** Longest side in pixels, and how much of a picture is kept: a photo of a telephone becomes some 300 kB. */
const [side, quality, retryMs] = [1600, 0.8, 5000];

interface Photo {
  readonly id: string;
  readonly takenAt: string;
  readonly bytes: Blob;
}

/**
 * Photos lie in this page until the server has them, one after the other, each under an id of its own. A reload loses what was not
 * sent: the tab's storage is too small for pictures, and the telephone still has them.
 */
export function buildPhotos(token: string, t: Translate): [Drawn<ResponseState>, readonly Node[]] {
  const status = element('p', { class: 'soft', role: 'status' });
  const fault = element('p', { class: 'notice', role: 'alert' });
  const field = element('input', { type: 'file', id: 'photo', accept: 'image/*', multiple: true, class: 'file' });
  let waiting: readonly Photo[] = [];
  let [isSending, isAway, sent] = [false, false, 0];
  const draw = () => {
    const count = waiting.length;
    const words = isAway ? texts.photoWaits : texts.photoSending;
    setText(status, count > 0 ? t(words, { count }) : sent > 0 ? t(texts.photosSent, { count: sent }) : '');
  };
  const next = async () => {
    const [photo] = waiting;
    if (isSending || photo === undefined) return;
    isSending = true;
    const answer = await send(token, photo);
    isSending = false;
    isAway = answer === 'away';
    if (answer !== 'away') waiting = waiting.slice(1);
    if (answer === 'kept') sent++;
    else if (answer !== 'away') setText(fault, answer.words);
    draw();
    if (isAway) setTimeout(() => void next(), retryMs);
    else void next();
  };
  field.addEventListener('change', async () => {
    setText(fault, '');
    const files = Array.from(field.files ?? []);
    field.value = '';
    for (const file of files) {
      const bytes = await smaller(file);
      if (bytes === null) setText(fault, t(texts.photoBad));
      else waiting = [...waiting, { id: newPlainId(), takenAt: new Date().toISOString(), bytes }];
    }
    draw();
    void next();
  });
  addEventListener('online', () => void next());
  const label = element('label', { for: 'photo', class: 'call' }, t(texts.photo));
  return [
    {
      draw: ({ view }) => {
        sent = Math.max(sent, view?.photos ?? 0);
        draw();
      },
    },
    [
      element('div', { class: 'photos' }, field, label),
      element('p', { class: 'soft' }, t(texts.photoNote)),
      status,
      fault,
    ],
  ];
}

async function send(token: string, photo: Photo): Promise<'kept' | 'away' | { readonly words: string }> {
  const path = `/api/responses/${encodeURIComponent(token)}/photos/${photo.id}`;
  try {
    const answer = await fetch(`${path}?takenAt=${encodeURIComponent(photo.takenAt)}`, {
      method: 'POST',
      headers: { 'content-type': 'image/jpeg', 'accept-language': languageHere() },
      body: photo.bytes,
    });
    if (answer.ok) return 'kept';
    if (answer.status === 429 || answer.status >= 500) return 'away';
    const problem: { readonly title?: unknown } = await answer.json();
    return { words: typeof problem.title === 'string' ? problem.title : String(answer.status) };
  } catch {
    return 'away';
  }
}

/** Drawn anew in the browser: smaller for a slow network, upright, and without the place that the camera wrote into it. */
async function smaller(file: Blob): Promise<Blob | null> {
  const address = URL.createObjectURL(file);
  try {
    const picture = new Image();
    picture.src = address;
    await picture.decode();
    const scale = Math.min(1, side / Math.max(picture.naturalWidth, picture.naturalHeight));
    const canvas = document.createElement('canvas');
    canvas.width = Math.max(1, Math.round(picture.naturalWidth * scale));
    canvas.height = Math.max(1, Math.round(picture.naturalHeight * scale));
    canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', quality));
  } catch {
    // No picture that this browser can read.
    return null;
  } finally {
    URL.revokeObjectURL(address);
  }
}
