/** Numbers in [0, 1) that a seed repeats exactly (mulberry32): a failed test prints its seed, and the seed replays it. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The seed of this run: `SIGAP_TEST_SEED` repeats a failed one. */
export function testSeed(): number {
  return Number(process.env.SIGAP_TEST_SEED ?? Math.floor(Math.random() * 2 ** 31));
}
