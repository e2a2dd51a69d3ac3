import { useState } from 'react';
import type { Disposition } from '../../call.ts';
import type { EvidenceCode } from '../../evidence.ts';

/** A class was chosen, and its evidence is being noted. */
export interface Stage {
  readonly callId: string;
  readonly code: Disposition;
  readonly chosen: readonly EvidenceCode[];
  /** Sent: what follows is added to it. */
  readonly isSent: boolean;
}

/**
 * Kept beside the page: the pad changes its place on the desk when the call ends, and a letter pressed in that moment must still be
 * evidence and not the key of another class.
 */
let kept: Stage | null = null;

export function useStage(callId: string): [Stage | null, (stage: Stage | null) => void] {
  const [stage, setStage] = useState(kept);
  const set = (next: Stage | null) => {
    kept = next;
    setStage(next);
  };
  return [stage?.callId === callId ? stage : null, set];
}
