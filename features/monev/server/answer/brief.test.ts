import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assemble } from '#platform/server/assemble.ts';
import { startJobs } from '#platform/server/jobs/jobs.ts';
import { openMailServer } from '#platform/server/testing/receivers.ts';
import { until } from '#platform/server/testing/until.ts';
import { readAgencyAnswer } from '../../answer-contract.ts';
import { briefHtml, briefText } from './brief-mail.ts';
import { briefSheetOf } from './brief-sheet.ts';
import { openAnswerRoom } from './test-answer-room.ts';

let room: Awaited<ReturnType<typeof openAnswerRoom>>;
const month = '2026-11';

beforeAll(async () => {
  room = await openAnswerRoom();
  for (const agency of ['DAMKAR', 'PSC119'] as const)
    await room.addTask({ agency, sentAt: '2026-11-05T02:00:00.000Z', dueAt: '2026-11-05T02:01:00.000Z' });
  await room.addContact('DAMKAR', 'Piket@damkar.contoh.go.id');
  await room.addContact('DAMKAR', 'kabid@damkar.contoh.go.id');
});
afterAll(() => room.close());

test('before its days nothing goes out', async () => {
  await room.turnMailOn(1);
  await room.morning();
  expect([await room.jobsWaiting(), await room.mails('agency_explanation_wanted')]).toEqual([[], []]);
});

test('an agency is reminded once of what it missed and has not explained', async () => {
  await room.moveTo('2026-12-04T00:00:00.000Z');
  await room.morning();
  await room.morning();
  const mails = await room.mails('agency_explanation_wanted');
  expect(mails.map(({ to }) => to)).toEqual(['kabid@damkar.contoh.go.id', 'piket@damkar.contoh.go.id']);
  expect(mails[0]?.text).toContain(
    `https://112.contoh.go.id/agency-answers?month=${month}&agency=${room.agencies.DAMKAR}`,
  );
});

describe('the brief of a month', () => {
  test('is asked for on its day, once for each agency that had anything to do', async () => {
    await room.moveTo('2026-12-05T00:00:00.000Z');
    await room.morning();
    await room.morning();
    const asked = (await room.jobsWaiting()).map(({ agencyId, month: of }) => [agencyId, of]).sort();
    expect(asked).toEqual(
      [
        [room.agencies.DAMKAR, month],
        [room.agencies.PSC119, month],
      ].sort(),
    );
  });

  test('leaves nothing behind when the process dies in between, and goes out once afterwards', async () => {
    await expect(room.briefJob('DAMKAR', month, true)).rejects.toThrow('killed');
    expect([await room.briefs(), await room.mails('agency_brief')]).toEqual([[], []]);
    await room.briefJob('DAMKAR', month);
    await room.briefJob('DAMKAR', month);
    expect(await room.briefs()).toMatchObject([{ cause: 'schedule', number: 1, reason: null }]);
    expect(await room.mails('agency_brief')).toHaveLength(2);
  });

  test('holds figures with targets, what was not acknowledged, and a PDF; no one’s name', async () => {
    const [mail] = await room.mails('agency_brief');
    expect(mail?.title).toContain('November 2026');
    for (const part of [mail?.text ?? '', mail?.html ?? '']) {
      expect(part).toContain('0 dari 1');
      expect(part).toContain('≥ 90');
      expect(part).toContain('Belum ada penjelasan OPD.');
      expect(part).toContain('Kebakaran');
      expect(part).not.toContain('Piket');
    }
    expect(mail?.file?.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('is sent again by hand with a reason, with what was said since', async () => {
    const base = `/api/agency-answers/${room.agencies.DAMKAR}`;
    const words = { month, code: 'SLA_ACK', version: 0, text: 'Sirene <rusak> & kunci' };
    expect((await room.send('damkar', 'POST', `${base}/explain`, words)).status).toBe(200);
    const bad = await room.send('head', 'POST', `${base}/send-brief`, { month, reason: '' });
    expect(bad.status).toBe(400);
    const sent = await room.send('head', 'POST', `${base}/send-brief`, { month, reason: 'Kontak berganti' });
    expect(sent.status, sent.text).toBe(200);
    const mails = await room.mails('agency_brief');
    expect(mails).toHaveLength(4);
    expect(mails.at(-1)?.text).toContain('Sirene <rusak> & kunci');
    expect(mails.at(-1)?.html).toContain('Sirene &lt;rusak&gt; &amp; kunci');
    expect(await room.briefs()).toMatchObject([{ cause: 'schedule' }, { cause: 'hand', reason: 'Kontak berganti' }]);
  });

  test('is refused where it would reach nobody, and keeps nothing then', async () => {
    const base = `/api/agency-answers/${room.agencies.PSC119}/send-brief`;
    const code = async (of: string) =>
      JSON.parse((await room.send('head', 'POST', base, { month: of, reason: 'coba' })).text).code;
    expect(await code(month)).toBe('answer.no_contact');
    expect(await code('2026-10')).toBe('answer.nothing_assigned');
    expect(await room.briefs()).toHaveLength(2);
  });

  test('is downloaded as it was sent, by its agency and the head and by no other agency', async () => {
    const { text } = await room.send('damkar', 'GET', `/api/agency-answers/${room.agencies.DAMKAR}?month=${month}`);
    const { briefs } = readAgencyAnswer.output.parse(JSON.parse(text));
    expect(briefs.map(({ number, mails }) => [number, mails.length])).toEqual([
      [2, 2],
      [1, 2],
    ]);
    expect(text).not.toContain('kabid@');
    const file = `/api/agency-briefs/${briefs[0]?.id}/file`;
    const [own, head, other] = [
      await room.send('damkar', 'GET', file),
      await room.send('head', 'GET', file),
      await room.send('psc', 'GET', file),
    ];
    expect([own.status, head.status, other.status]).toEqual([200, 200, 404]);
    expect(own.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('arrives as one mail with text, HTML and the PDF, and the page says so', async () => {
    const server = await openMailServer({ user: 'pusat', password: 'kunci' });
    await room.turnMailOn(server.port);
    const jobs = await startJobs({
      place: room.place,
      ownerPool: room.database.ownerPool,
      handlers: assemble([room.channels]).jobs,
    });
    const states = async () => {
      const url = `/api/agency-answers/${room.agencies.DAMKAR}?month=${month}`;
      const { briefs } = readAgencyAnswer.output.parse(JSON.parse((await room.send('head', 'GET', url)).text));
      return briefs.flatMap(({ mails }) => mails.map(({ state }) => state));
    };
    try {
      await until('all four mails are told as sent', async () => (await states()).every((state) => state === 'sent'));
    } finally {
      await jobs.stop();
      await server.close();
    }
    const source = server.mails.find(({ source: each }) => each.includes('multipart/mixed'))?.source ?? '';
    for (const part of ['text/plain', 'text/html', 'application/pdf']) expect(source).toContain(part);
  });
});

test('a sheet without any figure says so in words, and escapes what people wrote', () => {
  const sheet = briefSheetOf({
    regency: 'Kab. <Uji>',
    zone: 'Asia/Makassar',
    agency: 'Damkar',
    month,
    madeAt: '2026-12-05T00:00:00.000Z',
    isPartial: false,
    targets: { SLA_ACK: 0.9, SLA_ARRIVE: null, SLA_RESOLVE: null },
    figures: [],
    before: [],
    middle: [],
    explanations: [],
    refused: [],
    unacknowledged: [],
    link: '/agency-answers',
  });
  expect(sheet.summary).toBe('0 tugas. Belum ada angka yang dapat dibandingkan dengan target.');
  expect(sheet.madeAt).toContain('WITA');
  expect(briefText(sheet)).toContain('Semua tugas diterima.');
  expect(briefHtml(sheet)).toContain('Kab. &lt;Uji&gt;');
});
