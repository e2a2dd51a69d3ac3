import type { ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import type { AgencyId, AgencyKind, Calendar } from '../agency.ts';
import { insertAgency, selectCodes } from './store.ts';

/** Diskominfo runs the centre (domain.md §2.1, model A); a regency where BPBD does renames it. */
export const centreAgency = 'DISKOMINFO';

/** Five working days (Perpres 21/2023: 37.5 h a week without the breaks); a regency edits its own. */
const officeHours: Calendar = {
  hours: [1, 2, 3, 4, 5].map((weekday) => ({ weekday, from: '07:30', to: weekday === 5 ? '14:30' : '16:00' })),
  holidays: [],
};

interface Seed {
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly kind: AgencyKind;
  readonly phone?: string;
  readonly always?: true;
  readonly medical?: true;
}

/** domain.md §2.7, in its order. `always`: works around the clock. Only OPD have accounts to begin with. */
const seeds: readonly Seed[] = [
  { code: 'DISKOMINFO', name: 'Dinas Komunikasi dan Informatika', nameEn: 'ICT Office (runs the centre)', kind: 'OPD' },
  {
    code: 'DAMKAR',
    name: 'Dinas Pemadam Kebakaran dan Penyelamatan',
    nameEn: 'Fire and Rescue',
    kind: 'OPD',
    always: true,
  },
  { code: 'BPBD', name: 'Badan Penanggulangan Bencana Daerah', nameEn: 'Disaster Agency', kind: 'OPD', always: true },
  {
    code: 'PSC119',
    name: 'Public Safety Center 119',
    nameEn: 'Emergency Medical Services',
    kind: 'OPD',
    phone: '119',
    always: true,
    medical: true,
  },
  { code: 'DINKES', name: 'Dinas Kesehatan', nameEn: 'Health Office', kind: 'OPD', medical: true },
  {
    code: 'RSUD',
    name: 'Rumah Sakit Umum Daerah',
    nameEn: 'Regency Hospital',
    kind: 'OPD',
    always: true,
    medical: true,
  },
  { code: 'PUSKESMAS', name: 'Puskesmas', nameEn: 'Community Health Centre', kind: 'OPD', medical: true },
  { code: 'SATPOLPP', name: 'Satuan Polisi Pamong Praja', nameEn: 'Municipal Police', kind: 'OPD', always: true },
  { code: 'DISHUB', name: 'Dinas Perhubungan', nameEn: 'Transport Office', kind: 'OPD' },
  { code: 'DINSOS', name: 'Dinas Sosial', nameEn: 'Social Office', kind: 'OPD' },
  {
    code: 'DP3A',
    name: 'Dinas Pemberdayaan Perempuan dan Perlindungan Anak (UPTD PPA)',
    nameEn: 'Women and Child Protection',
    kind: 'OPD',
  },
  { code: 'DPUPR', name: 'Dinas Pekerjaan Umum dan Penataan Ruang', nameEn: 'Public Works', kind: 'OPD' },
  { code: 'DLH', name: 'Dinas Lingkungan Hidup', nameEn: 'Environment Office', kind: 'OPD' },
  { code: 'DISPERKIM', name: 'Dinas Perumahan dan Kawasan Permukiman', nameEn: 'Housing Office', kind: 'OPD' },
  { code: 'DISTAN', name: 'Dinas Pertanian', nameEn: 'Agriculture Office', kind: 'OPD' },
  { code: 'DPMD', name: 'Dinas Pemberdayaan Masyarakat dan Desa', nameEn: 'Village Affairs Office', kind: 'OPD' },
  { code: 'KECAMATAN', name: 'Kecamatan dan desa', nameEn: 'District and village offices', kind: 'OPD' },
  { code: 'POLRES', name: 'Kepolisian Resor', nameEn: 'Police', kind: 'VERT', phone: '110', always: true },
  { code: 'KODIM', name: 'Komando Distrik Militer', nameEn: 'Army', kind: 'VERT', always: true },
  {
    code: 'BASARNAS',
    name: 'Kantor Pencarian dan Pertolongan',
    nameEn: 'Search and Rescue',
    kind: 'VERT',
    phone: '115',
    always: true,
  },
  { code: 'PMI', name: 'Palang Merah Indonesia', nameEn: 'Red Cross', kind: 'VERT', always: true, medical: true },
  { code: 'PLN', name: 'PLN', nameEn: 'Electricity', kind: 'VERT', phone: '123', always: true },
  { code: 'PDAM', name: 'Perumda Air Minum', nameEn: 'Water Company', kind: 'BUMD' },
  { code: 'PGN', name: 'Perusahaan Gas Negara', nameEn: 'Gas', kind: 'VERT', always: true },
  { code: 'TELKOM', name: 'Telkom dan APJATEL', nameEn: 'Telecommunication cables', kind: 'VERT' },
  { code: 'JASA_RAHARJA', name: 'Jasa Raharja', nameEn: 'Accident Insurance', kind: 'VERT' },
  {
    code: 'BMKG',
    name: 'Badan Meteorologi, Klimatologi, dan Geofisika',
    nameEn: 'Weather and Earthquakes',
    kind: 'VERT',
    always: true,
  },
  { code: 'BNN', name: 'Badan Narkotika Nasional', nameEn: 'Narcotics Agency', kind: 'VERT' },
  { code: 'RELAWAN', name: 'Relawan (Bankom, FKPM, RAPI, ORARI)', nameEn: 'Volunteers', kind: 'NGO' },
];

/** The agencies a new regency begins with. */
export async function seedAgencies(ctx: ActionContext): Promise<void> {
  for (const seed of seeds) {
    await insertAgency(ctx.tx, {
      id: newId<'agency'>(),
      tenantId: ctx.tenantId,
      code: seed.code,
      name: seed.name,
      nameEn: seed.nameEn,
      kind: seed.kind,
      phone: seed.phone ?? null,
      hasAccounts: seed.kind === 'OPD',
      medical: seed.medical ?? false,
      active: true,
      calendar: seed.always === true ? null : officeHours,
    });
  }
}

/** Agencies of the regency by their code, for seeds, imports and routing. */
export async function agencyByCode(ctx: ActionContext): Promise<ReadonlyMap<string, AgencyId>> {
  // Said once more here: seeds run as the machinery, which row-level security lets see every regency.
  return new Map((await selectCodes(ctx.tx, ctx.tenantId)).map((agency) => [agency.code, agency.id]));
}
