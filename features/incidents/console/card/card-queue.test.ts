import { describe, expect, test } from 'vitest';
import { cardId, cardRunId } from '../../card.ts';
import type { CardRun } from '../../card-contract.ts';
import { cardSeeds } from '../../card-seeds.ts';
import { createCardQueue, type KeptRun, type Sent } from './card-queue.ts';

const content = cardSeeds[0]?.content;
if (content === undefined) throw new Error('there are cards');
const card = { id: cardId.parse('00000000-0000-7000-8000-000000000001'), version: 3, content };
const call = { of: 'call:a', callId: '00000000-0000-7000-8000-00000000000a', incidentId: null };
const no = { question: 'conscious', choice: 'no', words: null };
const gasping = { question: 'breathing', choice: 'no', words: null };
const yes = { question: 'conscious', choice: 'yes', words: null };

function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}
const saved = (run: KeptRun, answers = run.answers, revision = run.revision + 1): CardRun => ({
  id: cardRunId.parse(run.id),
  cardId: card.id,
  cardCode: 'CPR',
  cardVersion: run.cardVersion,
  content: run.content,
  callId: null,
  incidentId: null,
  revision,
  answers: [...answers],
  changedAt: '2026-11-22T00:00:00.000Z',
  changedBy: null,
});
/** A queue whose server says what the test says, one answer after the other. */
function queueWith(answers: ((run: KeptRun) => Sent)[], kept = storage()) {
  const sent: KeptRun[] = [];
  const refused: unknown[] = [];
  const queue = createCardQueue({
    send: async (run) => {
      sent.push(run);
      return (answers.shift() ?? ((one: KeptRun) => ({ kind: 'saved', run: saved(one) })))(run);
    },
    storage: kept,
    wait: () => Promise.resolve(),
    onRefused: (error) => refused.push(error),
    now: () => 1,
  });
  return { queue, sent, refused, kept };
}
const settled = async () => {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve();
};

describe('the queue of cards', () => {
  test('an answer is on the screen before anything was sent, and sent until the server has it', async () => {
    const { queue, sent } = queueWith([() => ({ kind: 'away' }), () => ({ kind: 'away' })]);
    const id = queue.begin(card, call);
    queue.answer(id, [no]);
    expect(queue.all()[0]).toMatchObject({ answers: [no], isSent: false });
    await settled();
    expect(sent).toHaveLength(3);
    expect(queue.all()[0]).toMatchObject({ answers: [no], isSent: true, revision: 1 });
  });

  test('what is answered while a send is under way follows it, with the revision of before', async () => {
    const { queue, sent } = queueWith([]);
    const id = queue.begin(card, call);
    queue.answer(id, [no]);
    queue.answer(id, [no, gasping]);
    await settled();
    expect(sent.map((run) => [run.revision, run.answers.length])).toEqual([
      [0, 1],
      [1, 2],
    ]);
    expect(queue.all()[0]).toMatchObject({ isSent: true, revision: 2 });
  });

  test('a reload loses no answer and no typed word, and sends what is left', async () => {
    const first = queueWith([() => ({ kind: 'away' })]);
    const id = first.queue.begin(card, { ...call, callId: null, of: 'call:unknown' });
    first.queue.answer(id, [no]);
    first.queue.type(id, 'di dapur');
    await settled();
    expect(first.sent).toEqual([]);
    const second = queueWith([], first.kept);
    expect(second.queue.all()[0]).toMatchObject({ answers: [no], typed: 'di dapur', isSent: false });
    second.queue.adopt('call:unknown', call);
    await settled();
    expect(second.sent).toHaveLength(1);
    expect(second.queue.all()[0]).toMatchObject({ of: 'call:a', isSent: true });
  });

  test('somebody went on in it: mine follows where it can, else theirs is shown', async () => {
    const follows = queueWith([(run) => ({ kind: 'stale', run: saved(run, [no], 4) })]);
    follows.queue.answer(follows.queue.begin(card, call), [no, gasping]);
    await settled();
    expect(follows.sent.map((run) => run.revision)).toEqual([0, 4]);
    expect(follows.queue.all()[0]).toMatchObject({ answers: [no, gasping], isSent: true, isOthers: false });
    const parts = queueWith([(run) => ({ kind: 'stale', run: saved(run, [yes], 4) })]);
    parts.queue.answer(parts.queue.begin(card, call), [no]);
    await settled();
    expect(parts.queue.all()[0]).toMatchObject({ answers: [yes], isSent: true, isOthers: true, revision: 4 });
  });

  test('what the server refuses for good goes, and is told', async () => {
    const { queue, refused } = queueWith([() => ({ kind: 'refused', error: 'ended' })]);
    queue.answer(queue.begin(card, call), [no]);
    await settled();
    expect(refused).toEqual(['ended']);
    expect(queue.all()).toEqual([]);
  });

  test('the server’s runs are taken over, but not over what is answered here and not sent', async () => {
    const { queue } = queueWith([() => ({ kind: 'away' })]);
    const id = queue.begin(card, { ...call, callId: null });
    queue.answer(id, [no]);
    const [mine] = queue.all();
    if (mine === undefined) throw new Error('the run is there');
    queue.learn([saved(mine, [yes], 9)], 'call:a');
    expect(queue.all()[0]?.answers).toEqual([no]);
    const theirs = { ...saved(mine, [yes], 2), id: cardRunId.parse('00000000-0000-7000-8000-0000000000ff') };
    queue.learn([theirs], 'call:a');
    expect(queue.all()[1]).toMatchObject({ answers: [yes], isSent: true, touched: 0 });
    queue.learn([{ ...theirs, revision: 3, answers: [] }], 'call:a');
    expect(queue.all()[1]).toMatchObject({ answers: [], revision: 3 });
  });
});
