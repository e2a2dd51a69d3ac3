import { parsePhoneNumberFromString } from 'libphonenumber-js/min';

/** A number in E.164 where it can be one, null else; one without country code is of this country. */
export function e164Of(raw: string, country: 'ID' = 'ID'): string | null {
  if (raw.replace(/\D/g, '').length < 5) return null;
  const number = parsePhoneNumberFromString(raw, country);
  return number?.isPossible() === true ? number.number : null;
}
