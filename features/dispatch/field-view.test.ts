import { describe, expect, test } from 'vitest';
import { incidentId } from '#features/incidents/incident.ts';
import { newId } from '#platform/shared/ids.ts';
import { assignmentId } from './assignment.ts';
import type { FieldAction } from './field.ts';
import type { FieldView } from './field-contract.ts';
import { canReject, nextStep, project } from './field-view.ts';
import { unitAssignmentId, unitId } from './unit.ts';

const unit = unitId.parse(newId());
const [first, second] = [assignmentId.parse(newId()), assignmentId.parse(newId())];
const at = '2026-11-22T06:00:00.000Z';

function taskOf(id: typeof first, current: boolean): FieldView['tasks'][number] {
  return {
    assignmentId: id,
    incidentId: incidentId.parse(newId()),
    incidentNumber: 1,
    unitId: unit,
    unitAssignmentId: unitAssignmentId.parse(newId()),
    current,
    assignedAt: at,
    state: 'ACKNOWLEDGED',
    part: 'lead',
    typeName: null,
    priority: null,
    lifeAtRisk: null,
    sensitive: false,
    callerCannotSpeak: false,
    clock: null,
    place: { text: null, landmark: null, villageName: null, districtName: null, point: null },
    description: null,
    callerFirstName: null,
    notes: [],
    callerCall: { hurdle: null, newest: null },
    others: [],
  };
}
const view: FieldView = {
  now: at,
  units: [
    {
      id: unit,
      callSign: 'Damkar 01',
      kind: 'engine',
      agencyName: 'Damkar',
      status: 'dispatched',
      statusAt: at,
      labels: [],
      askedAt: at,
      alarms: [],
    },
  ],
  tasks: [taskOf(first, true), taskOf(second, false)],
  takeable: [],
};

let number = 0;
const action = (more: Partial<FieldAction> & Pick<FieldAction, 'kind'>) => ({
  kind: 'action' as const,
  // What each kind needs is given by the case.
  action: { key: `press-${++number}-long-enough`, unitId: unit, at, ...more } as FieldAction,
});

describe('the next step', () => {
  test.each([
    ['sent: start', true, 'dispatched', 'start'],
    ['back from another: start', true, 'returning', 'start'],
    ['on the road: arrived', true, 'en_route', 'arrive'],
    ['there: finished', true, 'on_scene', 'finish'],
    ['carrying somebody: finished', true, 'transporting', 'finish'],
    ['a task it was called away from: start, whatever it does now', false, 'on_scene', 'start'],
  ] as const)('%s', (_name, current, status, expected) => {
    expect(nextStep({ current }, status)).toBe(expected);
  });
});

test.each([
  ['EN_ROUTE', true],
  ['ON_SCENE', true],
  ['HANDLING', false],
  ['DONE', false],
] as const)('in %s a task can be given back: %s', (state, expected) => {
  expect(canReject({ state })).toBe(expected);
});

describe('what the crew has said itself is on its screen at once', () => {
  test('nothing waits: as the server said', () => {
    expect(project(view, [])).toMatchObject(view);
  });
  test('a status, and the task it speaks of is the one it works on', () => {
    const shown = project(view, [action({ kind: 'status', status: 'en_route', assignmentId: second })]);
    expect(shown.units[0]).toMatchObject({ status: 'en_route', askedAt: null });
    expect(shown.tasks.map(({ current }) => current)).toEqual([false, true]);
  });
  test('statuses one after another: the last counts', () => {
    const steps = (['en_route', 'on_scene'] as const).map((status) =>
      action({ kind: 'status', status, assignmentId: first }),
    );
    expect(project(view, steps).units[0]?.status).toBe('on_scene');
  });
  test.each(['finish', 'leave', 'reject'] as const)('%s: the task is ending', (kind) => {
    const shown = project(view, [
      action({ kind, assignmentId: first } as Partial<FieldAction> & { kind: typeof kind }),
    ]);
    expect(shown.tasks.map(({ isEnding }) => isEnding)).toEqual([true, false]);
  });
  test('an answer to the question, a press for help, a note, a photo, a task taken', () => {
    expect(project(view, [action({ kind: 'check_in' })]).units[0]?.askedAt).toBeNull();
    const twice = [action({ kind: 'panic' }), action({ kind: 'panic' })];
    expect(project(view, twice).units[0]?.alarms).toEqual(['panic']);
    const noted = project(view, [action({ kind: 'note', assignmentId: first, text: 'air habis' })]);
    expect(noted.tasks[0]?.notes.map(({ text }) => text)).toEqual(['air habis']);
    const file = {
      key: newId(),
      unitId: unit,
      assignmentId: first,
      kind: 'photo',
      at,
      mime: 'image/jpeg',
      bytes: 1,
    } as const;
    expect(project(view, [{ kind: 'file', file }]).tasks[0]?.unsentFiles).toBe(1);
    expect(project(view, [action({ kind: 'take', assignmentId: second, force: null })]).taking).toEqual([second]);
  });
});
