import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newId } from '#platform/shared/ids.ts';
import { assignmentId } from './assignment.ts';
import { type FieldAction, inPressedOrder } from './field.ts';
import {
  dismiss,
  emptyQueue,
  enqueue,
  keyOf,
  nextShipment,
  type Queue,
  type ServerAnswer,
  settle,
  type WaitingItem,
} from './field-queue.ts';
import { unitId } from './unit.ts';

const unit = unitId.parse(newId());
const task = assignmentId.parse(newId());
const atOf = (number: number) => new Date(Date.UTC(2026, 10, 22, 6, 0, number)).toISOString();

function note(number: number): WaitingItem & { kind: 'action' } {
  return {
    kind: 'action',
    action: {
      kind: 'note',
      key: `press-${String(number).padStart(4, '0')}`,
      unitId: unit,
      at: atOf(number),
      assignmentId: task,
      text: 'x',
    },
  };
}
function photo(number: number): WaitingItem & { kind: 'file' } {
  return {
    kind: 'file',
    file: {
      key: newId(),
      unitId: unit,
      assignmentId: task,
      kind: 'photo',
      at: atOf(number),
      mime: 'image/jpeg',
      bytes: 9,
    },
  };
}
const queueOf = (...items: WaitingItem[]): Queue => items.reduce(enqueue, emptyQueue);
const answer = (item: WaitingItem, outcome: ServerAnswer['outcome'], code: string | null = null): ServerAnswer => ({
  key: keyOf(item),
  outcome,
  code,
  detail: {},
});

describe('what is sent next', () => {
  const [first, second, picture] = [note(1), note(2), photo(0)];
  test.each([
    ['nothing waits: nothing', queueOf(), null],
    ['actions in their order', queueOf(first, second), [first, second]],
    ['a photo waits for the actions, though it is older', queueOf(picture, first), [first]],
    ['a photo alone', queueOf(picture), [picture]],
  ])('%s', (_name, queue, expected) => {
    const next = nextShipment(queue);
    const keys = next === null ? null : next.kind === 'file' ? [next.file.key] : next.actions.map(({ key }) => key);
    expect(keys).toEqual(expected === null ? null : expected.map(keyOf));
  });

  test('no more than the server takes at once', () => {
    const next = nextShipment(queueOf(...Array.from({ length: 120 }, (_each, index) => note(index))));
    expect(next?.kind === 'actions' && next.actions.length).toBe(50);
  });
});

describe('what an answer does', () => {
  const [first, second] = [note(1), note(2)];
  const both = queueOf(first, second);
  test.each([
    ['applied: done', 'applied', [second], 0],
    ['late: in the history, done', 'late', [second], 0],
    ['failed: waits on, in its place', 'failed', [first, second], 0],
    ['conflict: done, and kept to be read', 'conflict', [second], 1],
  ] as const)('%s', (_name, outcome, waiting, conflicts) => {
    const after = settle(both, [answer(first, outcome, outcome === 'conflict' ? 'unit.not_assigned' : null)]);
    expect(after.waiting).toEqual(waiting);
    expect(after.conflicts).toHaveLength(conflicts);
  });

  test('an answer for something else changes nothing, and a conflict is read once', () => {
    expect(settle(both, [answer(note(9), 'applied')])).toEqual(both);
    const told = settle(both, [answer(first, 'conflict', 'assignment.not_possible')]);
    expect(settle(told, [answer(first, 'conflict', 'assignment.not_possible')])).toEqual(told);
    expect(dismiss(told, keyOf(first)).conflicts).toEqual([]);
  });
});

/** A server as POST /api/field/actions is: each key once, the same answer ever after. What is a conflict, the action decides. */
class Server {
  readonly done: string[] = [];
  readonly #answers = new Map<string, ServerAnswer>();
  #faults: number;
  constructor(faults: number) {
    this.#faults = faults;
  }
  take(actions: readonly FieldAction[]): ServerAnswer[] {
    return inPressedOrder(actions).map((action) => {
      const known = this.#answers.get(action.key);
      if (known !== undefined) return known;
      const said: ServerAnswer = { key: action.key, outcome: 'applied', code: null, detail: {} };
      if (this.#faults > 0) {
        this.#faults--;
        return { ...said, outcome: 'failed' };
      }
      const isConflict = action.kind === 'note' && action.text === 'conflict';
      const given: ServerAnswer = isConflict ? { ...said, outcome: 'conflict', code: 'unit.not_assigned' } : said;
      this.#answers.set(action.key, given);
      this.done.push(action.key);
      return given;
    });
  }
}

const happening = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('press' as const), isConflict: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('photo' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'send' as const,
        'request lost' as const,
        'answer lost' as const,
        'answered later' as const,
      ),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('old answer' as const, 'second tab' as const) }) },
);

describe('any interleaving of presses, outages, lost and repeated answers', () => {
  const play = (story: readonly { kind: string; isConflict?: boolean }[], faults: number) => {
    const server = new Server(faults);
    const files: string[] = [];
    const pressed: WaitingItem[] = [];
    const mail: ServerAnswer[][] = [];
    let queue: Queue = emptyQueue;
    const ship = (from: Queue): ServerAnswer[] => {
      const next = nextShipment(from);
      if (next === null) return [];
      if (next.kind === 'actions') return server.take(next.actions);
      if (!files.includes(next.file.key)) files.push(next.file.key);
      return [{ key: next.file.key, outcome: 'applied', code: null, detail: {} }];
    };
    for (const { kind, isConflict } of story) {
      const number = pressed.length + 1;
      if (kind === 'press' || kind === 'photo') {
        const item: WaitingItem = kind === 'photo' ? photo(number) : note(number);
        if (item.kind === 'action' && item.action.kind === 'note' && isConflict === true) item.action.text = 'conflict';
        pressed.push(item);
        queue = enqueue(enqueue(queue, item), item);
      }
      if (kind === 'send') queue = settle(queue, ship(queue));
      if (kind === 'answer lost') ship(queue);
      if (kind === 'answered later') mail.push(ship(queue));
      if (kind === 'old answer') queue = settle(queue, mail.at(0) ?? []);
      if (kind === 'second tab') queue = settle(settle(queue, ship(queue)), ship(queue));
    }
    // Back for good.
    for (let turn = 0; queue.waiting.length > 0 && turn < 500; turn++) queue = settle(queue, ship(queue));
    return { server, files, pressed, queue };
  };
  const keysOf = (items: readonly WaitingItem[], kind: WaitingItem['kind']) =>
    items.filter((item) => item.kind === kind).map(keyOf);

  test('nothing is lost, nothing is done twice, and conflicts are exactly those the server said', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), fc.nat({ max: 6 }), (story, faults) => {
        const { server, files, pressed, queue } = play(story, faults);
        expect(queue.waiting).toEqual([]);
        expect([...server.done].sort()).toEqual(keysOf(pressed, 'action').sort());
        expect([...files].sort()).toEqual(keysOf(pressed, 'file').sort());
        const refused = pressed.filter(
          (item) => item.kind === 'action' && item.action.kind === 'note' && item.action.text === 'conflict',
        );
        expect(queue.conflicts.map(({ item }) => keyOf(item)).sort()).toEqual(refused.map(keyOf).sort());
      }),
      { numRuns: 500 },
    );
  });

  test('without faults of the server the order is that of the presses, whatever the network did', () => {
    fc.assert(
      fc.property(fc.array(happening, { maxLength: 60 }), (story) => {
        const { server, pressed } = play(story, 0);
        expect(server.done).toEqual(keysOf(pressed, 'action'));
      }),
      { numRuns: 500 },
    );
  });
});
