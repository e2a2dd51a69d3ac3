import { FileUp, UserPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, ErrorState, Loading } from '#platform/ui/QueryView.tsx';
import { SearchField } from '#platform/ui/SearchField.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { Toolbar } from '#platform/ui/Toolbar.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useRoutePages } from '#platform/web/query-options.ts';
import { type Role, roles } from '../permissions.ts';
import { screenTexts } from '../screen-texts.ts';
import { roleTexts } from '../texts.ts';
import { listUsers, type UserView } from '../user-contract.ts';

const AddUserDialog = part(() => import('./AddUserDialog.tsx').then((file) => file.AddUserDialog));
const ImportUsersDialog = part(() => import('./ImportUsersDialog.tsx').then((file) => file.ImportUsersDialog));
const UserDialog = part(() => import('./UserDialog.tsx').then((file) => file.UserDialog));

/** Accounts of the regency: find, add, import, open one. */
export function UsersPage() {
  const t = useText();
  const can = useCan();
  const [search, setSearch] = usePlace('q');
  const [role, setRole] = usePlace('role');
  const [opened, setOpened] = usePlace('user');
  const [dialog, setDialog] = useState<'add' | 'import' | null>(null);
  const chosenRole = roles.find((each) => each === role);
  const users = useRoutePages(listUsers, {
    query: { ...(search === null ? {} : { q: search }), ...(chosenRole === undefined ? {} : { role: chosenRole }) },
  });
  const commands: readonly Command[] = can('user.manage')
    ? [
        {
          id: 'user.add',
          name: screenTexts.addUser,
          keys: ['F4'],
          group: screenTexts.users,
          when: () => true,
          run: () => setDialog('add'),
        },
        {
          id: 'user.import',
          name: screenTexts.importUsers,
          group: screenTexts.users,
          when: () => true,
          run: () => setDialog('import'),
        },
      ]
    : [];
  useCommands(commands);
  const [add, fromFile] = commands;
  const columns = useUserColumns();
  return (
    <Page
      title={t(screenTexts.users)}
      description={t(screenTexts.usersNote)}
      actions={
        <>
          {fromFile === undefined ? null : <CommandButton command={fromFile} icon={<FileUp aria-hidden size={16} />} />}
          {add === undefined ? null : (
            <CommandButton command={add} look="primary" icon={<UserPlus aria-hidden size={16} />} />
          )}
        </>
      }
    >
      <Toolbar label={t(screenTexts.search)}>
        <SearchField
          label={t(screenTexts.search)}
          value={search ?? ''}
          onChange={(typed) => setSearch(typed === '' ? null : typed)}
        />
        <Select<Role | 'ALL'>
          label={t(screenTexts.role)}
          options={[
            { id: 'ALL', name: t(screenTexts.allRoles) },
            ...roles.map((each) => ({ id: each, name: t(roleTexts[each]) })),
          ]}
          value={chosenRole ?? 'ALL'}
          onChange={(chosen) => setRole(chosen === 'ALL' ? null : chosen)}
        />
      </Toolbar>
      <Card flush>
        {users.error !== null ? (
          <ErrorState error={users.error} onRetry={() => void users.refetch()} />
        ) : users.isPending ? (
          <Loading />
        ) : (
          <Table
            label={t(screenTexts.users)}
            columns={columns}
            rows={users.items}
            idOf={(user) => user.id}
            onOpen={(user) => setOpened(user.id)}
            selectedId={opened}
            empty={<EmptyState title={t(screenTexts.none)} />}
          />
        )}
      </Card>
      {users.hasMore ? (
        <Button onPress={users.fetchMore} isPending={users.isFetchingMore}>
          {t(screenTexts.more)}
        </Button>
      ) : null}
      {dialog === 'add' ? <AddUserDialog onClose={() => setDialog(null)} /> : null}
      {dialog === 'import' ? <ImportUsersDialog onClose={() => setDialog(null)} /> : null}
      {opened === null ? null : <UserDialog key={opened} id={opened} onClose={() => setOpened(null)} />}
    </Page>
  );
}

function useUserColumns(): readonly Column<UserView>[] {
  const t = useText();
  const format = useFormat();
  return useMemo(
    () => [
      {
        id: 'username',
        name: t(screenTexts.username),
        isRowHeader: true,
        cell: (user) => user.username,
        sortBy: (user) => user.username,
      },
      {
        id: 'name',
        name: t(screenTexts.displayName),
        cell: (user) => user.displayName,
        sortBy: (user) => user.displayName,
      },
      {
        id: 'roles',
        name: t(screenTexts.roles),
        cell: (user) => user.roles.map((role) => t(roleTexts[role])).join(', '),
      },
      {
        id: 'agency',
        name: t(screenTexts.agency),
        cell: (user) => user.agencyName ?? t(screenTexts.empty),
        sortBy: (user) => user.agencyName,
      },
      { id: 'state', name: t(screenTexts.state), cell: (user) => <UserState user={user} /> },
      {
        id: 'seen',
        name: t(screenTexts.lastSeen),
        cell: (user) => (user.lastSeenAt === null ? t(screenTexts.empty) : format.full(user.lastSeenAt)),
        sortBy: (user) => user.lastSeenAt,
      },
    ],
    [t, format],
  );
}

function UserState({ user }: { user: UserView }) {
  const t = useText();
  if (user.disabled) return <Badge tone="neutral">{t(screenTexts.disabled)}</Badge>;
  if (user.lockedUntil !== null && Date.parse(user.lockedUntil) > Date.now())
    return <Badge tone="warn">{t(screenTexts.locked)}</Badge>;
  if (user.mustChangePassword) return <Badge tone="calm">{t(screenTexts.firstPassword)}</Badge>;
  if (user.openSessions > 0)
    return <StatusDot tone="good">{t(screenTexts.online, { count: user.openSessions })}</StatusDot>;
  return <StatusDot tone="neutral">{t(screenTexts.active)}</StatusDot>;
}
