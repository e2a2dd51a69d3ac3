import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listAnswerRows, readAgencyAnswer, readAnswers } from '../../answer-contract.ts';
import { openAnswerRoom, type Who } from './test-answer-room.ts';

// November: the fire brigade acknowledged one of three in time and rejected one; the ambulances all of theirs.

let room: Awaited<ReturnType<typeof openAnswerRoom>>;
const month = '2026-11';
const late: string[] = [];

beforeAll(async () => {
  room = await openAnswerRoom();
  const task = (agency: 'DAMKAR' | 'PSC119', day: string, hour: string, seconds: number | null) =>
    room.addTask({
      agency,
      sentAt: `2026-11-${day}T${hour}:00:00.000Z`,
      dueAt: `2026-11-${day}T${hour}:01:00.000Z`,
      ...(seconds === null
        ? {}
        : { acknowledgedAt: new Date(Date.parse(`2026-11-${day}T${hour}:00:00.000Z`) + seconds * 1000).toISOString() }),
    });
  await task('DAMKAR', '05', '02', 30);
  late.push(await task('DAMKAR', '06', '09', 90), await task('DAMKAR', '07', '15', null));
  await room.addTask({
    agency: 'DAMKAR',
    sentAt: '2026-11-08T02:00:00.000Z',
    dueAt: '2026-11-08T02:01:00.000Z',
    state: 'REJECTED',
    reason: 'outside_area',
  });
  await task('PSC119', '05', '02', 10);
  await task('PSC119', '05', '03', 20);
});
afterAll(() => room.close());

const pageOf = async (who: Who, agency: 'DAMKAR' | 'PSC119', asked = month) => {
  const { status, text } = await room.send(who, 'GET', `/api/agency-answers/${room.agencies[agency]}?month=${asked}`);
  expect(status, text).toBe(200);
  return readAgencyAnswer.output.parse(JSON.parse(text));
};
const figure = (figures: readonly { code: string }[], code: string) => figures.find((one) => one.code === code);
const explain = (who: Who, text: string, version: number, more: object = {}) =>
  room.send(who, 'POST', `/api/agency-answers/${room.agencies.DAMKAR}/explain`, {
    month,
    code: 'SLA_ACK',
    version,
    text,
    ...more,
  });
const reply = (who: Who, code: string, version: number) =>
  room.send(who, 'POST', `/api/agency-answers/${room.agencies.DAMKAR}/reply`, {
    month,
    code,
    version,
    text: 'Tambah piket malam',
  });

describe('the page of an agency', () => {
  test('shows what it received, acknowledged in time, rejected and why, and what misses its target', async () => {
    const page = await pageOf('damkar', 'DAMKAR');
    expect(figure(page.figures, 'ASSIGNED')).toMatchObject({ value: 4 });
    expect(figure(page.figures, 'SLA_ACK')).toMatchObject({ part: 1, whole: 3 });
    expect(figure(page.figures, 'UNACKNOWLEDGED')).toMatchObject({ value: 1 });
    expect(page.missed).toEqual(['SLA_ACK']);
    expect(page.refused).toEqual([{ state: 'REJECTED', reason: 'outside_area', count: 1 }]);
    expect(page.trend).toHaveLength(12);
    expect(figure(page.trend.at(-1)?.figures ?? [], 'ASSIGNED')).toMatchObject({ value: 4 });
    expect(figure(page.before, 'ASSIGNED')).toMatchObject({ value: 0 });
    expect(page.closed).toBe(true);
  });

  test('splits by shift of the regency’s own day and by who acknowledged', async () => {
    const page = await pageOf('damkar', 'DAMKAR');
    const received = page.shifts.map(({ key, figures }) => [key, figure(figures, 'ASSIGNED')]);
    expect(received).toMatchObject([
      ['morning', { value: 2 }],
      ['afternoon', { value: 1 }],
      ['night', { value: 1 }],
    ]);
    expect(page.people).toMatchObject([{ name: 'damkar', figures: expect.arrayContaining([]) }]);
    expect(figure(page.people?.[0]?.figures ?? [], 'ASSIGNED')).toMatchObject({ value: 2 });
  });

  test('has what waits now, whatever the month', async () => {
    expect((await pageOf('damkar', 'DAMKAR', '2026-10')).waiting.map(({ id }) => id)).toEqual([late[1]]);
  });

  test('opens the rows behind a figure, narrowed as the figure was', async () => {
    const rowsOf = async (query: string) => {
      const url = `/api/agency-answers/${room.agencies.DAMKAR}/rows?month=${month}&${query}`;
      const { status, text } = await room.send('damkar', 'GET', url);
      expect(status, text).toBe(200);
      return listAnswerRows.output.parse(JSON.parse(text)).items;
    };
    expect((await rowsOf('figure=SLA_ACK')).map(({ inPart }) => inPart)).toEqual([true, false, false]);
    expect((await rowsOf('figure=UNACKNOWLEDGED')).map(({ id }) => id)).toEqual([late[1]]);
    expect((await rowsOf('figure=SLA_ACK&shift=afternoon')).map(({ id }) => id)).toEqual([late[0]]);
    expect(await rowsOf('figure=TURNED_DOWN')).toHaveLength(1);
  });

  test('names nobody to the executive', async () => {
    const page = await pageOf('executive', 'DAMKAR');
    expect(page.people).toBeNull();
    const url = `/api/agency-answers/${room.agencies.DAMKAR}/rows?month=${month}`;
    expect((await room.send('executive', 'GET', url)).status).toBe(403);
  });

  test('of a month that has not come is none', async () => {
    const url = `/api/agency-answers/${room.agencies.DAMKAR}?month=2027-01`;
    expect((await room.send('damkar', 'GET', url)).status).toBe(404);
  });
});

describe('another agency', () => {
  test('is not in the list of an agency, and all are in the head’s', async () => {
    const listed = async (who: Who) => {
      const { text } = await room.send(who, 'GET', `/api/agency-answers?month=${month}`);
      return readAnswers.output.parse(JSON.parse(text)).items.map(({ agency }) => agency.code);
    };
    expect(await listed('psc')).toEqual(['PSC119']);
    expect(await listed('head')).toEqual(['DAMKAR', 'PSC119']);
  });

  test('does not exist: no page, no rows, no words of it, and nothing is written for it', async () => {
    const base = `/api/agency-answers/${room.agencies.DAMKAR}`;
    const words = { month, code: 'SLA_ACK', version: 0, text: 'Bukan kami' };
    for (const [method, url, body] of [
      ['GET', `${base}?month=${month}`, {}],
      ['GET', `${base}/rows?month=${month}`, {}],
      ['POST', `${base}/explain`, words],
    ] as const)
      expect((await room.send('psc', method, url, body)).status, url).toBe(404);
    for (const [path, body] of [
      ['reply', words],
      ['send-brief', { month, reason: 'coba' }],
    ] as const)
      expect((await room.send('psc', 'POST', `${base}/${path}`, body)).status, path).toBe(403);
    expect((await pageOf('damkar', 'DAMKAR')).explanations).toEqual([]);
  });

  test('is told as a middle only, and of too few not even that', async () => {
    const page = await room.send('psc', 'GET', `/api/agency-answers/${room.agencies.PSC119}?month=${month}`);
    expect(page.text).not.toContain(room.agencies.DAMKAR);
    expect(page.text).not.toContain('DAMKAR');
    const { middle } = readAgencyAnswer.output.parse(JSON.parse(page.text));
    expect(middle.every(({ value }) => value === null)).toBe(true);
  });
});

describe('an explanation', () => {
  test('cannot be answered before it stands', async () => {
    expect(JSON.parse((await reply('head', 'T_ACK', 0)).text)).toMatchObject({ code: 'answer.not_explained' });
  });

  test('is a version each time, and one begun on an older version is refused', async () => {
    expect((await explain('damkar', 'Sirene rusak', 0)).status).toBe(200);
    expect(JSON.parse((await explain('damkar', 'Sirene mati', 0)).text)).toMatchObject({ code: 'answer.stale' });
    expect((await explain('damkar', 'Sirene rusak dua hari', 1)).status).toBe(200);
    expect((await reply('head', 'SLA_ACK', 0)).status).toBe(200);
    expect((await pageOf('head', 'DAMKAR')).explanations).toMatchObject([
      { code: 'SLA_ACK', side: 'agency', version: 2, text: 'Sirene rusak dua hari', by: 'damkar' },
      { code: 'SLA_ACK', side: 'agency', version: 1, text: 'Sirene rusak', by: 'damkar' },
      { code: 'SLA_ACK', side: 'head', version: 1, text: 'Tambah piket malam', by: 'kadis' },
    ]);
    const { text } = await room.send('head', 'GET', `/api/agency-answers?month=${month}`);
    expect(readAnswers.output.parse(JSON.parse(text)).items[0]).toMatchObject({ explained: ['SLA_ACK'] });
  });

  test('is written by the agency alone, answered by the head alone', async () => {
    expect((await explain('head', 'Bukan saya', 2)).status).toBe(403);
    expect((await reply('damkar', 'SLA_ACK', 1)).status).toBe(403);
  });

  test('is closed fourteen days after the month; the head may still answer', async () => {
    await room.moveTo('2026-12-14T17:00:00.000Z');
    expect(JSON.parse((await explain('damkar', 'Terlambat', 2)).text)).toMatchObject({ code: 'answer.closed' });
    expect((await reply('head', 'SLA_ACK', 1)).status).toBe(200);
  });
});
