import type { Translate } from '#platform/web/language.tsx';
import { screenTexts } from '../screen-texts.ts';
import { roleTexts } from '../texts.ts';
import { accountContent } from '../user-contract.ts';

/** An older content of an account in words; only the fields that are given. */
export function describeAccount(
  content: Readonly<Record<string, unknown>>,
  t: Translate,
): { term: string; value: string }[] {
  const read = accountContent.partial().safeParse(content);
  if (!read.success) return [];
  const account = read.data;
  const said: { term: string; value: string }[] = [];
  if (account.displayName !== undefined) said.push({ term: t(screenTexts.displayName), value: account.displayName });
  if (account.email !== undefined)
    said.push({ term: t(screenTexts.email), value: account.email ?? t(screenTexts.empty) });
  if (account.roles !== undefined)
    said.push({ term: t(screenTexts.roles), value: account.roles.map((role) => t(roleTexts[role])).join(', ') });
  if (account.agencyId !== undefined)
    said.push({ term: t(screenTexts.agency), value: account.agencyId ?? t(screenTexts.noAgency) });
  if (account.disabled !== undefined)
    said.push({ term: t(screenTexts.enabledSwitch), value: t(account.disabled ? screenTexts.no : screenTexts.yes) });
  return said;
}
