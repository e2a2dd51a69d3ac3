import type pg from 'pg';

/** Hold a LISTEN session on a channel and take a new one whenever it is lost; each (re)connect rings too. */
export function holdDoorbell(pool: pg.Pool, channel: 'telephony', ring: () => void): () => Promise<void> {
  let stopped = false;
  let held: pg.PoolClient | null = null;
  const holding = (async () => {
    while (!stopped) {
      try {
        const client = await pool.connect();
        held = client;
        const lost = new Promise<void>((resolve) => {
          client.once('error', () => resolve());
          client.once('end', () => resolve());
        });
        client.on('notification', ring);
        await client.query(`listen ${channel}`);
        ring();
        await lost;
      } catch {
        // the pool's own listener has logged it
      }
      if (!stopped) await new Promise((resolve) => setTimeout(resolve, 500));
    }
  })();
  return async () => {
    stopped = true;
    held?.release(true);
    await Promise.race([holding, new Promise((resolve) => setTimeout(resolve, 200))]);
  };
}
