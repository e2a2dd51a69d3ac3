import type { Db } from '#platform/server/db/database.ts';
import type { CelImport } from '../import-cel.ts';
import { alone, openLeases } from './lease-store.ts';

/** A process waits this long, in turns, while another one reads Asterisk's record. */
const turnMs = 100;
const turns = 30;

/** Asterisk's record is read by one process at a time, and never for a call that another one leads at this moment. */
export function importBesideOthers(systemDb: Db, systemName: string, app: string) {
  let led: ReadonlySet<string> = new Set();
  return {
    leads: (linkedid: string) => led.has(linkedid),
    alone: (read: CelImport): CelImport => {
      const work = async (over?: ReadonlySet<string>) => {
        const leases = await openLeases(systemDb, systemName);
        const elsewhere = leases.filter((lease) => lease.is_led && lease.app !== app);
        led = new Set(elsewhere.map(({ linkedid }) => linkedid));
        return read(over);
      };
      return async (over) => {
        for (let turn = 0; turn < turns; turn++) {
          const done = await alone(systemDb, `cel ${systemName}`, () => work(over));
          if (done !== null) return done;
          await new Promise((resolve) => setTimeout(resolve, turnMs));
        }
        return { written: 0 };
      };
    },
  };
}
