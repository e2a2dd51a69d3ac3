import type { BriefSheet } from './brief-sheet.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign);

/** The brief as plain text: whatever reads mail can show it. */
export function briefText(sheet: BriefSheet): string {
  const figures = sheet.figures.map(
    ({ label, value, target, before, middle, isMissed }) =>
      `- ${label}: ${value}${target === '–' ? '' : `; target ${target}${isMissed ? ', TIDAK TERCAPAI' : ''}`}; bulan lalu ${before}; tengah OPD lain ${middle}`,
  );
  const explanations = sheet.explanations.flatMap(({ label, said, reply }) => [
    `- ${label}: ${said}`,
    ...(reply === null ? [] : [`  Tanggapan kepala dinas: ${reply}`]),
  ]);
  const refused = sheet.refused.map(({ what, count }) => `- ${what}: ${count}`);
  const open = sheet.unacknowledged.map(
    ({ number, type, priority, sentAt }) => `- Kejadian ${number}, ${type}, ${priority}, dikirim ${sentAt}`,
  );
  return [
    sheet.title,
    `Layanan 112 ${sheet.regency}`,
    ...(sheet.partial === null ? [] : [sheet.partial]),
    '',
    sheet.summary,
    '',
    'ANGKA (waktu: median / persentil ke-90)',
    ...figures,
    '',
    'PENJELASAN',
    ...orNone(explanations, 'Tidak ada angka yang perlu dijelaskan.'),
    '',
    'DITOLAK DAN DIALIHKAN',
    ...orNone(refused, 'Tidak ada.'),
    '',
    'TIDAK PERNAH DITERIMA',
    ...orNone(open, 'Semua tugas diterima.'),
    '',
    `Rincian, penjelasan, dan tanggapan: ${sheet.link}`,
  ].join('\n');
}

const orNone = (lines: readonly string[], none: string) => (lines.length === 0 ? [none] : lines);

const cell = 'style="border:1px solid #999;padding:4px 6px;text-align:left;vertical-align:top"';

function table(head: readonly string[], rows: readonly (readonly string[])[], none: string): string {
  if (rows.length === 0) return `<p>${escaped(none)}</p>`;
  const heads = head.map((name) => `<th scope="col" ${cell}>${escaped(name)}</th>`).join('');
  const body = rows
    .map((row) => `<tr>${row.map((text) => `<td ${cell}>${escaped(text)}</td>`).join('')}</tr>`)
    .join('');
  return `<table style="border-collapse:collapse"><thead><tr>${heads}</tr></thead><tbody>${body}</tbody></table>`;
}

/** The same in HTML, without pictures, scripts or anything fetched. */
export function briefHtml(sheet: BriefSheet): string {
  const explanations = sheet.explanations
    .map(
      ({ label, said, reply }) =>
        `<h3>${escaped(label)}</h3><p>${escaped(said)}</p>${reply === null ? '' : `<p><strong>Tanggapan kepala dinas:</strong> ${escaped(reply)}</p>`}`,
    )
    .join('');
  return `<!doctype html><html lang="id"><head><meta charset="utf-8"><title>${escaped(sheet.title)}</title></head>
<body style="font-family:sans-serif;color:#111;background:#fff"><h1>${escaped(sheet.title)}</h1><p>Layanan 112 ${escaped(sheet.regency)}</p>
${sheet.partial === null ? '' : `<p><em>${escaped(sheet.partial)}</em></p>`}<p>${escaped(sheet.summary)}</p>
<h2>Angka</h2>${table(
    ['Angka', 'Bulan ini', 'Target', 'Bulan lalu', 'Tengah OPD lain'],
    sheet.figures.map((one) => [
      one.label,
      one.isMissed ? `${one.value} – tidak tercapai` : one.value,
      one.target,
      one.before,
      one.middle,
    ]),
    '',
  )}<p>Waktu: median / persentil ke-90.</p>
<h2>Penjelasan</h2>${explanations === '' ? '<p>Tidak ada angka yang perlu dijelaskan.</p>' : explanations}
<h2>Ditolak dan dialihkan</h2>${table(
    ['Alasan', 'Jumlah'],
    sheet.refused.map(({ what, count }) => [what, count]),
    'Tidak ada.',
  )}
<h2>Tidak pernah diterima</h2>${table(
    ['Kejadian', 'Jenis', 'Prioritas', 'Dikirim'],
    sheet.unacknowledged.map((one) => [one.number, one.type, one.priority, one.sentAt]),
    'Semua tugas diterima.',
  )}
<p><a href="${escaped(sheet.link)}">Rincian, penjelasan, dan tanggapan</a></p></body></html>`;
}
