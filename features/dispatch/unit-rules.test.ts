import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '#platform/shared/ids.ts';
import { metresBetween } from '#platform/shared/sphere.ts';
import { plusMs } from '#platform/shared/time.ts';
import { assignmentStates } from './assignment.ts';
import { assignmentCan } from './rules.ts';
import { type UnitStatus, unitStatuses } from './unit.ts';
import { agencyUnitsDefaults, unitFiguresDefaults } from './unit-defaults.ts';
import {
  clampDevice,
  decideUnit,
  estimateS,
  hourIn,
  judgeMove,
  kindsFor,
  labelOf,
  missedVillages,
  type OpenTask,
  reachM,
  silenceMs,
  stepsFor,
  type UnitCommand,
  type UnitState,
} from './unit-rules.ts';

const t0 = '2026-11-22T03:00:00.000Z';
const at = (minutes: number) => plusMs(t0, minutes * 60_000);
const task = (assignmentId: string): OpenTask => ({ id: newId(), assignmentId });
const idle: UnitState = { active: true, status: 'available', statusAt: t0, currentId: null, open: [] };
const first = task('first');
const second = task('second');
const driving: UnitState = { active: true, status: 'en_route', statusAt: t0, currentId: first.id, open: [first] };
const enforce = { ...agencyUnitsDefaults, mode: 'enforce' as const };

const say = (status: UnitStatus, given: Partial<Extract<UnitCommand, { kind: 'status' }>> = {}): UnitCommand => ({
  kind: 'status',
  status,
  at: at(1),
  taskId: null,
  setting: agencyUnitsDefaults,
  force: false,
  ...given,
});
const send = (one: OpenTask, force = false): UnitCommand => ({ kind: 'assign', task: one, at: at(1), force });

/** The state after a step. */
function stateAfter(unit: UnitState, command: UnitCommand): UnitState {
  const decided = decideUnit(unit, command);
  if (!decided.ok) return unit;
  const { ends, status, statusAt, currentId } = decided.value;
  const open = [...unit.open, ...(command.kind === 'assign' ? [command.task] : [])];
  return {
    ...unit,
    status,
    statusAt,
    currentId,
    open: open.filter((one) => !ends.some((end) => end.id === one.id)),
  };
}

describe('sending a unit', () => {
  test('makes it dispatched', () => {
    expect(decideUnit(idle, send(first))).toMatchObject({
      ok: true,
      value: {
        status: 'dispatched',
        currentId: first.id,
        rows: [{ status: 'dispatched', taskId: first.id }],
        ends: [],
      },
    });
  });

  test.each<[string, UnitState, string]>([
    ['busy on another', driving, 'unit.busy'],
    ['on scene of its own', { ...idle, status: 'on_scene' }, 'unit.not_free'],
    ['out of service', { ...idle, status: 'out_of_service' }, 'unit.not_free'],
    ['closed for good', { ...idle, active: false }, 'unit.not_active'],
    ['on it already', { ...driving, open: [{ ...first, assignmentId: 'second' }] }, 'unit.already_assigned'],
  ])('%s asks or refuses', (_name, unit, code) => {
    expect(decideUnit(unit, send(second))).toMatchObject({ ok: false, refusal: { code } });
  });

  test('by force takes nothing away, and the unit comes back to its first task when the second is over', () => {
    const both = stateAfter(driving, send(second, true));
    expect(both).toMatchObject({ status: 'dispatched', currentId: second.id, open: [first, second] });
    const done = decideUnit(stateAfter(both, say('on_scene', { at: at(5) })), say('available', { at: at(9) }));
    expect(done).toMatchObject({
      ok: true,
      value: {
        ends: [{ id: second.id, reason: 'cleared' }],
        rows: [
          { status: 'available', taskId: second.id },
          { status: 'dispatched', taskId: first.id },
        ],
        status: 'dispatched',
        currentId: first.id,
      },
    });
  });
});

describe('what a unit says', () => {
  test('late stays history: a newer status is not moved back', () => {
    const unit = { ...driving, status: 'on_scene' as const, statusAt: at(10) };
    expect(decideUnit(unit, say('en_route', { at: at(4) }))).toMatchObject({
      ok: true,
      value: { late: true, status: 'on_scene', statusAt: at(10), rows: [{ status: 'en_route', at: at(4) }], ends: [] },
    });
  });

  test('about a task that is over changes nothing of the present one', () => {
    expect(decideUnit(driving, say('on_scene', { taskId: second.id }))).toMatchObject({
      ok: true,
      value: { late: true, status: 'en_route', currentId: first.id },
    });
  });

  test('about the task it was called away from makes that the present one', () => {
    const both = stateAfter(driving, send(second, true));
    expect(stateAfter(both, say('on_scene', { taskId: first.id, at: at(3) }))).toMatchObject({
      status: 'on_scene',
      currentId: first.id,
      open: [first, second],
    });
  });

  test('twice is said once', () => {
    expect(decideUnit(driving, say('en_route'))).toMatchObject({ ok: true, value: { rows: [], late: false } });
  });

  test('out of service gives all tasks back', () => {
    const both = stateAfter(driving, send(second, true));
    expect(stateAfter(both, say('out_of_service', { at: at(2) }))).toMatchObject({
      status: 'out_of_service',
      currentId: null,
      open: [],
    });
  });
});

describe('releasing', () => {
  test.each<[UnitStatus, UnitStatus]>([
    ['dispatched', 'available'],
    ['en_route', 'returning'],
    ['on_scene', 'returning'],
    ['transporting', 'transporting'],
    ['at_hospital', 'at_hospital'],
    ['returning', 'returning'],
  ])('a unit that is %s is %s afterwards', (before, expected) => {
    const command = { kind: 'release', taskId: first.id, at: at(1), reason: 'assignment_ended' } as const;
    expect(stateAfter({ ...driving, status: before }, command)).toMatchObject({
      status: expected,
      open: [],
      currentId: null,
    });
  });

  test('from a task that it was called away from changes nothing else', () => {
    const both = stateAfter(driving, send(second, true));
    const command = { kind: 'release', taskId: first.id, at: at(2), reason: 'not_needed' } as const;
    expect(stateAfter(both, command)).toMatchObject({ status: 'dispatched', currentId: second.id, open: [second] });
  });

  test('from a task it is not on is refused', () => {
    const command = { kind: 'release', taskId: second.id, at: at(2), reason: 'not_needed' } as const;
    expect(decideUnit(driving, command)).toMatchObject({ ok: false, refusal: { code: 'unit.not_assigned' } });
  });
});

describe('the table of moves', () => {
  test.each([
    ['off', 'usual'],
    ['warn', 'unusual'],
    ['enforce', 'refused'],
  ] as const)('in mode %s calls an unusual move %s', (mode, verdict) => {
    expect(judgeMove({ ...agencyUnitsDefaults, mode }, 'available', 'at_hospital')).toBe(verdict);
    expect(judgeMove({ ...agencyUnitsDefaults, mode }, 'en_route', 'on_scene')).toBe('usual');
  });

  test.each<[string, unknown]>([
    ['nothing', null],
    ['something else', { labels: 'x' }],
    ['a mode nobody knows', { ...enforce, mode: 'strict' }],
    ['a status that it does not list', { ...enforce, moves: {} }],
    ['a status that it would shut in', { ...enforce, moves: { available: [] } }],
  ])('fails open on %s', (_name, setting) => {
    expect(judgeMove(setting, 'available', 'at_hospital')).toBe('usual');
  });

  test('enforced refuses, and a person may force', () => {
    expect(decideUnit(idle, say('at_hospital', { setting: enforce }))).toMatchObject({
      ok: false,
      refusal: { code: 'unit.move_refused' },
    });
    expect(decideUnit(idle, say('at_hospital', { setting: enforce, force: true }))).toMatchObject({
      ok: true,
      value: { status: 'at_hospital', unusual: true },
    });
  });
});

describe('what a status does to the assignment', () => {
  test.each([
    ['en_route', 'SENT', ['en_route']],
    ['en_route', 'ON_SCENE', []],
    ['on_scene', 'SENT', ['en_route', 'arrive']],
    ['on_scene', 'ACKNOWLEDGED', ['arrive']],
    ['on_scene', 'EN_ROUTE', ['arrive']],
    ['on_scene', 'HANDLING', []],
    ['transporting', 'EN_ROUTE', ['arrive', 'handle']],
    ['transporting', 'ON_SCENE', ['handle']],
    ['available', 'ON_SCENE', []],
    ['returning', 'HANDLING', []],
    ['on_scene', 'CANCELLED', []],
  ] as const)('%s in %s: %j', (status, state, steps) => {
    expect(stepsFor(status, state)).toEqual(steps);
  });

  test('is legal in every state, and never ends it', () => {
    for (const status of unitStatuses) {
      for (const state of assignmentStates) {
        const steps = stepsFor(status, state);
        if (steps[0] !== undefined) expect(assignmentCan[state]).toContain(steps[0]);
        expect(steps).not.toContain('finish');
      }
    }
  });
});

test('a time that cannot be is the nearer end, and says so', () => {
  const bounds = { from: at(0), to: at(10) };
  expect(clampDevice(at(5), bounds)).toEqual({ at: at(5), clamped: false });
  expect(clampDevice(at(-5), bounds)).toEqual({ at: at(0), clamped: true });
  expect(clampDevice(at(30), bounds)).toEqual({ at: at(10), clamped: true });
});

test('time on the road: distance, detour of the district, speed of the kind at that hour', () => {
  const sidoarjo = { latitude: -7.4478, longitude: 112.7183 };
  const metres = metresBetween(sidoarjo, { latitude: -7.4478 - 1 / 60, longitude: 112.7183 });
  // A minute of latitude is a nautical mile, 1852 m.
  expect(metres).toBeGreaterThan(1845);
  expect(metres).toBeLessThan(1860);
  const way = { metres: 10_000, kind: 'ambulance' as const, hour: 12, districtCode: '35.15.08' };
  // 14 km at 40 km/h.
  expect(estimateS(unitFiguresDefaults, way)).toBe(1260);
  expect(estimateS(unitFiguresDefaults, { ...way, hour: 7 })).toBe(1800);
  expect(estimateS(unitFiguresDefaults, { ...way, hour: 23 })).toBe(1008);
  expect(estimateS({ ...unitFiguresDefaults, detourByDistrict: { '35.15.08': 200 } }, way)).toBe(1800);
  expect(hourIn('2026-11-22T23:30:00.000Z', 'Asia/Jakarta')).toBe(6);
});

test('as far as a unit comes in some minutes it needs those minutes for', () => {
  const figures = { ...unitFiguresDefaults, detourByDistrict: { '35.15.08': 200 } };
  // 10 minutes at 40 km/h, the roads 1.4 times as long as the line.
  expect(reachM(figures, { kind: 'ambulance', hour: 12, minutes: 10 })).toBe(4762);
  for (const hour of [3, 7, 12]) {
    const metres = reachM(figures, { kind: 'engine', hour, minutes: 15 });
    expect(estimateS(figures, { metres, kind: 'engine', hour, districtCode: null })).toBe(900);
    expect(estimateS(figures, { metres, kind: 'engine', hour, districtCode: '35.15.08' })).toBeGreaterThan(900);
  }
});

test('villages that nobody reaches in time: the latest first, by the detour of their district; all of them where no unit is', () => {
  const figures = { ...unitFiguresDefaults, detourByDistrict: { '35.15.02': 400 } };
  const at = (latitude: number) => ({ latitude, longitude: 112.7 });
  const near = { code: '35.15.01.2001', districtCode: '35.15.01', point: at(-7.41) };
  const behindRiver = { code: '35.15.02.2001', districtCode: '35.15.02', point: at(-7.42) };
  const far = { code: '35.15.01.2002', districtCode: '35.15.01', point: at(-7.6) };
  const villages = [near, behindRiver, far];
  const missed = missedVillages(figures, villages, [{ ...at(-7.4), kind: 'engine' }], { minutes: 10, hour: 12 });
  expect(missed.map(({ code }) => code)).toEqual([far.code, behindRiver.code]);
  const nobody = missedVillages(figures, villages, [], { minutes: 10, hour: 12 });
  expect(nobody.map(({ seconds }) => seconds)).toEqual([null, null, null]);
  expect(kindsFor(figures, null)).toBeNull();
  expect(kindsFor({ ...figures, kinds: { FIRE: [] } }, 'FIRE')).toBeNull();
  expect(kindsFor(figures, 'FIRE')).toContain('engine');
});

test('how long a crew may be silent: by type, by category, in general', () => {
  const figures = { ...unitFiguresDefaults, silenceByType: { FIRE_FOREST: 60 } };
  expect(silenceMs(figures, { typeCode: 'FIRE_FOREST', category: 'FIRE' })).toBe(3_600_000);
  expect(silenceMs(figures, { typeCode: 'CRIME_ROBBERY', category: 'CRIME' })).toBe(600_000);
  expect(silenceMs(figures, null)).toBe(1_800_000);
});

test('the word of an agency for a status', () => {
  const labels = [
    ...agencyUnitsDefaults.labels,
    { code: 'ronda', name: 'Ronda', nameEn: 'Patrol', status: 'available' as const },
  ];
  expect(labelOf(labels, 'available', 'ronda')?.name).toBe('Ronda');
  expect(labelOf(labels, 'available', null)?.name).toBe('Siap');
  expect(labelOf(labels, 'en_route', 'ronda')?.name).toBe('Menuju lokasi');
  expect(labelOf([], 'en_route', null)).toBeNull();
});

test('whatever is said and sent in whatever order: the present task is an open one, none ends unsaid, time does not run back', () => {
  const names = ['a', 'b', 'c'];
  const command = fc.oneof(
    fc.record({
      kind: fc.constant('assign' as const),
      name: fc.constantFrom(...names),
      minute: fc.nat(60),
      force: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('status' as const),
      status: fc.constantFrom(...unitStatuses),
      minute: fc.nat(60),
      about: fc.option(fc.nat(2)),
    }),
    fc.record({ kind: fc.constant('release' as const), about: fc.nat(2), minute: fc.nat(60) }),
  );
  fc.assert(
    fc.property(fc.array(command, { maxLength: 40 }), fc.constantFrom('off', 'warn', 'enforce'), (commands, mode) => {
      let unit = idle;
      const made: OpenTask[] = [];
      for (const one of commands) {
        const about = one.kind === 'assign' || one.about === null ? null : (made.at(-1 - one.about)?.id ?? null);
        if (one.kind === 'release' && about === null) continue;
        const built: UnitCommand =
          one.kind === 'assign'
            ? { kind: 'assign', task: task(one.name), at: at(one.minute), force: one.force }
            : one.kind === 'status'
              ? say(one.status, { at: at(one.minute), taskId: about, setting: { ...agencyUnitsDefaults, mode } })
              : { kind: 'release', taskId: about ?? first.id, at: at(one.minute), reason: 'not_needed' };
        const decided = decideUnit(unit, built);
        const next = stateAfter(unit, built);
        if (decided.ok && built.kind === 'assign') made.push(built.task);
        const gone = unit.open.filter((open) => !next.open.some((kept) => kept.id === open.id));
        expect(gone.map(({ id }) => id)).toEqual(decided.ok ? decided.value.ends.map(({ id }) => id) : []);
        expect(next.currentId === null).toBe(next.open.length === 0);
        expect(next.currentId === null || next.open.some(({ id }) => id === next.currentId)).toBe(true);
        expect(next.statusAt >= unit.statusAt).toBe(true);
        unit = next;
      }
    }),
    { numRuns: 500 },
  );
});
