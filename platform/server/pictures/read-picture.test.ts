import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type PictureRefusal, readPicture } from './read-picture.ts';

const svg = (inside: string, attributes = 'viewBox="0 0 80 100"') =>
  Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" ${attributes}>${inside}</svg>\n`,
  );

/** A whole PNG but for its checksums, which nobody here reads. */
function png(width: number, height: number): Buffer {
  const chunk = (name: string, content: Buffer) => {
    const head = Buffer.alloc(8);
    head.writeUInt32BE(content.length, 0);
    head.write(name, 4, 'latin1');
    return Buffer.concat([head, content, Buffer.alloc(4)]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(16))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function webp(chunk: string, content: number[]): Buffer {
  const body = Buffer.concat([
    Buffer.from('WEBP'),
    Buffer.from(chunk),
    Buffer.alloc(4),
    Buffer.from(content),
    Buffer.alloc(20),
  ]);
  const head = Buffer.alloc(8);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}

describe('pictures that are taken', () => {
  const cases: readonly [string, Buffer, object][] = [
    ['PNG', png(300, 400), { mime: 'image/png', width: 300, height: 400 }],
    [
      'WebP, extended',
      webp('VP8X', [0, 0, 0, 0, 99, 0, 0, 199, 0, 0]),
      { mime: 'image/webp', width: 100, height: 200 },
    ],
    // 14 bits of width less one, then 14 of height less one.
    ['WebP, lossless', webp('VP8L', [0x2f, 0x63, 0xc0, 0x31, 0]), { mime: 'image/webp', width: 100, height: 200 }],
    [
      'WebP, lossy',
      webp('VP8 ', [0, 0, 0, 0x9d, 0x01, 0x2a, 100, 0, 200, 0]),
      { mime: 'image/webp', width: 100, height: 200 },
    ],
    ['SVG by its view box', svg('<path d="M0 0h80v100z"/>'), { mime: 'image/svg+xml', width: 80, height: 100 }],
    [
      'SVG by width and height',
      svg('<g/>', 'width="64px" height="96.4"'),
      { mime: 'image/svg+xml', width: 64, height: 96 },
    ],
    [
      'SVG of an old program',
      Buffer.from(
        '<!-- made by hand --><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><svg viewBox="0 0 9 9"></svg>',
      ),
      { mime: 'image/svg+xml', width: 9, height: 9 },
    ],
    [
      'SVG that points at itself and holds a picture',
      svg('<defs><g id="a"/></defs><use href="#a"/><path fill="url(#g)"/><image href="data:image/png;base64,AAAA"/>'),
      { mime: 'image/svg+xml', width: 80, height: 100 },
    ],
  ];
  test.each(cases)('%s', (_name, bytes, expected) => {
    expect(readPicture(bytes)).toEqual({ ok: true, value: expected });
  });
});

describe('pictures that are refused', () => {
  const cases: readonly [string, Buffer, PictureRefusal][] = [
    ['a script', svg('<script>alert(1)</script>'), 'picture.unsafe'],
    [
      'a script with a prefix',
      svg('<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>'),
      'picture.unsafe',
    ],
    ['an event attribute', svg('<path d="M0 0"/>', 'viewBox="0 0 1 1" onload="alert(1)"'), 'picture.unsafe'],
    ['an event attribute after a slash', svg('<path/onclick="alert(1)"/>'), 'picture.unsafe'],
    ['HTML inside', svg('<foreignObject><p/></foreignObject>'), 'picture.unsafe'],
    ['a link', svg('<a href="https://jahat.example"><path/></a>'), 'picture.unsafe'],
    ['a link by xlink', svg('<image xlink:href="//jahat.example/a.png"/>'), 'picture.unsafe'],
    ['a link that is spelled by entities', svg('<a href="&#106;avascript:alert(1)"/>'), 'picture.unsafe'],
    ['an SVG within a data address', svg('<image href="data:image/svg+xml;base64,AAAA"/>'), 'picture.unsafe'],
    ['a paint from elsewhere', svg('<path fill="url(https://jahat.example/a)"/>'), 'picture.unsafe'],
    ['a style from elsewhere', svg('<style>@import "https://jahat.example/a.css";</style>'), 'picture.unsafe'],
    [
      'an animated link',
      svg('<a href="#"><animate attributeName="href" to="javascript:alert(1)"/></a>'),
      'picture.unsafe',
    ],
    ['a stylesheet instruction', svg('<?xml-stylesheet href="#a"?>'), 'picture.unsafe'],
    ['entities', Buffer.from('<!DOCTYPE svg [<!ENTITY a "b">]><svg viewBox="0 0 9 9">&a;</svg>'), 'picture.unsafe'],
    [
      'another encoding',
      Buffer.from('<?xml version="1.0" encoding="UTF-7"?><svg viewBox="0 0 9 9"></svg>'),
      'picture.unsafe',
    ],
    ['an SVG without a size', svg('<g/>', 'class="a"'), 'picture.unknown'],
    ['an HTML page with an SVG in it', Buffer.from('<html><svg viewBox="0 0 9 9"></svg></html>'), 'picture.unknown'],
    ['bytes that are no text', Buffer.from([0x3c, 0x73, 0x76, 0x67, 0xff, 0xfe]), 'picture.unknown'],
    ['a PNG that was cut off', png(10, 10).subarray(0, 40), 'picture.unknown'],
    ['a PNG of no width', png(0, 10), 'picture.unknown'],
    ['a WebP that was cut off', webp('VP8X', [0, 0, 0, 0, 99, 0, 0, 199, 0, 0]).subarray(0, 32), 'picture.unknown'],
    ['a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46]), 'picture.unknown'],
    ['a GIF', Buffer.from('GIF89a'), 'picture.unknown'],
    ['nothing', Buffer.alloc(0), 'picture.unknown'],
  ];
  test.each(cases)('%s', (_name, bytes, code) => {
    expect(readPicture(bytes)).toMatchObject({ ok: false, refusal: { code } });
  });
});
