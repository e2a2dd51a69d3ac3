import { fill, type Text } from '#platform/shared/texts.ts';
import type { SimulationResult } from './simulation.ts';

/** Of design.md §5. */
const answerTarget = 0.95;

const texts = {
  nobody: {
    id: 'Tidak ada panggilan sungguhan dalam simulasi ini.',
    en: 'There are no genuine calls in this simulation.',
  },
  whole: {
    id: 'Dari {offered} panggilan sungguhan per hari, {within10} % dijawab dalam 10 detik; sembilan dari sepuluh yang dijawab menunggu paling lama {p90} detik.',
    en: 'Of {offered} genuine calls a day, {within10} % are answered within 10 seconds; nine of ten that are answered wait {p90} seconds at most.',
  },
  reached: { id: 'Sasaran 95 % dalam 10 detik tercapai.', en: 'The target of 95 % within 10 seconds is reached.' },
  missed: {
    id: 'Sasaran 95 % dalam 10 detik tidak tercapai.',
    en: 'The target of 95 % within 10 seconds is missed.',
  },
  abandoned: {
    id: 'Setiap hari sekitar {abandoned} penelepon sungguhan menutup telepon sebelum dijawab; semuanya dipanggil balik.',
    en: 'Each day some {abandoned} genuine callers hang up before anybody answers; all of them are called back.',
  },
  busiest: {
    id: 'Petugas paling sibuk pukul {hour}.00: {occupancy} % waktunya terpakai.',
    en: 'People are busiest at {hour}:00: {occupancy} % of their time is taken.',
  },
} as const;

/** What a result says to somebody who reads no tables. */
export function sentencesOf(result: SimulationResult): Text {
  return { id: inLanguage(result, 'id'), en: inLanguage(result, 'en') };
}

function inLanguage(result: SimulationResult, language: 'id' | 'en'): string {
  const genuine = result.groups.find(({ group }) => group === 'genuine');
  const number = (value: number, digits: number) =>
    new Intl.NumberFormat(language === 'id' ? 'id-ID' : 'en-GB', { maximumFractionDigits: digits }).format(value);
  if (genuine?.offered == null || genuine.offered.mean === 0) return texts.nobody[language];
  const within10 = genuine.within10?.mean ?? 0;
  const abandoned = (genuine.abandoned?.mean ?? 0) / result.days;
  const busiest = result.hours.toSorted((a, b) => (b.occupancy?.mean ?? 0) - (a.occupancy?.mean ?? 0))[0];
  const said = [
    fill(texts.whole, language, {
      offered: number(genuine.offered.mean / result.days, 0),
      within10: number(within10 * 100, 1),
      p90: genuine.p90 === null ? '–' : number(genuine.p90.mean, 1),
    }),
    within10 >= answerTarget ? texts.reached[language] : texts.missed[language],
    ...(abandoned < 0.05 ? [] : [fill(texts.abandoned, language, { abandoned: number(abandoned, 1) })]),
    ...(busiest?.occupancy == null
      ? []
      : [fill(texts.busiest, language, { hour: busiest.hour, occupancy: number(busiest.occupancy.mean * 100, 0) })]),
  ];
  return said.join(' ');
}
