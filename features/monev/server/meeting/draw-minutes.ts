import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Instant } from '#platform/shared/time.ts';
import { type MinutesSheet, workingCopy } from './minutes-sheet.ts';

/**
 * Minutes as a tagged PDF with its fonts in it; the same sheet makes the same bytes. The compiler is loaded with the first one: 51 MB
 * that no other process needs.
 */
export async function drawMinutes(sheet: MinutesSheet, at: Instant): Promise<Buffer> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  const mainFileContent = await readFile(join(import.meta.dirname, 'minutes.typ'), 'utf8');
  const compiler = NodeCompiler.create({ workspace: import.meta.dirname });
  const compiled = compiler.compile({ mainFileContent, inputs: { sheet: JSON.stringify(sheet) } });
  const document = compiled.result;
  if (document === null)
    throw new Error(`minutes.typ cannot be set: ${JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics)}`);
  // In seconds of Unix time.
  return compiler.pdf(document, { creationTimestamp: Math.floor(Date.parse(at) / 1000) });
}

/** The same as a document to go on working with; it says so on top. */
export async function writeMinutes(sheet: MinutesSheet): Promise<Buffer> {
  const { Document, HeadingLevel, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } = await import(
    'docx'
  );
  const plain = (text: string) => new Paragraph({ children: [new TextRun(text)] });
  const table = (head: readonly string[], lines: readonly (readonly string[])[]) =>
    new Table({
      width: { size: 100, type: WidthType.PERCENTAGE },
      rows: [head, ...lines].map(
        (cells, index) =>
          new TableRow({
            tableHeader: index === 0,
            children: cells.map(
              (text) =>
                new TableCell({ children: [new Paragraph({ children: [new TextRun({ text, bold: index === 0 })] })] }),
            ),
          }),
      ),
    });
  const items = sheet.items.flatMap((item) => [
    new Paragraph({ text: item.title, heading: HeadingLevel.HEADING_2 }),
    plain(item.facts === null ? item.kind : `${item.kind}: ${item.facts}`),
    new Paragraph({ children: [new TextRun({ text: 'Keputusan: ', bold: true }), new TextRun(item.decision)] }),
    ...(item.actions.length === 0 ? [] : [table(['Tindak lanjut', 'Oleh', 'Tenggat'], item.actions)]),
  ]);
  const children = [
    new Paragraph({ text: sheet.title, heading: HeadingLevel.TITLE }),
    new Paragraph({ children: [new TextRun({ text: workingCopy, italics: true })] }),
    plain(sheet.regency),
    table(['Rapat', ''], sheet.facts),
    new Paragraph({ text: 'Hadir', heading: HeadingLevel.HEADING_1 }),
    ...(sheet.attendees.length === 0
      ? [plain('Tidak ada daftar hadir.')]
      : [table(['Nama', 'Jabatan atau instansi'], sheet.attendees)]),
    new Paragraph({ text: 'Pembahasan dan keputusan', heading: HeadingLevel.HEADING_1 }),
    ...items,
  ];
  return Packer.toBuffer(new Document({ title: sheet.title, creator: sheet.regency, sections: [{ children }] }));
}
