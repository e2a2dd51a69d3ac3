import { ok, type Result, refuse } from '#platform/shared/result.ts';

export type PictureType = 'image/png' | 'image/webp' | 'image/svg+xml';

export interface Picture {
  readonly mime: PictureType;
  /** Pixels; of an SVG the numbers of its view box. */
  readonly width: number;
  readonly height: number;
}

export type PictureRefusal = 'picture.unknown' | 'picture.unsafe';

/**
 * What a picture is, by its bytes and never by its name: PNG, WebP or SVG with its size. An SVG that could do more than be
 * looked at (scripts, addresses outside itself, entities) is refused; nothing is taken out of it, so that what is kept is
 * what somebody saw.
 */
export function readPicture(bytes: Buffer): Result<Picture, PictureRefusal> {
  if (bytes.subarray(0, 8).equals(pngMark)) return pngSize(bytes);
  if (bytes.toString('latin1', 0, 4) === 'RIFF' && bytes.toString('latin1', 8, 12) === 'WEBP') return webpSize(bytes);
  return readSvg(bytes);
}

const pngMark = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function sized(mime: PictureType, width: number, height: number): Result<Picture, PictureRefusal> {
  return width >= 1 && height >= 1 ? ok({ mime, width, height }) : refuse('picture.unknown');
}

/** IHDR is the first chunk, IEND the last: a file that was cut off has none (PNG specification §5.6). */
function pngSize(bytes: Buffer): Result<Picture, PictureRefusal> {
  const isWhole =
    bytes.length >= 45 && bytes.toString('latin1', 12, 16) === 'IHDR' && bytes.includes('IEND', 33, 'latin1');
  return isWhole ? sized('image/png', bytes.readUInt32BE(16), bytes.readUInt32BE(20)) : refuse('picture.unknown');
}

/** RFC 9649: the length of RIFF is that of the file but for eight bytes; the size stands in the first chunk. */
function webpSize(bytes: Buffer): Result<Picture, PictureRefusal> {
  if (bytes.length < 30 || bytes.readUInt32LE(4) + 8 > bytes.length) return refuse('picture.unknown');
  const chunk = bytes.toString('latin1', 12, 16);
  if (chunk === 'VP8X') return sized('image/webp', bytes.readUIntLE(24, 3) + 1, bytes.readUIntLE(27, 3) + 1);
  if (chunk === 'VP8L' && bytes[20] === 0x2f) {
    const packed = bytes.readUInt32LE(21);
    return sized('image/webp', (packed & 0x3fff) + 1, ((packed >>> 14) & 0x3fff) + 1);
  }
  const isLossy = chunk === 'VP8 ' && bytes.readUIntBE(23, 3) === 0x9d012a;
  return isLossy
    ? sized('image/webp', bytes.readUInt16LE(26) & 0x3fff, bytes.readUInt16LE(28) & 0x3fff)
    : refuse('picture.unknown');
}

/** Whatever in an SVG runs, loads or hides something. */
const unsafe: readonly RegExp[] = [
  /<!(?:doctype[^>]*\[|entity|element|attlist)/i,
  /<\?(?!xml\s)/i,
  /<(?:[\w.-]+:)?(?:script|foreignobject|iframe|embed|object|audio|video|handler|listener|animate\w*|set|use\s[^>]*href\s*=\s*["']\s*data:)\b/i,
  /[\s"'/]on[a-z]+\s*=/i,
  /(?:java|vb)script\s*:/i,
  /@import/i,
  // What a link or a paint may point at: a part of the same picture, or a picture that is inside it.
  /(?:^|[\s"'/:])(?:href|src)\s*=\s*(?:["']\s*)?(?!["'#]|\s|data:image\/(?:png|jpeg|webp);)/i,
  /url\(\s*["']?\s*(?!["'#\s])/i,
];

/** A comment may stand nearly everywhere; a document type may be named, as old programs do, and hold nothing. */
const svgStart =
  /^\uFEFF?\s*(?:<\?xml\s[^>]*\?>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*(?:<!doctype(?:[^>[]|\[[^\]]*\])*>\s*)?(?:<!--(?:(?!-->)[\s\S])*-->\s*)*<svg\b([^>]*)>/i;

function readSvg(bytes: Buffer): Result<Picture, PictureRefusal> {
  const text = decode(bytes);
  const start = text === null ? null : svgStart.exec(text);
  if (text === null || start === null || !/<\/svg\s*>\s*$/i.test(text)) return refuse('picture.unknown');
  const encoding = /^\uFEFF?\s*<\?xml\s[^>]*encoding\s*=\s*["']([^"']+)["']/i.exec(text)?.[1];
  if (encoding !== undefined && !/^utf-?8$/i.test(encoding)) return refuse('picture.unsafe');
  if (unsafe.some((pattern) => pattern.test(text))) return refuse('picture.unsafe');
  const attributes = start[1] ?? '';
  const number = (name: string) =>
    Number.parseFloat(new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']\\s*([\\d.]+)`, 'i').exec(attributes)?.[1] ?? '');
  const box = /(?:^|\s)viewBox\s*=\s*["']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)/i.exec(attributes);
  const [width, height] = box === null ? [number('width'), number('height')] : [Number(box[1]), Number(box[2])];
  // NaN where it says no size at all: it could not be laid out.
  return sized('image/svg+xml', Math.round(width ?? Number.NaN), Math.round(height ?? Number.NaN));
}

function decode(bytes: Buffer): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}
