import { type ReactNode, useMemo } from 'react';
import { useFormat, useText } from '#platform/web/language.tsx';
import { callColumns } from '../CallColumns.tsx';
import { CallList } from '../CallList.tsx';
import { listTexts } from '../list-texts.ts';

/** Callers whom nobody answered: who, when, and how long they waited; also from before there were ladders. */
export function LostCallsList({ before }: { before: ReactNode }) {
  const t = useText();
  const format = useFormat();
  const columns = useMemo(
    () => [
      ...callColumns(t, format),
      {
        id: 'ended',
        name: t(listTexts.endedAt),
        cell: (call: { endedAt: string | null }) => (call.endedAt === null ? '–' : format.time(call.endedAt)),
      },
    ],
    [t, format],
  );
  return (
    <CallList
      label={t(listTexts.lostCalls)}
      group="lost"
      columns={columns}
      empty={t(listTexts.noLost)}
      before={before}
    />
  );
}
