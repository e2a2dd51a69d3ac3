import { z } from 'zod';
import { instant } from '#platform/shared/contract.ts';
import { type Id, idSchema } from '#platform/shared/ids.ts';

/*
 * The evidence pack of a repeat-caller case: what the police are handed when everything milder was tried. One PDF; its form and what
 * its seal covers are said in docs/evidence-pack.md.
 */

export type CasePackId = Id<'case_pack'>;
export const casePackId = idSchema<'case_pack'>();

/** `prepared`: waits for another person's signature. `withdrawn`: by who prepared it, by the head, or by its case. */
export const packStates = ['prepared', 'signed', 'withdrawn'] as const;
export const packState = z.enum(packStates);
export type PackState = z.output<typeof packState>;

/** Taken back by the control room, not signed by the head, or of no use any more because its case is over. */
export const packWithdrawal = z.enum(['by_hand', 'refused', 'case_ended']);
export type PackWithdrawal = z.output<typeof packWithdrawal>;

/** Calls one pack shows at most; of more the newest. */
export const mostPackCalls = 200;

const hash = z.string().regex(/^[0-9a-f]{64}$/);
/** Ed25519, in base64 for addresses (RFC 4648 §5) without padding: a raw public key has 43 digits, a signature 86. */
const publicKey = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
const signature = z.string().regex(/^[A-Za-z0-9_-]{86}$/);

/** Somebody of the centre: a pseudonym that is the same in every pack, the roles, and the name where the regency prints names. */
const staff = z.object({ number: z.string(), roles: z.array(z.string()), name: z.string().nullable() });
export type PackStaff = z.output<typeof staff>;

const judgement = z.object({
  at: instant,
  code: z.string().nullable(),
  /** What stood before: then this is a correction. */
  before: z.string().nullable(),
  evidence: z.array(z.string()),
  /** Null: the system. */
  by: staff.nullable(),
});

const recording = z.object({
  id: z.uuid(),
  state: z.enum(['recording', 'stored', 'missing', 'erased']),
  /** SHA-256 of the sound, and of the sealed file as it lies in the archive. */
  sha256: hash.nullable(),
  fileSha256: hash.nullable(),
  codec: z.string(),
  durationMs: z.number().int().nullable(),
  /** By which rule it was deleted. */
  deletedRule: z.string().nullable(),
});

const packCall = z.object({
  id: z.uuid(),
  number: z.number().int(),
  arrivedAt: instant,
  answeredAt: instant.nullable(),
  endedAt: instant.nullable(),
  answeredBy: staff.nullable(),
  judgements: z.array(judgement),
  /** Null: no recording was ever begun. */
  recording: recording.nullable(),
});
export type PackCall = z.output<typeof packCall>;

/** What the pack says about the case. Two that were gathered at different moments are equal as long as nothing was corrected in between. */
export const packContent = z.object({
  caseId: z.uuid(),
  caseNumber: z.number().int(),
  openedAt: instant,
  cause: z.enum(['rule', 'hand']),
  callerNumber: z.string(),
  steps: z.array(z.object({ at: instant, step: z.string(), by: staff.nullable() })),
  calls: z.array(packCall),
  /** Confirmed calls that are not shown: older ones, and those of an incident whose people are protected. */
  leftOut: z.object({ older: z.number().int(), protected: z.number().int() }),
  /** All other calls of the number, of every class: what speaks for the caller is said too. */
  otherCalls: z.number().int(),
  appeals: z.array(z.object({ filedAt: instant, decidedAt: instant.nullable(), decision: z.string().nullable() })),
});
export type PackContent = z.output<typeof packContent>;

/** One event as it is hashed (platform/server/events/link.ts), with its place in the chain. Without personal data by construction. */
const packEvent = z.object({
  chainNo: z.number().int().positive(),
  previousHash: hash,
  hash,
  event: z.object({
    seq: z.number().int(),
    xid: z.string(),
    tenant_id: z.uuid(),
    name: z.string(),
    subject_type: z.string(),
    subject_id: z.uuid(),
    audience: z.array(z.string()),
    actor_kind: z.string(),
    actor_id: z.uuid().nullable(),
    occurred_at: z.string(),
    recorded_at: z.string(),
    clock: z.string(),
    content: z.record(z.string(), z.unknown()),
  }),
});
export type PackEvent = z.output<typeof packEvent>;

const packHead = z.object({ day: z.iso.date(), chainNo: z.number().int(), hash, publicKey, signature });
export type PackHead = z.output<typeof packHead>;

export const packProof = z.object({
  events: z.array(packEvent),
  /** The signed ends of the days on which these events happened; the day that is not over has none yet. */
  heads: z.array(packHead),
  /** How far the chain went when the pack was prepared. */
  end: z.object({ chainNo: z.number().int(), hash }),
});
export type PackProof = z.output<typeof packProof>;

const legalText = z.object({ name: z.string(), text: z.string(), isChecked: z.boolean() });

/** The words around the facts, as the setting had them when the pack was prepared. */
const packWords = z.object({
  regency: z.string(),
  zone: z.enum(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura']),
  office: z.string(),
  addressee: z.string(),
  opening: z.string(),
  closing: z.string(),
  signerTitle: z.string(),
  /** Names of staff are printed beside their numbers. */
  showNames: z.boolean(),
  legal: z.array(legalText),
});
export type PackWords = z.output<typeof packWords>;

/** Everything of a pack before it is signed; kept sealed, and drawn from again for each look. */
export const packDraft = z.object({
  packId: casePackId,
  number: z.number().int(),
  tenantId: z.uuid(),
  slug: z.string(),
  /** Random: nobody finds the number of the caller by trying numbers against the hash in the event. */
  salt: z.string(),
  preparedAt: instant,
  preparedBy: staff,
  words: packWords,
  content: packContent,
  proof: packProof,
});
export type PackDraft = z.output<typeof packDraft>;

/** What the seal at the end of the file says. */
export const packManifest = packDraft.extend({
  format: z.literal(1),
  signedAt: instant,
  signedBy: staff,
  publicKey,
  document: z.object({ bytes: z.number().int().positive(), sha256: hash }),
});
export type PackManifest = z.output<typeof packManifest>;
