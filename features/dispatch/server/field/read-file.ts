import sharp from 'sharp';
import { ok, type Result, refuse } from '#platform/shared/result.ts';
import type { AttachmentKind } from '../../field.ts';
import { attachmentLimits } from '../../field.ts';

export interface CleanFile {
  readonly mime: string;
  readonly bytes: Buffer;
}

type FileRefusal = 'attachment.too_large' | 'attachment.not_readable';

/** Types that a device may send; what a file is, is read from its bytes. */
export const sentTypes = ['image/jpeg', 'image/png', 'image/webp', 'audio/webm', 'audio/ogg', 'audio/mp4'] as const;

// A photo is made small in one thread: it must not take the processor from a call.
sharp.concurrency(1);

/** Longest side in pixels: a number plate across a street is still read. */
const side = 2048;
/** More pixels than any telephone's camera has; a small file can claim to be a large picture. */
const mostPixels = 120_000_000;

/**
 * What was sent, made fit to keep. A photo is drawn anew: upright, at most 2048 pixels, and without anything that its camera
 * wrote beside the picture (place, owner, number of the device). A sound is kept as it is, if it is one of the containers
 * that browsers record in.
 */
export async function cleanFile(kind: AttachmentKind, bytes: Buffer): Promise<Result<CleanFile, FileRefusal>> {
  const limit = attachmentLimits[kind];
  if (bytes.length > limit) return refuse('attachment.too_large', { limit: Math.round(limit / 1_000_000) });
  if (kind === 'photo') return cleanPhoto(bytes);
  const mime = soundType(bytes);
  return mime === null ? refuse('attachment.not_readable') : ok({ mime, bytes });
}

async function cleanPhoto(bytes: Buffer): Promise<Result<CleanFile, FileRefusal>> {
  if (!isPicture(bytes)) return refuse('attachment.not_readable');
  try {
    const drawn = await sharp(bytes, { limitInputPixels: mostPixels, failOn: 'error' })
      .autoOrient()
      .resize({ width: side, height: side, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' })
      .jpeg({ quality: 82 })
      .toBuffer();
    return ok({ mime: 'image/jpeg', bytes: drawn });
  } catch {
    // Whatever the decoder has against it: it is no picture that anybody could look at.
    return refuse('attachment.not_readable');
  }
}

/** The library reads more kinds than cameras make, some of them programs. */
function isPicture(bytes: Buffer): boolean {
  return (
    bytes.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff])) ||
    bytes.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47])) ||
    (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP')
  );
}

/** Matroska (RFC 8794 §8.1), Ogg (RFC 3533 §6), ISO base media (ISO/IEC 14496-12 §4.3). */
function soundType(bytes: Buffer): string | null {
  if (bytes.subarray(0, 4).equals(Buffer.from([0x1a, 0x45, 0xdf, 0xa3]))) return 'audio/webm';
  if (bytes.toString('latin1', 0, 4) === 'OggS') return 'audio/ogg';
  return bytes.toString('latin1', 4, 8) === 'ftyp' ? 'audio/mp4' : null;
}
