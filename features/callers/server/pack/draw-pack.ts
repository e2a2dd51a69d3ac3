import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '#platform/shared/time.ts';
import type { PackSheet } from './pack-sheet.ts';

/**
 * The pack as a tagged PDF with its fonts in it. `at` is the only time in it that is not on the pages: the same sheet makes the same
 * bytes. The compiler is loaded with the first pack: 51 MB that no other process needs.
 */
export async function drawPack(sheet: PackSheet, at: Instant): Promise<Buffer> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const mainFileContent = await readFile(join(import.meta.dirname, 'pack.typ'), 'utf8');
  const compiler = NodeCompiler.create({ workspace: import.meta.dirname });
  const compiled = compiler.compile({ mainFileContent, inputs: { sheet: JSON.stringify(sheet) } });
  const document = compiled.result;
  if (document === null)
    throw new Error(`pack.typ cannot be set: ${JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics)}`);
  // In seconds of Unix time.
  return compiler.pdf(document, { creationTimestamp: Math.floor(Date.parse(at) / 1000) });
}
