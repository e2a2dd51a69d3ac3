import { fill, type Text } from '#platform/shared/texts.ts';
import { formatInstant, type Instant, type Zone } from '#platform/shared/time.ts';
import type { ItemFacts, Minutes } from '../../meeting.ts';
import { itemKindTexts } from '../../meeting-texts.ts';
import { obstacleStateTexts } from '../../obstacle-texts.ts';

/** Minutes in words, as minutes.typ and the DOCX set them: every text is data there, none is markup. */
export interface MinutesSheet {
  readonly title: string;
  readonly regency: string;
  readonly facts: readonly (readonly [string, string])[];
  readonly attendees: readonly (readonly [string, string])[];
  readonly items: readonly {
    readonly title: string;
    readonly kind: string;
    readonly facts: string | null;
    readonly decision: string;
    readonly actions: readonly (readonly [string, string, string])[];
  }[];
}

/** In a row of the PDF; a working copy says that it is one. */
export const workingCopy = 'Salinan kerja: dokumen resmi adalah notulen PDF.';

export function minutesSheet(minutes: Minutes, zone: Zone): MinutesSheet {
  const at = (moment: Instant) => formatInstant(moment, zone, 'id');
  return {
    title: `Notulen ${minutes.title}`,
    regency: minutes.regency,
    facts: [
      ['Nomor rapat', String(minutes.number)],
      ['Waktu', at(minutes.startsAt)],
      ['Ditutup', at(minutes.endedAt)],
      ['Tempat', minutes.place === '' ? '–' : minutes.place],
      ['Bulan yang dibahas', monthName(minutes.month)],
    ],
    attendees: minutes.attendees.map(({ name, office }) => [name, office === '' ? '–' : office] as const),
    items: minutes.items.map((item) => ({
      title: item.title,
      kind: itemKindTexts[item.kind].id,
      facts: factsInWords(item.facts, stateName(item.state)),
      decision: item.decision === '' ? 'Belum diputuskan; dibahas lagi pada rapat berikutnya.' : item.decision,
      actions: item.actions.map(
        ({ task, who, dueOn, isDone }) => [isDone ? `${task} (selesai)` : task, who, dayName(dueOn)] as const,
      ),
    })),
  };
}

const states: Readonly<Record<string, Text>> = obstacleStateTexts;
const stateName = (state: string | null) => (state === null ? null : (states[state]?.id ?? state));

const percent = (share: number) =>
  new Intl.NumberFormat('id-ID', { style: 'percent', maximumFractionDigits: 1 }).format(share);

/** `1.204 dari 1.500 (80,3 %); target 95 %`; null: there is nothing to say. */
function factsInWords(facts: ItemFacts | null, state: string | null): string | null {
  const number = new Intl.NumberFormat('id-ID');
  const said: string[] = [];
  if (facts !== null && facts.whole !== null && facts.whole > 0) {
    const words = { id: '{part} dari {whole} ({share})', en: '' };
    said.push(
      fill(words, 'id', {
        part: number.format(facts.part),
        whole: number.format(facts.whole),
        share: percent(facts.part / facts.whole),
      }),
    );
  }
  if (facts !== null && facts.target !== null) said.push(`target ${percent(facts.target)}`);
  if (facts !== null && facts.dueOn !== null) said.push(`tenggat ${dayName(facts.dueOn)}`);
  if (state !== null) said.push(`status ${state.toLowerCase()}`);
  return said.length === 0 ? null : said.join('; ');
}

const dayName = (day: string) =>
  new Intl.DateTimeFormat('id-ID', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );

const monthName = (month: string) =>
  new Intl.DateTimeFormat('id-ID', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
