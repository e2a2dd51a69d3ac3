import { agencyByCode } from '#features/agencies/server/seed.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { present } from '#platform/shared/result.ts';
import type { UnitId, UnitKind, UnitSkill } from '../../unit.ts';
import { decideUnit } from '../../unit-rules.ts';
import { insertMember } from './member-store.ts';
import { insertUnit, lockUnit } from './unit-store.ts';
import { writeUnitStep } from './write-unit.ts';

interface Demo {
  readonly agency: string;
  readonly callSign: string;
  readonly kind: UnitKind;
  readonly skills: readonly UnitSkill[];
  /** Latitude, longitude of a base; places of Sidoarjo, the rest invented. */
  readonly home: readonly [number, number];
  readonly isOff?: true;
}

/** Believable units of the demo regency; call signs are invented. */
const demoUnits: readonly Demo[] = [
  { agency: 'DAMKAR', callSign: 'Damkar 01', kind: 'engine', skills: ['pump', 'ladder'], home: [-7.4469, 112.7186] },
  { agency: 'DAMKAR', callSign: 'Damkar 02', kind: 'engine', skills: ['pump'], home: [-7.4469, 112.7186] },
  { agency: 'DAMKAR', callSign: 'Damkar 03', kind: 'water_tender', skills: ['pump'], home: [-7.3741, 112.7283] },
  { agency: 'DAMKAR', callSign: 'Damkar 04', kind: 'engine', skills: ['pump', 'hazmat'], home: [-7.3557, 112.6968] },
  { agency: 'DAMKAR', callSign: 'Damkar 05', kind: 'engine', skills: ['pump'], home: [-7.5406, 112.6951], isOff: true },
  {
    agency: 'DAMKAR',
    callSign: 'Rescue 11',
    kind: 'rescue',
    skills: ['extrication', 'height', 'animal'],
    home: [-7.4469, 112.7186],
  },
  {
    agency: 'PSC119',
    callSign: 'Ambulans 1',
    kind: 'ambulance',
    skills: ['first_aid', 'life_support'],
    home: [-7.4641, 112.7142],
  },
  { agency: 'PSC119', callSign: 'Ambulans 2', kind: 'ambulance', skills: ['first_aid'], home: [-7.3963, 112.7278] },
  { agency: 'PSC119', callSign: 'Ambulans 3', kind: 'ambulance', skills: ['first_aid'], home: [-7.4218, 112.5736] },
  { agency: 'PSC119', callSign: 'Motor medis 1', kind: 'motorcycle', skills: ['first_aid'], home: [-7.4526, 112.7171] },
  { agency: 'BPBD', callSign: 'TRC 1', kind: 'team', skills: ['water', 'chainsaw'], home: [-7.4594, 112.7064] },
  { agency: 'BPBD', callSign: 'Perahu 1', kind: 'boat', skills: ['water'], home: [-7.5291, 112.7093] },
  { agency: 'BPBD', callSign: 'Logistik 1', kind: 'logistics', skills: ['pump'], home: [-7.4594, 112.7064] },
  { agency: 'DISHUB', callSign: 'Dishub 1', kind: 'patrol', skills: ['traffic'], home: [-7.4389, 112.7015] },
  { agency: 'DISHUB', callSign: 'Derek 1', kind: 'tow_truck', skills: ['tow'], home: [-7.3641, 112.7259] },
];

/** Units of the demo regency, on duty; `crew` is the account that is in the first fire engine. */
export async function seedDemoUnits(ctx: ActionContext, crew: string): Promise<void> {
  const agencies = await agencyByCode(ctx);
  for (const { agency, callSign, kind, skills, home, isOff } of demoUnits) {
    const id: UnitId = newId();
    const content = {
      callSign,
      kind,
      skills: [...skills],
      home: { latitude: home[0], longitude: home[1] },
      // No real telephone rings in a demo.
      phone: null,
      active: true,
    };
    const agencyId = present(agencies.get(agency), `the seed of agencies has ${agency}`);
    await insertUnit(ctx, { id, agencyId, status: 'out_of_service', content });
    if (callSign === 'Damkar 01') await insertMember(ctx, { id: newId(), unitId: id, userId: crew, name: null });
    if (isOff === true) continue;
    const unit = present(await lockUnit(ctx, id), 'it was just inserted');
    const said = {
      kind: 'status',
      status: 'available',
      at: ctx.now,
      taskId: null,
      setting: null,
      force: true,
    } as const;
    const step = decideUnit(unit, said);
    if (!step.ok) throw new Error(`The demo unit ${callSign} was refused: ${step.refusal.code}`);
    await writeUnitStep(ctx, unit, step.value, { source: 'system', labelCode: null, deviceAt: null, clamped: false });
  }
}
