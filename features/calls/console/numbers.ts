/** `+6281234567890` as people here say it: `0812-3456-7890`. A masked or foreign number stays as it is. */
export function localNumber(number: string): string {
  const local = number.startsWith('+62') ? `0${number.slice(3)}` : number;
  if (!/^0\d{7,13}$/.test(local)) return local;
  const groups = [local.slice(0, 4)];
  for (let at = 4; at < local.length; at += 4) groups.push(local.slice(at, at + 4));
  // A last group of one digit reads badly: 0812-3456-7890-1 becomes 0812-3456-78901.
  const last = groups.at(-1) ?? '';
  return last.length === 1 ? `${groups.slice(0, -1).join('-')}${last}` : groups.join('-');
}
