import { describe, expect, test } from 'vitest';
import { type CheckMeasured, type CheckProblem, judgeCheck, mosOfCheck } from './desk-check.ts';

const fine: CheckMeasured = {
  hasMicrophone: true,
  hasEcho: true,
  level: 0.1,
  clippedPercent: 0,
  backLevel: 0.09,
  roundTripMs: 12,
  lossPercent: 0,
  jitterMs: 3,
};

describe('the verdict on a desk telephone', () => {
  test.each<[string, Partial<CheckMeasured>, CheckProblem[]]>([
    ['nothing is wrong', {}, []],
    ['no microphone', { hasMicrophone: false, level: null, backLevel: null }, ['no_microphone']],
    ['the exchange does not answer', { hasEcho: false, backLevel: null, roundTripMs: null }, ['no_echo']],
    ['a switch on the headset is off: nothing can come back either', { level: 0, backLevel: 0 }, ['microphone_silent']],
    ['too far away', { level: 0.004 }, ['microphone_quiet']],
    ['too near', { level: 0.9, clippedPercent: 5 }, ['microphone_loud']],
    ['one way only', { backLevel: 0 }, ['nothing_back']],
    ['a lossy network', { lossPercent: 1.5 }, ['loss']],
    ['a slow and a jittery one', { roundTripMs: 300, jitterMs: 45 }, ['delay', 'jitter']],
    ['not measured is not bad', { roundTripMs: null, lossPercent: null, jitterMs: null, clippedPercent: null }, []],
  ])('%s', (_name, change, problems) => {
    expect(judgeCheck({ ...fine, ...change })).toEqual({
      verdict: problems.length === 0 ? 'good' : 'warned',
      problems,
    });
  });

  test('the line has the score of the same model as a call', () => {
    expect(mosOfCheck(fine)).toBeGreaterThan(4.3);
    expect(mosOfCheck({ ...fine, lossPercent: 5 })).toBeLessThan(3.9);
    expect(mosOfCheck({ ...fine, lossPercent: null })).toBeNull();
  });
});
