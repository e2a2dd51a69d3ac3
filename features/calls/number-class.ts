/** What a network said of who calls. Each is a class of its own: none of them is an error, and each is answered alike. */
export const numberClasses = ['identified', 'withheld', 'malformed', 'no_sim'] as const;
export type NumberClass = (typeof numberClasses)[number];

/** E.164 §6.1: at most 15 digits, here behind the plus sign. */
const longestE164 = 16;

/**
 * The class of a number by what the trunk sent and by what it could be read as. A telephone without SIM has no number: networks send
 * its IMEI instead (3GPP TS 23.003 §6.2.1: 15 digits, the last a Luhn check digit), or nothing, which nobody can tell from withheld.
 */
export function numberClassOf(raw: string | null, e164: string | null): NumberClass {
  if (raw === null || /^\D*0*\D*$/.test(raw)) return 'withheld';
  if (isHandset(raw)) return 'no_sim';
  return e164 !== null && e164.length <= longestE164 ? 'identified' : 'malformed';
}

/** An IMEI. Numbers of this country never are: they begin with 0 or 62 and are shorter. */
function isHandset(raw: string): boolean {
  return /^(?!0|62)\d{15}$/.test(raw) && luhnSum(raw) % 10 === 0;
}

function luhnSum(digits: string): number {
  return [...digits].reverse().reduce((sum, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
    return sum + (value > 9 ? value - 9 : value);
  }, 0);
}
