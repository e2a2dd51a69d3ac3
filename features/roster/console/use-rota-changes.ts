import { useState } from 'react';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { changeRota, publishRota } from '../contract.ts';
import { type Change, commandOf, inverseOf, type Rota } from './rota-edit.ts';
import { rotaTexts as texts } from './texts.ts';

const stale = ['/api/rota', '/api/own-shifts', '/api/attendance'];

/** Changes of the plan, one after another, each of which can be taken back; and its publishing. */
export function useRotaChanges(rota: Rota, onPublished: () => void) {
  const t = useText();
  const errorText = useErrorText();
  const [done, setDone] = useState<readonly Change[]>([]);
  const change = useCommand(changeRota, {
    invalidates: stale,
    inTurn: 'rota',
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  const publish = useCommand(publishRota, {
    invalidates: stale,
    onDone: ({ people }) => {
      toast(t(texts.published, { people }));
      onPublished();
    },
  });
  const send = (wanted: Change) => {
    const { add, remove } = commandOf(rota, wanted);
    if (add.length === 0 && remove.length === 0) return false;
    change.mutate({ body: { add: [...add], remove } });
    return true;
  };
  return {
    publish,
    canUndo: done.length > 0,
    apply: (wanted: Change) => {
      if (send(wanted)) setDone((before) => [...before.slice(-49), wanted]);
    },
    undo: () => {
      const last = done.at(-1);
      setDone((before) => before.slice(0, -1));
      if (last !== undefined) send(inverseOf(last));
    },
  };
}
