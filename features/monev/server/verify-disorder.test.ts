import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Disorder, disorderStep } from '#features/calls/server/test-disorder.ts';
import { testSeed } from '#platform/server/testing/random.ts';
import { verifyTenant } from './verify.ts';

// The real thing, PostgreSQL, Asterisk and telephones: after whatever happened in whatever order, every call is over in the tables as
// in the exchange, who was lost has a ladder, the figures add up, and every column is what the events say.
let disorder: Disorder;
beforeAll(async () => {
  disorder = await Disorder.open();
});
afterAll(() => disorder?.close());

test('whatever happens in whatever order: nothing is lost, nothing is left, and verify finds nothing', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(disorderStep, { minLength: 4, maxLength: 14, size: 'max' }), async (steps) => {
      for (const step of steps) await disorder.perform(step);
      await disorder.settle();
      const { centre } = disorder;
      const { findings } = await verifyTenant(centre.database.systemDb, centre.tenantId);
      expect(findings).toEqual([]);
    }),
    // The tables are those of all runs so far: a shorter story would find them as they are. SIGAP_TEST_SEED replays the seed it prints.
    { numRuns: 12, endOnFailure: true, seed: testSeed() },
  );
}, 400_000);
