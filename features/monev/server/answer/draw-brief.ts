import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '#platform/shared/time.ts';
import type { BriefSheet } from './brief-sheet.ts';

/** The brief as a tagged PDF; the same sheet and time make the same bytes. The compiler is loaded with the first one (51 MB). */
export async function drawBrief(sheet: BriefSheet, at: Instant): Promise<Buffer> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const mainFileContent = await readFile(join(import.meta.dirname, 'brief.typ'), 'utf8');
  const compiler = NodeCompiler.create({ workspace: import.meta.dirname });
  const compiled = compiler.compile({ mainFileContent, inputs: { sheet: JSON.stringify(sheet) } });
  const document = compiled.result;
  if (document === null)
    throw new Error(`brief.typ cannot be set: ${JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics)}`);
  // In seconds of Unix time.
  return compiler.pdf(document, { creationTimestamp: Math.floor(Date.parse(at) / 1000) });
}
