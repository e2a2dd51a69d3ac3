/**
 * What a `Range` header asks for (RFC 9110 §14.2): first and last byte, both inclusive. Null: the whole, also where several
 * ranges or nonsense are asked for.
 */
export function rangeOf(header: string | undefined, total: number): { from: number; to: number } | null | 'outside' {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return null;
  const from = match[1] === '' ? Math.max(0, total - Number(match[2])) : Number(match[1]);
  const to = match[1] === '' || match[2] === '' ? total - 1 : Math.min(Number(match[2]), total - 1);
  return from > to || from >= total ? 'outside' : { from, to };
}
