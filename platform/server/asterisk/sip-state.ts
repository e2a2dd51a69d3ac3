/** How the other side of a trunk is, as Asterisk sees it. */
export interface TrunkState {
  readonly registration: 'registered' | 'trying' | 'refused' | null;
  readonly reach: 'reachable' | 'unreachable' | null;
}

/**
 * Of each trunk that registers or is asked by OPTIONS, read from `pjsip show registrations` and `pjsip show contacts`: Asterisk
 * tells registrations of its own by no event and no REST resource.
 */
export function readTrunkStates(registrations: string, contacts: string): ReadonlyMap<string, TrunkState> {
  const found = new Map<string, TrunkState>();
  const set = (name: string, part: Partial<TrunkState>) =>
    found.set(name, { ...(found.get(name) ?? { registration: null, reach: null }), ...part });
  // ` trunk-x-registration/sip:203.0.113.10:5060   trunk-x   Registered   (exp. 270s)`
  for (const [, name, state] of registrations.matchAll(/^\s*(\S+)-registration\/\S+\s+\S+\s+(\w+)/gm)) {
    if (name === undefined) continue;
    const registration = state === 'Registered' ? 'registered' : state === 'Rejected' ? 'refused' : 'trying';
    set(name, { registration });
  }
  // `  Contact:  trunk-x/sip:203.0.113.10:5060   0123456789 Avail   1.234`
  for (const [, name, state] of contacts.matchAll(/^\s*Contact:\s+(\S+?)\/\S+\s+[0-9a-f]+\s+(\w+)/gm)) {
    if (name === undefined || (state !== 'Avail' && state !== 'Unavail')) continue;
    set(name, { reach: state === 'Avail' ? 'reachable' : 'unreachable' });
  }
  return found;
}
