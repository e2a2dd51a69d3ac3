import { crestAddress } from '#features/people/centre-contract.ts';
import { type PublicMonth, publicPageStylePath } from './contract.ts';

interface Page {
  readonly name: string;
  readonly crest: string | null;
  readonly months: readonly PublicMonth[];
}

const plain = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
const number = (value: number | null) =>
  value === null ? 'kurang dari 5' : new Intl.NumberFormat('id-ID').format(value);
const percent = (share: number | null) =>
  share === null ? '–' : new Intl.NumberFormat('id-ID', { style: 'percent', maximumFractionDigits: 0 }).format(share);
export const monthName = (month: string) =>
  new Intl.DateTimeFormat('id-ID', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );

/**
 * The regency's own numbers, for anybody: written whole by the server, so that it reads on the oldest telephone and without script.
 * Only whole past months, nothing of any area or person (public-figures.ts).
 */
export function publicPage({ name, crest, months }: Page): string {
  const [last] = months;
  return `<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>112 bukan mainan – ${plain(name)}</title>
<meta name="description" content="Berapa panggilan iseng ke 112 di ${plain(name)}, dan apa akibatnya.">
<link rel="icon" href="/icon.svg">
<link rel="stylesheet" href="${publicPageStylePath}">
</head>
<body>
<header>
${crest === null ? '' : `<img src="${crestAddress(crest)}" alt="" width="64" height="64">`}
<p>${plain(name)}</p>
</header>
<main>
<h1>112 bukan mainan</h1>
<p class="lead">Setiap panggilan ke 112 dijawab manusia. Selama satu orang bercanda, orang yang rumahnya terbakar menunggu.</p>
${last === undefined ? '<p>Angka bulan pertama akan tampil setelah bulan itu selesai.</p>' : lastMonth(last)}
<h2>Kapan menelepon 112</h2>
<p>Telepon 112 bila ada bahaya bagi jiwa atau harta: kebakaran, kecelakaan, orang sakit gawat, bencana, kejahatan. Gratis, 24 jam, juga tanpa pulsa.
Ragu-ragu? Telepon saja: bertanya dengan sungguh-sungguh tidak pernah dianggap iseng. Tidak bisa bicara? Tetap telepon dan ikuti petunjuknya.</p>
<h2>Untuk orang tua dan guru</h2>
<p>Banyak panggilan iseng datang dari anak. Ajari anak nama, alamat, dan kapan 112 dihubungi, dan kunci tombol darurat telepon bekas yang dijadikan mainan:
telepon tanpa kartu pun tetap dapat menghubungi 112.</p>
${months.length === 0 ? '' : table(months)}
</main>
<footer><p>Angka dihitung dari bulan yang sudah selesai. Jumlah di bawah lima tidak ditampilkan, agar tidak ada penelepon yang dapat dikenali.
Tidak ada nomor yang diblokir: setiap panggilan tetap dijawab.</p></footer>
</body>
</html>
`;
}

function lastMonth({ month, calls, prankShare, minutes }: PublicMonth): string {
  const shared =
    prankShare === null || minutes === null
      ? ''
      : `<div><dt>dari yang dijawab ternyata iseng</dt><dd>${percent(prankShare)}</dd></div>
<div><dt>menit petugas terpakai untuk yang iseng</dt><dd>${number(minutes)}</dd></div>`;
  return `<h2>${monthName(month)}</h2>
<dl class="figures">
<div><dt>panggilan masuk</dt><dd>${number(calls)}</dd></div>
${shared}
</dl>`;
}

function table(months: readonly PublicMonth[]): string {
  const lines = months.map(
    ({ month, calls, pranks, prankShare }) =>
      `<tr><th scope="row">${monthName(month)}</th><td>${number(calls)}</td><td>${pranks === null ? '–' : number(pranks)}</td><td>${percent(prankShare)}</td></tr>`,
  );
  return `<h2>Bulan demi bulan</h2>
<table>
<thead><tr><th scope="col">Bulan</th><th scope="col">Panggilan</th><th scope="col">Iseng</th><th scope="col">Bagian dari yang dijawab</th></tr></thead>
<tbody>
${lines.join('\n')}
</tbody>
</table>`;
}
