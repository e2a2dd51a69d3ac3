import { describe, expect, test } from 'vitest';
import { energyOf, readWav, telephoneRate } from '#platform/server/sip/sound.ts';
import { drillScenarios } from '../../drill.ts';
import { drillSound } from './run-drills.ts';

describe('what the callers of drills say', () => {
  test.each(drillScenarios)('%s has a sound of its own, with a pause for questions', async (scenario) => {
    const { samples } = await readWav(drillSound(scenario));
    expect(samples.length).toBeGreaterThan(10 * telephoneRate);
    const seconds = Array.from({ length: Math.floor(samples.length / telephoneRate) }, (_, at) =>
      energyOf(samples.subarray(at * telephoneRate, (at + 1) * telephoneRate)),
    );
    expect(Math.max(...seconds), 'something is heard').toBeGreaterThan(150);
    expect(Math.min(...seconds), 'and then nothing').toBeLessThan(10);
  });

  test('nobody is heard who taps: no sound of theirs lasts as long as a syllable', async () => {
    const { samples } = await readWav(drillSound('silent_tapper'));
    const frame = telephoneRate / 50;
    let run = 0;
    let longest = 0;
    for (let at = 0; at + frame <= samples.length; at += frame) {
      run = energyOf(samples.subarray(at, at + frame)) > 100 ? run + 20 : 0;
      longest = Math.max(longest, run);
    }
    expect(longest).toBeGreaterThan(0);
    expect(longest).toBeLessThanOrEqual(120);
  });
});
