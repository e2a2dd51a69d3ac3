import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { until } from '#platform/server/testing/until.ts';
import { hears, loudestTone, openSuperviseRoom, type SuperviseRoom, tones } from './test-supervise-room.ts';

// Real Asterisk and real telephones: who hears whom is measured in the sound that arrives, tone by tone.

let room: SuperviseRoom;
beforeAll(async () => {
  room = await openSuperviseRoom();
});
afterAll(() => room?.close());
afterEach(() => room.clear());

/** Amplitude below which a tone is not there: the tones that are there send 8000; what is left is A-law's own noise. */
const nothing = 60;

describe('on the line', () => {
  test('a supervisor hears both and is heard by nobody', async () => {
    const { citizen, telephone, callId } = await room.talk();
    const { line } = await room.listen(callId);
    await until('the supervisor hears the citizen', () => hears(line, tones.citizen));
    await until('the supervisor hears the desk', () => hears(line, tones.desk));
    const from = [citizen.now(), telephone.now()] as const;
    await until('some time passes', () => citizen.now() - from[0] > 2000);
    expect(loudestTone(citizen, tones.boss, 0)).toBeLessThan(nothing);
    expect(loudestTone(telephone, tones.boss, 0)).toBeLessThan(nothing);
    expect(loudestTone(citizen, tones.desk, from[0])).toBeGreaterThan(5000);
    console.log(
      'levels',
      loudestTone(citizen, tones.boss, 0),
      loudestTone(telephone, tones.boss, 0),
      loudestTone(line, tones.citizen, 0),
      loudestTone(line, tones.desk, 0),
    );
  });

  test('a whisper is heard by the desk alone', async () => {
    const { citizen, telephone, callId } = await room.talk();
    const { line, id } = await room.listen(callId);
    await until('the supervisor hears the citizen', () => hears(line, tones.citizen));
    await room.change(id, 'whisper');
    await until('the desk hears the whisper', () => hears(telephone, tones.boss));
    const from = citizen.now();
    await until('some time passes', () => citizen.now() - from > 2000);
    expect(hears(telephone, tones.citizen)).toBe(true);
    expect(hears(telephone, tones.boss)).toBe(true);
    expect(hears(line, tones.desk)).toBe(true);
    console.log(
      'whisper',
      loudestTone(citizen, tones.boss, 0),
      loudestTone(telephone, tones.boss, 0),
      loudestTone(line, tones.boss, 0),
    );
    expect(loudestTone(citizen, tones.boss, 0)).toBeLessThan(nothing);
    // Nor does the supervisor hear an echo.
    expect(loudestTone(line, tones.boss, 0)).toBeLessThan(nothing);
    await room.change(id, 'listen');
    await until('the whisper is over', () => !hears(telephone, tones.boss));
    expect(hears(line, tones.citizen)).toBe(true);
  });

  test('joined, the citizen hears the supervisor too; back to listening, nobody does', async () => {
    const { citizen, telephone, callId } = await room.talk();
    const { line, id } = await room.listen(callId);
    await until('the supervisor hears the citizen', () => hears(line, tones.citizen));
    await room.change(id, 'join');
    await until('the citizen hears the supervisor', () => hears(citizen, tones.boss));
    await until('the desk hears the supervisor', () => hears(telephone, tones.boss));
    expect(hears(citizen, tones.desk)).toBe(true);
    await until('the supervisor hears both', () => hears(line, tones.citizen) && hears(line, tones.desk));
    await room.change(id, 'listen');
    await until('the citizen hears the desk alone', () => !hears(citizen, tones.boss) && hears(citizen, tones.desk));
    await until('the supervisor hears again', () => hears(line, tones.citizen) && hears(line, tones.desk));
  });

  test('the supervisor takes over: the citizen is never cut, the desk is free', async () => {
    const { citizen, telephone, callId } = await room.talk();
    const { line, id } = await room.listen(callId);
    await until('the supervisor hears the citizen', () => hears(line, tones.citizen));
    const { takeOverCall } = await import('../../supervise-contract.ts');
    expect((await room.as(room.boss.userId, takeOverCall, { params: { id } })).ok).toBe(true);
    await until('the citizen hears the supervisor', () => hears(citizen, tones.boss));
    await telephone.waitFor('ended');
    await until('the supervisor hears the citizen', () => hears(line, tones.citizen));
    expect(citizen.events.map((event) => event.type)).not.toContain('ended');
    expect(await room.presence(room.boss.userId)).toMatchObject({ state: 'talking', call_id: callId });
    expect(await room.presence(room.desk.userId)).toMatchObject({ state: 'ready', call_id: null });
    expect((await room.events(callId)).map(({ name }) => name)).toMatchInlineSnapshot();
    await line.hangUp();
    await citizen.waitFor('ended');
  });
});
