import type { AgencyUnitsContent, UnitFiguresContent, UnitStatus } from './unit.ts';
import { unitStatuses } from './unit.ts';
import { unitStatusTexts } from './unit-texts.ts';

/** What usually follows what. Not a law: the mode says what it is worth, and `warn` is the mode to begin with. */
export const usualMoves: Readonly<Record<UnitStatus, readonly UnitStatus[]>> = {
  available: ['dispatched', 'en_route', 'out_of_service'],
  dispatched: ['en_route', 'on_scene', 'available', 'returning', 'out_of_service'],
  en_route: ['on_scene', 'dispatched', 'available', 'returning', 'out_of_service'],
  on_scene: ['transporting', 'available', 'returning', 'dispatched', 'out_of_service'],
  transporting: ['at_hospital', 'on_scene', 'returning', 'available'],
  at_hospital: ['returning', 'available', 'dispatched', 'out_of_service'],
  returning: ['available', 'dispatched', 'en_route', 'out_of_service'],
  out_of_service: ['available'],
};

/** An agency that has set nothing yet. */
export const agencyUnitsDefaults: AgencyUnitsContent = {
  labels: unitStatuses.map((status) => ({
    code: status,
    name: unitStatusTexts[status].id,
    nameEn: unitStatusTexts[status].en,
    status,
  })),
  mode: 'warn',
  moves: Object.fromEntries(unitStatuses.map((status) => [status, [...usualMoves[status]]])),
  straight: 'never',
};

/**
 * A regency that has set nothing yet. Speeds are of town traffic with a siren where the kind has one; they are to be
 * corrected by what the regency measures.
 */
export const unitFiguresDefaults: UnitFiguresContent = {
  speeds: {
    engine: 35,
    water_tender: 30,
    rescue: 38,
    ambulance: 40,
    patrol: 40,
    motorcycle: 45,
    tow_truck: 28,
    boat: 12,
    logistics: 30,
    team: 30,
  },
  hours: [
    { from: 6, to: 9, percent: 70 },
    { from: 15, to: 18, percent: 70 },
    { from: 22, to: 5, percent: 125 },
  ],
  detourPercent: 140,
  detourByDistrict: {},
  freshS: 300,
  kinds: {
    FIRE: ['engine', 'water_tender', 'rescue'],
    HEALTH: ['ambulance', 'motorcycle'],
    ACCIDENT: ['ambulance', 'rescue', 'patrol', 'tow_truck', 'motorcycle'],
  },
  keepDays: 14,
  silenceMinutes: 30,
  silenceByCategory: { FIRE: 20, CRIME: 10, RIOT: 10, ORDER: 15, PPA: 10, RESCUE: 20 },
  silenceByType: {},
  answerS: 60,
};
