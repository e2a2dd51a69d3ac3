import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { publicKeyOf } from '#platform/server/events/head.ts';
import type { PackDraft } from '../../pack.ts';
import { faultsOf, readPack, sealPack } from './pack-file.ts';
import { testDraft as draft, testPdf as pdf, testSigner } from './testing.ts';

const { privateKey } = generateKeyPairSync('ed25519');
const seal = (given: PackDraft = draft) => sealPack(pdf, given, { ...testSigner, key: privateKey });
const flipped = (file: Buffer, position: number, bits: number) => {
  const altered = Buffer.from(file);
  altered[position] = (altered[position] ?? 0) ^ bits;
  return altered;
};

describe('a sealed pack', () => {
  const file = seal();
  const text = file.toString('latin1');

  test('says what was signed, by whom and when', () => {
    const read = readPack(file);
    expect(read).toMatchObject({
      state: 'sound',
      manifest: { ...draft, signedAt: testSigner.at, signedBy: testSigner.by },
    });
    expect(read.state === 'sound' && faultsOf(read.manifest)).toEqual([]);
  });

  test('begins and ends as the PDF it is', () => {
    expect(text.startsWith(pdf.toString('latin1'))).toBe(true);
    expect(text.slice(-40)).toMatch(/startxref\n\d+\n%%EOF\n$/);
    const between = text.slice(pdf.length, text.lastIndexOf('startxref'));
    expect(between.split('\n').filter((line) => line !== '' && !line.startsWith('%'))).toEqual([]);
  });

  test('the same facts signed again are the same bytes', () => {
    expect(seal().equals(file)).toBe(true);
  });

  // The first and last byte, and the first and last of each part.
  const signatureAt = text.lastIndexOf('%SIGAP-SIGNATURE ');
  const places: [string, number][] = [
    ['the first byte', 0],
    ['the last byte', file.length - 1],
    ['the document', 60],
    ['where the document says its table of objects is', text.indexOf('startxref') + 10],
    ['the end of the document', pdf.length - 1],
    ['the line feed after it', pdf.length],
    ['the mark of the manifest', text.indexOf('%SIGAP-PACK')],
    ['the version of the manifest', text.indexOf('%SIGAP-PACK') + 12],
    ['the first digit of the manifest', text.indexOf('%SIGAP-PACK') + 15],
    ['a sign of a comment', text.indexOf('%SIGAP-PACK') + 14],
    ['the last digit of the manifest', signatureAt - 2],
    ['the mark of the signature', signatureAt],
    ['the blank before the signature', signatureAt + 16],
    ['the first digit of the signature', signatureAt + 17],
    ['the last digit of the signature', signatureAt + 17 + 85],
    ['the line feed after the signature', signatureAt + 17 + 86],
    ['the repeated place of the table', text.lastIndexOf('startxref') + 10],
    ['the last line', file.length - 3],
  ];
  test.each(places)('is refused with any other value of %s', (_name, position) => {
    for (let bits = 1; bits < 256; bits++) expect(readPack(flipped(file, position, bits)).state).not.toBe('sound');
  });

  test('is refused with any single byte flipped', () => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 }), (position, bits) => {
        expect(readPack(flipped(file, position, bits)).state).toBe('altered');
      }),
      { numRuns: 400 },
    );
  });

  test('is refused cut anywhere, and with anything put in or behind', () => {
    fc.assert(
      fc.property(fc.nat(file.length - 1), fc.uint8Array({ minLength: 1, maxLength: 3 }), (position, more) => {
        expect(readPack(file.subarray(0, position)).state).not.toBe('sound');
        const [head, rest] = [file.subarray(0, position), file.subarray(position)];
        const grown = Buffer.concat([head, more, rest]);
        if (!grown.equals(file)) expect(readPack(grown).state).not.toBe('sound');
        expect(readPack(Buffer.concat([file, more])).state).not.toBe('sound');
      }),
      { numRuns: 200 },
    );
  });

  test('signed by another key says so by its key: the file alone cannot', () => {
    const other = generateKeyPairSync('ed25519').privateKey;
    const forged = readPack(sealPack(pdf, draft, { ...testSigner, key: other }));
    const own = readPack(file);
    if (forged.state !== 'sound' || own.state !== 'sound') throw new Error('both are whole');
    expect(forged.manifest.publicKey).not.toBe(own.manifest.publicKey);
  });
});

describe('what is no pack', () => {
  test.each([
    ['an empty file', ''],
    ['a month', '# sigap monev 2026-10 sidoarjo Asia/Jakarta\r\n'],
    ['any PDF', pdf.toString('latin1')],
  ])('%s', (_name, content) => {
    expect(readPack(Buffer.from(content, 'latin1')).state).toBe('no_pack');
  });

  test('a document that is none is not sealed', () => {
    expect(() => sealPack(Buffer.from('hello'), draft, { ...testSigner, key: privateKey })).toThrow('PDF');
  });
});

test('an event that does not give its hash is found, and a head that nobody signed', () => {
  const [first] = draft.proof.events;
  if (first === undefined) throw new Error('it has one');
  const changed = { ...first, event: { ...first.event, content: { number: 13 } } };
  const publicKey = publicKeyOf(privateKey).toString('base64url');
  const head = { day: '2026-11-21', chainNo: 5, hash: first.hash, publicKey, signature: 'A'.repeat(86) };
  const faults = faultsOf({ tenantId: draft.tenantId, proof: { ...draft.proof, events: [changed], heads: [head] } });
  expect(faults).toHaveLength(2);
});
