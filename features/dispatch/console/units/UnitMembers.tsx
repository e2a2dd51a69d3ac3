import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { addUnitMember, listCrewAccounts, readUnit, removeUnitMember, type UnitItem } from '../../unit-contract.ts';
import { unitSettingTexts as texts } from './setting-texts.ts';

const stale = ['/api/units'];

/** Who is in a unit: accounts whose device works for it, and names. */
export function UnitMembers({ unit }: { unit: UnitItem }) {
  const t = useText();
  const errorText = useErrorText();
  const view = useRoute(readUnit, { params: { id: unit.id } });
  const accounts = useRoute(listCrewAccounts, { query: { agencyId: unit.agency.id } });
  const [account, setAccount] = useState<string | null>(null);
  const [name, setName] = useState('');
  const add = useCommand(addUnitMember, {
    invalidates: stale,
    onDone: () => {
      setAccount(null);
      setName('');
    },
  });
  const remove = useCommand(removeUnitMember, { invalidates: stale });
  const members = view.data?.members ?? [];
  const free = (accounts.data?.items ?? []).filter((one) => !members.some((member) => member.userId === one.id));
  const params = { id: unit.id };
  return (
    <div className="flex flex-col gap-4 pt-3">
      {members.length === 0 ? <p className="text-ink-soft">{t(texts.noCrew)}</p> : null}
      <ul className="flex flex-col divide-y divide-line">
        {members.map((member) => (
          <li key={member.id} className="flex flex-wrap items-center justify-between gap-2 py-1.5">
            <span>{member.name ?? '–'}</span>
            <Button
              size="small"
              onPress={() =>
                remove.mutate({
                  params: { id: unit.id, memberId: member.id },
                  body: { erase: member.userId === null },
                })
              }
            >
              {t(member.userId === null ? texts.eraseName : texts.remove)}
            </Button>
          </li>
        ))}
      </ul>
      <div className="flex flex-wrap items-end gap-3">
        <Select
          label={t(texts.addAccount)}
          options={free.map(({ id, name: shown }) => ({ id, name: shown }))}
          value={account}
          onChange={setAccount}
        />
        <Button
          isDisabled={account === null}
          onPress={() => account !== null && add.mutate({ params, body: { userId: account } })}
        >
          {t(texts.addMember)}
        </Button>
      </div>
      <div className="flex flex-wrap items-end gap-3">
        <TextField label={t(texts.addName)} maxLength={80} value={name} onChange={setName} />
        <Button isDisabled={name.trim().length < 2} onPress={() => add.mutate({ params, body: { name: name.trim() } })}>
          {t(texts.addMember)}
        </Button>
      </div>
      {add.error === null ? null : <Notice tone="life">{errorText(add.error)}</Notice>}
      {remove.error === null ? null : <Notice tone="life">{errorText(remove.error)}</Notice>}
    </div>
  );
}
