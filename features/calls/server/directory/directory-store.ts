import { sql } from 'kysely';
import type { SettingKind } from '#features/people/server/setting-versions.ts';
import type { ActionContext } from '#platform/server/action.ts';
import { row, rows, run, type Tx } from '#platform/server/db/database.ts';
import { newId } from '#platform/shared/ids.ts';
import { type DirectoryContent, type DirectoryEntryId, directoryContent, directorySeeds } from '../../directory.ts';
import type { DirectoryEntryView } from '../../directory-contract.ts';

/** All of them, in the order of the directory. */
export async function selectEntries(tx: Tx): Promise<DirectoryEntryView[]> {
  const found = await rows<DirectoryEntryView>(tx, sql`select id, content, version from directory_entries`);
  return found.sort(
    (a, b) => a.content.position - b.content.position || a.content.name.localeCompare(b.content.name, 'id'),
  );
}

export function selectEntry(tx: Tx, id: string): Promise<DirectoryEntryView | null> {
  return row<DirectoryEntryView>(tx, sql`select id, content, version from directory_entries where id = ${id}`);
}

export async function insertEntry(
  ctx: ActionContext,
  entry: { readonly id: DirectoryEntryId; readonly content: DirectoryContent },
): Promise<void> {
  await run(
    ctx.tx,
    sql`insert into directory_entries (id, tenant_id, content) values (${entry.id}, ${ctx.tenantId}, ${JSON.stringify(entry.content)}::jsonb)`,
  );
}

/** The directory a new regency begins with. */
export async function seedDirectory(ctx: ActionContext): Promise<void> {
  for (const content of directorySeeds) await insertEntry(ctx, { id: newId<'directory_entry'>(), content });
}

export const directoryKind: SettingKind<typeof directoryContent> = {
  kind: 'directory_entry',
  schema: directoryContent,
  load: (ctx, id) =>
    row<{ version: number; content: DirectoryContent }>(
      ctx.tx,
      sql`select version, content from directory_entries where tenant_id = ${ctx.tenantId} and id = ${id} for update`,
    ),
  save: async (ctx, id, content, version) => {
    await run(
      ctx.tx,
      sql`update directory_entries set content = ${JSON.stringify(content)}::jsonb, version = ${version}
          where tenant_id = ${ctx.tenantId} and id = ${id}`,
    );
  },
};
