import { selectDutyPhones } from '#features/agencies/server/store.ts';
import { overflowNumber } from '#features/people/overflow.ts';
import { changeSetting, recordSettingVersion } from '#features/people/server/setting-versions.ts';
import type { Action, ActionContext } from '#platform/server/action.ts';
import { newId } from '#platform/shared/ids.ts';
import { ok, type Result } from '#platform/shared/result.ts';
import type { DirectoryContent } from '../../directory.ts';
import type * as routes from '../../directory-contract.ts';
import type { readDirectory as deskRoute } from '../../party-contract.ts';
import { activeAgencies, dialable } from '../party/find-target.ts';
import { directoryKind, insertEntry, selectEntries } from './directory-store.ts';

export const listDirectoryEntries: Action<typeof routes.listDirectoryEntries> = async (ctx) =>
  ok({ items: await selectEntries(ctx.tx) });

export const createDirectoryEntry: Action<typeof routes.createDirectoryEntry> = async (ctx, { body }) => {
  const settled = await settle(ctx, body.content);
  if (!settled.ok) return settled;
  const id = newId<'directory_entry'>();
  await insertEntry(ctx, { id, content: settled.value });
  const { kind } = directoryKind;
  await recordSettingVersion(ctx, { kind, subjectId: id, version: 1, content: settled.value, reason: body.reason });
  return ok({ id, version: 1 });
};

export const changeDirectoryEntry: Action<typeof routes.changeDirectoryEntry> = async (ctx, { params, body }) => {
  const settled = await settle(ctx, body.content);
  if (!settled.ok) return settled;
  return changeSetting(ctx, directoryKind, { id: params.id, ...body, content: settled.value });
};

/** The number in the form in which it is dialled. */
async function settle(
  ctx: ActionContext,
  content: DirectoryContent,
): Promise<Result<DirectoryContent, 'party.wrong_number' | 'party.own_number'>> {
  if (content.number === null) return ok(content);
  const number = await dialable(ctx, content.number);
  return number.ok ? ok({ ...content, number: number.value }) : number;
}

/** Everything at once: it is searched while one talks, without a wait for each letter. */
export const readDirectory: Action<typeof deskRoute> = async (ctx) => {
  const entries = (await selectEntries(ctx.tx)).filter(({ content }) => content.active);
  const known = new Set(entries.map(({ content }) => content.number));
  // The entry stands for an agency of the same number: whoever calls it calls that agency (find-target.ts).
  const agencies = (await activeAgencies(ctx)).filter(
    ({ phone }) => phone === null || !known.has(overflowNumber(phone)),
  );
  const duty = await selectDutyPhones(ctx.tx);
  return ok({
    items: [
      ...entries.map(({ id, content: { name, nameEn, number, group, words } }) => ({
        target: { kind: 'entry' as const, id },
        ...{ name, nameEn, number, group, words, agency: null },
      })),
      ...duty.map(({ id, name, phone: number, agency, agency_en }) => ({
        target: { kind: 'contact' as const, id },
        ...{ name, nameEn: name, number, group: null, words: agency_en, agency },
      })),
      ...agencies.flatMap(({ id, code, name, nameEn, phone: number }) =>
        number === null
          ? []
          : [{ target: { kind: 'agency' as const, id }, name, nameEn, number, group: null, words: code, agency: null }],
      ),
    ],
  });
};
