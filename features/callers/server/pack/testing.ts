import { linkHash } from '#platform/server/events/link.ts';
import { newId } from '#platform/shared/ids.ts';
import type { PackDraft } from '../../pack.ts';

const at = '2026-11-23T03:00:00.000Z';
const [tenantId, callId] = [newId(), newId()];
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

/** A pack with one event of one call, whole in itself. */
export const testDraft: PackDraft = {
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
export const testPdf = Buffer.from(
  `${body}xref\n0 1\n0000000000 65535 f \ntrailer\n<</Size 4/Root 1 0 R>>\nstartxref\n${body.length}\n%%EOF`,
  'latin1',
);

/** Who signs it in tests. */
export const testSigner = { at, by: { number: 'P-00000001', roles: ['AGENCY_HEAD'], name: 'Kepala Dinas' } };
