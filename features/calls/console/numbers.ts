/** `+6281234567890` as people here say it: `0812-3456-7890`. A masked, short or foreign number stays as it is. */
export function localNumber(number: string): string {
  const local = number.startsWith('+62') ? `0${number.slice(3)}` : number;
  if (!/^0\d{7,14}$/.test(local)) return local;
  // Groups of four; whatever is left over goes to the third, as on business cards here.
  return [local.slice(0, 4), local.slice(4, 8), local.slice(8)].filter((group) => group !== '').join('-');
}
