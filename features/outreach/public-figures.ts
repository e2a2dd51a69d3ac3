import type { PublicMonth } from './contract.ts';
import { fewest } from './privacy-rules.ts';

interface Counts {
  readonly month: string;
  readonly calls: number;
  readonly answered: number;
  readonly pranks: number;
  readonly minutes: number;
}

/** A month as the public may see it: nothing of fewer than five calls, and no share from which so few could be had. */
export function publicMonthOf({ month, calls, answered, pranks, minutes }: Counts): PublicMonth {
  const shown = (count: number) => (count < fewest ? null : count);
  // That all but two were pranks would show the two.
  const mayShare = pranks >= fewest && answered >= fewest && (answered === pranks || answered - pranks >= fewest);
  return {
    month,
    calls: shown(calls),
    answered: calls - answered > 0 && calls - answered < fewest ? null : shown(answered),
    pranks: mayShare ? pranks : null,
    prankShare: mayShare ? pranks / answered : null,
    minutes: mayShare ? minutes : null,
  };
}
