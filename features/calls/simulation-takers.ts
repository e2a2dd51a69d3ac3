/** `0-6:1,6-22:3,22-24:1`: at 22 o'clock the last one begins. Hours that are not named have nobody. */
export function parseTakers(
  text: string,
): { readonly ok: true; readonly takers: number[] } | { ok: false; part: string } {
  const takers = new Array<number>(24).fill(0);
  for (const part of text.split(',').map((each) => each.trim())) {
    const [, from = '', to = '', count = ''] = /^(\d{1,2})-(\d{1,2}):(\d{1,2})$/.exec(part) ?? [];
    const isSound = from !== '' && Number(from) < Number(to) && Number(to) <= 24 && Number(count) <= 60;
    if (!isSound) return { ok: false, part };
    takers.fill(Number(count), Number(from), Number(to));
  }
  return { ok: true, takers };
}

/** The same the other way round. */
export function writeTakers(takers: readonly number[]): string {
  const parts: string[] = [];
  for (let from = 0; from < takers.length; ) {
    let to = from + 1;
    while (to < takers.length && takers[to] === takers[from]) to += 1;
    parts.push(`${from}-${to}:${takers[from]}`);
    from = to;
  }
  return parts.join(',');
}
