import type { AssignmentState } from '#features/dispatch/assignment.ts';
import type { UnitKind, UnitStatus } from '#features/dispatch/unit.ts';
import type { Category, IncidentState, Priority } from '#features/incidents/incident.ts';
import type { Eido } from './eido.ts';

// Our codes in those of the standard's registries (NENA-STA-021.1b, section 3). A regency's own types fall back on their category.

/** EIDO-IncidentType-Common by our type. */
const byType: Readonly<Record<string, string>> = {
  FIRE_BUILDING: 'FSTRU',
  FIRE_INDUSTRY: 'FSTRU',
  FIRE_VEHICLE: 'FVEH',
  FIRE_LAND: 'FBRUSH',
  FIRE_ELECTRIC: 'FELEC',
  GAS_LEAK: 'GASLEAK',
  HAZMAT: 'HAZMAT',
  TRAFFIC_INJURY: 'MVAINJY',
  TRAFFIC_MATERIAL: 'MVA',
  WATER_ACC: 'DROWN',
  WORK_ACC: 'ACCIND',
  BUILDING_COLLAPSE: 'BLDCLPSE',
  MED_CRITICAL: 'ALS',
  MED_TRAUMA: 'TRAUMA',
  MED_BITE: 'BITE',
  MED_POISON: 'OD',
  MED_AMBULANCE: 'TRANSFER',
  SUICIDE: 'SUICIDE',
  OUTBREAK: 'PANDEMIC',
  TREE_FALL: 'HAZ',
  BRAWL: 'FIGHT',
  DISTURBANCE: 'DISORD',
  THUGGERY: 'EXTORT',
  RIOT: 'CU1',
  ROBBERY: 'ROBBERY',
  THEFT_NARC: 'LARCENY',
  ASSAULT_HOMICIDE: 'ASSAULT',
  TERROR_BOMB: 'BOMB',
  BODY_FOUND: 'DEATH',
  MISSING: 'PERMISS',
  ANIMAL_DANGEROUS: 'ANIMAL',
  ANIMAL_MINOR: 'ANIMAL',
  ODGJ: 'EDP',
  POWER_OUT: 'ELECHZD',
  CABLE_POLE: 'WIRES',
  CONGESTION_TOW: 'TOW',
};
const byCategory: Readonly<Record<Category, string>> = {
  FIRE: 'FOTHER',
  ACCIDENT: 'MVAUNK',
  HEALTH: 'SICK',
  DISASTER: 'MAJORINC',
  ORDER: 'DISORD',
  RIOT: 'CU1',
  CRIME: 'INVEST',
  PPA: 'FAM',
  RESCUE: 'RESCUE',
  SOCIAL: 'WELFARE',
  UTILITY: 'PUBWKS',
  OTHER: 'NCRNONE',
};

export function eidoTypeOf(type: { readonly code: string; readonly category: Category } | null): string {
  return type === null ? 'NCRNONE' : (byType[type.code] ?? byCategory[type.category]);
}

type EidoStatus = Eido['incidentComponent']['incidentStatusCommonRegistryText'][number];

/** What is said of an incident at once: its own state, whether it was opened again, and how far those who were sent are. */
export function eidoStatusesOf(incident: {
  readonly state: IncidentState;
  readonly isReopened: boolean;
  readonly assignments: readonly AssignmentState[];
}): EidoStatus[] {
  const { state, assignments } = incident;
  if (state === 'CANCELLED' || state === 'FALSE_REPORT') return ['Cancelled'];
  if (state === 'CLOSED' || state === 'MERGED' || state === 'REFERRED_LAPOR' || state === 'REFERRED_REGION')
    return ['Closed'];
  const is = (...states: readonly AssignmentState[]) => assignments.some((one) => states.includes(one));
  return [
    'Active',
    ...(incident.isReopened ? (['ReOpened'] as const) : []),
    ...(is('SENT', 'DELIVERED', 'ACKNOWLEDGED', 'EN_ROUTE', 'ON_SCENE', 'HANDLING')
      ? (['ResourcesAssigned'] as const)
      : []),
    ...(is('EN_ROUTE') ? (['ResourcesEnroute'] as const) : []),
    ...(is('ON_SCENE', 'HANDLING') ? (['ResourcesOnscene'] as const) : []),
  ];
}

/** 1 is the most urgent, as the common number has it. */
export const eidoPriorityOf = (priority: Priority): number => Number(priority.slice(1));

/** EIDO-CommonDispositionCode of what became of one agency's work; null while nothing has. */
export function eidoDispositionOf(state: AssignmentState): string | null {
  switch (state) {
    case 'DONE':
      // Assignment completed, settled by contact.
      return '18';
    case 'NOT_FOUND':
      // Gone on arrival, unable to locate.
      return '14';
    case 'REJECTED':
    case 'REROUTED':
      // Referred to partner agency.
      return '15';
    case 'CANCELLED':
      // Event cancelled.
      return '10';
    default:
      return null;
  }
}

/** urn:emergency:service:responder by our agencies' codes; `psap` for the centre, a service of the regency else. */
const responders: Readonly<Record<string, string>> = {
  DISKOMINFO: 'psap',
  DAMKAR: 'fire',
  PSC119: 'ems',
  DINKES: 'ems',
  RSUD: 'ems',
  PUSKESMAS: 'ems',
  PMI: 'ems',
  POLRES: 'police',
  SATPOLPP: 'police.local',
  BASARNAS: 'mountain_rescue',
};
export function responderOf(agency: { readonly code: string; readonly medical: boolean }): string {
  return responders[agency.code] ?? (agency.medical ? 'ems' : 'public_works');
}

type UnitSaid = Pick<
  Eido['emergencyResourceComponent'][number],
  'primaryUnitStatusRegistryText' | 'secondaryUnitStatusRegistryText'
>;
/** Whether a unit can be sent, and what it does. */
export const eidoUnitStatus: Readonly<Record<UnitStatus, UnitSaid>> = {
  available: { primaryUnitStatusRegistryText: 'Available', secondaryUnitStatusRegistryText: ['InService'] },
  dispatched: { primaryUnitStatusRegistryText: 'NotAvailable', secondaryUnitStatusRegistryText: ['Dispatched'] },
  en_route: { primaryUnitStatusRegistryText: 'NotAvailable', secondaryUnitStatusRegistryText: ['EnRoute'] },
  on_scene: { primaryUnitStatusRegistryText: 'NotAvailable', secondaryUnitStatusRegistryText: ['OnScene'] },
  transporting: { primaryUnitStatusRegistryText: 'NotAvailable', secondaryUnitStatusRegistryText: ['Transporting'] },
  at_hospital: { primaryUnitStatusRegistryText: 'NotAvailable', secondaryUnitStatusRegistryText: ['Hospital'] },
  returning: {
    primaryUnitStatusRegistryText: 'ConditionallyAvailable',
    secondaryUnitStatusRegistryText: ['BacktoAssignedArea'],
  },
  out_of_service: { primaryUnitStatusRegistryText: 'NotAvailable', secondaryUnitStatusRegistryText: ['OutofService'] },
};

/** EIDO-EmergencyResourceType-Common. */
export const eidoResourceType: Readonly<Record<UnitKind, string>> = {
  engine: 'StructureFireEngineType1',
  water_tender: 'FireWaterTender',
  rescue: 'LightRescue',
  ambulance: 'GroundBLSAmbulance',
  patrol: 'PatrolUnit',
  motorcycle: 'TrafficUnit',
  tow_truck: 'TowTruck',
  boat: 'WaterRescueTeam',
  logistics: 'MobileSupportVehicle',
  team: 'ResponderCrewTransport',
};
