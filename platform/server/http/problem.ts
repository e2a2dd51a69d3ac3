import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Refusal } from '#platform/shared/result.ts';
import { fill, type Language, type RefusalText } from '#platform/shared/texts.ts';
import type { Requester } from './plugin.ts';

/** What the platform itself refuses, before any feature is asked. */
export const platformRefusals = {
  'request.invalid': { status: 400, id: 'Isian tidak sah: {where}', en: 'Invalid input: {where}' },
  'request.too_large': { status: 413, id: 'Kiriman terlalu besar', en: 'The request is too large' },
  'session.missing': { status: 401, id: 'Silakan masuk lebih dahulu', en: 'Please sign in first' },
  'session.second_factor': {
    status: 401,
    id: 'Masukkan kode sekali pakai lebih dahulu',
    en: 'Enter the one-time code first',
  },
  'session.password_change': { status: 403, id: 'Ganti kata sandi lebih dahulu', en: 'Change your password first' },
  'permission.denied': {
    status: 403,
    id: 'Peran Anda tidak mengizinkan tindakan ini',
    en: 'Your role does not allow this action',
  },
  'request.cross_site': {
    status: 403,
    id: 'Permintaan dari situs lain ditolak',
    en: 'A request from another site was refused',
  },
  'route.not_found': { status: 404, id: 'Alamat tidak ditemukan', en: 'No such address' },
  'tenant.not_found': { status: 404, id: 'Penyewa tidak dikenal', en: 'No such tenant' },
  'idempotency.reused': {
    status: 422,
    id: 'Kunci idempotensi sudah dipakai untuk perintah lain',
    en: 'The idempotency key was used for another command',
  },
  'rate.exceeded': {
    status: 429,
    id: 'Terlalu banyak permintaan; coba lagi {seconds} detik lagi',
    en: 'Too many requests; try again in {seconds} s',
  },
  'server.draining': {
    status: 503,
    id: 'Server sedang dimatikan; coba lagi sebentar',
    en: 'The server is shutting down; try again shortly',
  },
  'server.fault': {
    status: 500,
    id: 'Gangguan pada server. Tidak ada yang tersimpan; coba lagi. Nomor: {request}',
    en: 'A server fault. Nothing was saved; try again. Number: {request}',
  },
} as const satisfies Record<string, RefusalText>;

/** A refusal on the wire: RFC 9457 problem details with our stable `code`, the text in the reader's language. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: Refusal['detail'];
}

export function problemOf(refusal: Refusal, text: RefusalText, language: Language): Problem {
  return {
    type: `urn:sigap:problem:${refusal.code}`,
    title: fill(text, language, refusal.detail),
    status: text.status,
    code: refusal.code,
    detail: refusal.detail,
  };
}

/** The reader's language: of the person where one is known, else what the browser asks for. */
export function languageOf(request: FastifyRequest, requester?: Requester | null): Language {
  if (requester) return requester.actor.language;
  return request.headers['accept-language']?.startsWith('en') ? 'en' : 'id';
}

/** End a request with one of the platform's own refusals. */
export function refuseRequest(
  reply: FastifyReply,
  language: Language,
  code: keyof typeof platformRefusals,
  detail: Refusal['detail'] = {},
): FastifyReply {
  const problem = problemOf({ code, detail }, platformRefusals[code], language);
  return reply.code(problem.status).type('application/problem+json').send(problem);
}
