import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { publicKeyOf, verifyHead } from '#platform/server/events/head.ts';
import { canonicalJson, linkHash } from '#platform/server/events/link.ts';
import { type PackDraft, type PackManifest, type PackStaff, packManifest } from '../../pack.ts';

/*
 * The form of a signed pack (docs/evidence-pack.md): the PDF as it was drawn, then comments as PDF knows them (ISO 32000-1 §7.2.4), then
 * once more where its table of objects begins, so that the file ends as every PDF does and opens in every reader:
 *
 *   %PDF-1.7 … startxref / 12345 / %%EOF       the document
 *   %SIGAP-PACK 1                              the manifest: canonical JSON (RFC 8785) in base64, 100 digits a line
 *   %eyJjb250ZW50…
 *   %SIGAP-SIGNATURE 86 digits                 Ed25519 over every byte before these digits, base64 for addresses
 *   startxref / 12345 / %%EOF
 *
 * What follows the signature is no choice of anybody: it is compared with what must stand there. So no byte can change unseen.
 */
const begin = '%SIGAP-PACK 1\n';
const marker = '%SIGAP-SIGNATURE ';
const lineDigits = 100;
const signatureDigits = 86;
const lastXref = /startxref\r?\n(\d+)\r?\n%%EOF\r?\n?$/;

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Where the objects of a PDF are listed, as its end says; null: this is not the end of a PDF. */
function xrefOf(pdf: Buffer): string | null {
  return lastXref.exec(pdf.subarray(-1024).toString('latin1'))?.[1] ?? null;
}

const tailOf = (xref: string) => `\nstartxref\n${xref}\n%%EOF\n`;

/** A drawn document with its manifest and signature. The same input makes the same bytes: Ed25519 has no chance in it. */
export function sealPack(
  pdf: Buffer,
  draft: PackDraft,
  signed: { readonly at: string; readonly by: PackStaff; readonly key: KeyObject },
): Buffer {
  const xref = xrefOf(pdf);
  if (xref === null) throw new Error('What was drawn does not end as a PDF does');
  const document = pdf.at(-1) === 0x0a ? pdf : Buffer.concat([pdf, Buffer.from('\n')]);
  const manifest: PackManifest = {
    ...draft,
    format: 1,
    signedAt: signed.at,
    signedBy: signed.by,
    publicKey: publicKeyOf(signed.key).toString('base64url'),
    document: { bytes: document.length, sha256: sha256(document) },
  };
  const digits = Buffer.from(canonicalJson(manifest), 'utf8').toString('base64');
  const lines = digits.match(new RegExp(`.{1,${lineDigits}}`, 'g')) ?? [];
  const comments = `${begin}${lines.map((line) => `%${line}\n`).join('')}${marker}`;
  const covered = Buffer.concat([document, Buffer.from(comments, 'latin1')]);
  const signature = sign(null, covered, signed.key).toString('base64url');
  return Buffer.concat([covered, Buffer.from(`${signature}${tailOf(xref)}`, 'latin1')]);
}

export type PackRead =
  | { readonly state: 'sound'; readonly manifest: PackManifest; readonly sha256: string }
  /** It was one, and is not what was signed. */
  | { readonly state: 'altered' }
  | { readonly state: 'no_pack' };

/** What a file says about itself; nothing but the file is asked. Whose key it is must be asked elsewhere. */
export function readPack(file: Buffer): PackRead {
  const [from, to] = [file.lastIndexOf(begin, undefined, 'latin1'), file.lastIndexOf(marker, undefined, 'latin1')];
  // One of the two is left whichever byte was changed.
  if (from < 0 && to < 0) return { state: 'no_pack' };
  const manifest = from < 0 || to < from ? null : manifestOf(file, from, to);
  return manifest === null ? { state: 'altered' } : { state: 'sound', manifest, sha256: sha256(file) };
}

function manifestOf(file: Buffer, from: number, to: number): PackManifest | null {
  const document = file.subarray(0, from);
  const covered = file.subarray(0, to + marker.length);
  const digits = file.subarray(covered.length, covered.length + signatureDigits).toString('latin1');
  const signature = Buffer.from(digits, 'base64url');
  const xref = xrefOf(document);
  // The last digit has bits that mean nothing, and decoders pass over strange letters: only what encodes to the same is the same.
  if (xref === null || signature.length !== 64 || signature.toString('base64url') !== digits) return null;
  if (file.subarray(covered.length + signatureDigits).toString('latin1') !== tailOf(xref)) return null;
  const manifest = parseManifest(file.subarray(from + begin.length, to).toString('latin1'));
  if (manifest === null || !isSignedBy(manifest.publicKey, covered, signature)) return null;
  const said = manifest.document;
  return said.bytes === document.length && said.sha256 === sha256(document) ? manifest : null;
}

function parseManifest(lines: string): PackManifest | null {
  try {
    const json: unknown = JSON.parse(Buffer.from(lines.replaceAll(/[%\n]/g, ''), 'base64').toString('utf8'));
    return packManifest.safeParse(json).data ?? null;
  } catch {
    // Not JSON any more.
    return null;
  }
}

function isSignedBy(publicKey: string, covered: Buffer, signature: Buffer): boolean {
  try {
    // RFC 8037 §2: the raw key as a JSON Web Key.
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return verify(null, covered, key, signature);
  } catch {
    // Digits that are no point of the curve.
    return false;
  }
}

/** What in a sound pack does not follow from its own facts: an event that does not give its hash, a head its day's key did not sign. */
export function faultsOf({ proof, tenantId }: Pick<PackManifest, 'proof' | 'tenantId'>): string[] {
  const events = proof.events.flatMap(({ chainNo, previousHash, hash, event }) =>
    linkHash(Buffer.from(previousHash, 'hex'), chainNo, event).toString('hex') === hash
      ? []
      : [`event ${chainNo} does not give the hash it is listed with`],
  );
  const heads = proof.heads.flatMap(({ day, chainNo, hash, publicKey, signature }) =>
    verifyHead(
      { tenantId, day, chainNo, hash },
      Buffer.from(publicKey, 'base64url'),
      Buffer.from(signature, 'base64url'),
    )
      ? []
      : [`the head of ${day} was not signed by the key it is listed with`],
  );
  return [...events, ...heads];
}
