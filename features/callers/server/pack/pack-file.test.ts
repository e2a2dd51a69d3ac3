import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linkHash } from '#platform/server/events/link.ts';
import { newId } from '#platform/shared/ids.ts';
import type { PackDraft } from '../../pack.ts';
import { faultsOf, readPack, sealPack } from './pack-file.ts';

const at = '2026-11-23T03:00:00.000Z';
const [tenantId, callId] = [newId(), newId()];
const staff = { number: 'P-00000001', roles: ['AGENCY_HEAD'], name: null };
const previousHash = '0'.repeat(64);
const event = {
  seq: 7,
  xid: '900',
  tenant_id: tenantId,
  name: 'call.arrived',
  subject_type: 'call',
  subject_id: callId,
  audience: ['tenant'],
  actor_kind: 'system',
  actor_id: null,
  occurred_at: '2026-11-21T03:00:00.000000Z',
  recorded_at: '2026-11-21T03:00:00.100000Z',
  clock: 'asterisk',
  content: { number: 12 },
};
const hash = linkHash(Buffer.from(previousHash, 'hex'), 5, event).toString('hex');

const draft: PackDraft = {
  packId: newId(),
  number: 1,
  tenantId,
  slug: 'sidoarjo',
  salt: 'AAAAAAAAAAAAAAAAAAAAAA',
  preparedAt: at,
  preparedBy: { number: 'P-00000002', roles: ['SUPERVISOR'], name: null },
  words: {
    regency: 'Kabupaten Sidoarjo',
    zone: 'Asia/Jakarta',
    office: 'Dinas Komunikasi dan Informatika',
    addressee: 'Kepala Kepolisian Resor',
    opening: 'Bersama ini kami sampaikan.',
    closing: 'Nomor ini tidak diblokir.',
    signerTitle: 'Kepala Dinas',
    showNames: false,
    legal: [{ name: 'Pasal 361', text: 'Laporan palsu.', isChecked: false }],
  },
  content: {
    caseId: newId(),
    caseNumber: 3,
    openedAt: at,
    cause: 'rule',
    callerNumber: '+6281299990001',
    steps: [],
    calls: [],
    leftOut: { older: 0, protected: 0 },
    otherCalls: 2,
    appeals: [],
  },
  proof: { events: [{ chainNo: 5, previousHash, hash, event }], heads: [], end: { chainNo: 5, hash } },
};

/** As small as a PDF can be: what is drawn for people is in packs.test.ts. */
const objects = [
  '1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n',
  '2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n',
  '3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>\nendobj\n',
];
const body = `%PDF-1.7\n${objects.join('')}`;
const pdf = Buffer.from(
  `${body}xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 4/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF`,
  'latin1',
);

const { privateKey } = generateKeyPairSync('ed25519');
const seal = (given: PackDraft = draft) => sealPack(pdf, given, { at, by: staff, key: privateKey });
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
    expect(read).toMatchObject({ state: 'sound', manifest: { ...draft, signedAt: at, signedBy: staff } });
    expect(read.state === 'sound' && faultsOf(read.manifest)).toEqual([]);
  });

  test('begins and ends as the PDF it is', () => {
    expect(text.startsWith(pdf.toString('latin1'))).toBe(true);
    expect(text.slice(-40)).toMatch(new RegExp(`startxref\\n${body.length}\\n%%EOF\\n$`));
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
    const forged = readPack(sealPack(pdf, draft, { at, by: staff, key: other }));
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
    expect(() => sealPack(Buffer.from('hello'), draft, { at, by: staff, key: privateKey })).toThrow('PDF');
  });
});

test('an event that does not give its hash is found, and a head that nobody signed', () => {
  const [first] = draft.proof.events;
  if (first === undefined) throw new Error('it has one');
  const changed = { ...first, event: { ...first.event, content: { number: 13 } } };
  const head = { day: '2026-11-21', chainNo: 5, hash, publicKey: 'A'.repeat(43), signature: 'A'.repeat(86) };
  const faults = faultsOf({ tenantId, proof: { ...draft.proof, events: [changed], heads: [head] } });
  expect(faults).toHaveLength(2);
});
