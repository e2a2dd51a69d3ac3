import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { Marked } from 'marked';
import type { Role } from '#features/people/permissions.ts';

const docs = join(import.meta.dirname, '../../docs');
const fallback = 'index';
/** Guides that another one leads to. */
export const further = ['panggilan-sulit'];

/** The guide of each role that has one; the others get the list of all. F1 opens `/panduan/ROLE`. */
export const guideOfRole: Readonly<Partial<Record<Role, string>>> = {
  CALL_TAKER: 'penerima-panggilan',
  DISPATCHER: 'pengarah',
  SUPERVISOR: 'penyelia',
  AGENCY_ADMIN: 'admin-opd',
  FIELD_CREW: 'kru-lapangan',
  INFO_OFFICER: 'petugas-informasi',
  AGENCY_HEAD: 'kepala-dinas',
  ADMIN: 'administrator',
};

/**
 * The guides of docs/panduan as pages under `/panduan`, with the pictures of docs/screens. Open to everybody: they hold nothing
 * of any regency, and somebody who cannot sign in needs them too. Rendered once, so they work while the database is away.
 */
export async function serveGuides(app: FastifyInstance): Promise<void> {
  const pages = new Map<string, string>();
  for (const name of [fallback, ...Object.values(guideOfRole), ...further]) {
    pages.set(name, renderGuide(await readFile(join(docs, 'panduan', `${name}.md`), 'utf8')));
  }
  await app.register(fastifyStatic, { root: join(docs, 'screens'), prefix: '/panduan/screens/', decorateReply: false });
  const style = await readFile(join(docs, 'panduan/panduan.css'), 'utf8');
  app.get('/panduan/panduan.css', { schema: { hide: true } }, (_request, reply) => reply.type('text/css').send(style));
  app.get('/panduan', { schema: { hide: true } }, (_request, reply) => reply.redirect(`/panduan/${fallback}`));
  app.get<{ Params: { name: string } }>('/panduan/:name', { schema: { hide: true } }, (request, reply) => {
    const { name } = request.params;
    const known = pages.get(name) ?? pages.get(guideOfRole[asRole(name)] ?? fallback);
    return reply.header('cache-control', 'no-cache').type('text/html; charset=utf-8').send(known);
  });
}

/** A name that is no role simply finds no entry in the table. */
function asRole(name: string): Role {
  return name as Role;
}

/**
 * One guide as a page. In the files, links and pictures are relative, so that they also work where the files are read as they
 * are; here `pengarah.md` becomes the page `pengarah`, and `../screens/x.png` becomes `screens/x.png`.
 */
export function renderGuide(markdown: string): string {
  const marked = new Marked({
    async: false,
    walkTokens: (token) => {
      if (token.type === 'link') token.href = String(token.href).replace(/^([a-z-]+)\.md(?=$|#)/, '$1');
      if (token.type === 'image') token.href = String(token.href).replace(/^\.\.\/screens\//, 'screens/');
    },
  });
  // With `async: false` the answer is a text; the type allows for both.
  const body = marked.parse(markdown) as string;
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? 'Panduan';
  return `<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} – Sigap 112</title>
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="/panduan/panduan.css">
</head>
<body>
<nav><a href="/panduan/index">Semua panduan</a></nav>
<main>
${body}
</main>
</body>
</html>
`;
}
