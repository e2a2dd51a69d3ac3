import { Search } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useGo } from '#platform/web/place.ts';
import { useCommand } from '#platform/web/query-options.ts';
import { findCaller } from '../contract.ts';
import { screenNames } from '../screen-names.ts';
import { texts } from './texts.ts';

/** Find a number, with a reason; neither stands in the address. */
export function FindCallerPage() {
  const t = useText();
  const go = useGo();
  const errorText = useErrorText();
  const [number, setNumber] = useState('');
  const [reason, setReason] = useState('');
  const find = useCommand(findCaller, { invalidates: [], onDone: ({ id }) => go(`/callers/${id}`) });
  const isReady = number.trim().length >= 3 && reason.trim().length >= 5;
  return (
    <Page title={t(screenNames.find)} description={t(texts.findNote)} width="text">
      <Card>
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            if (isReady) find.mutate({ body: { number: number.trim(), reason: reason.trim() } });
          }}
        >
          <TextField
            type="tel"
            label={t(texts.number)}
            placeholder="0812…"
            value={number}
            onChange={setNumber}
            maxLength={30}
            isRequired
            autoFocus
          />
          <TextField
            label={t(texts.reason)}
            description={t(texts.reasonNote)}
            value={reason}
            onChange={setReason}
            maxLength={200}
            isRequired
          />
          {find.error === null ? null : <Notice tone="life">{errorText(find.error)}</Notice>}
          <div>
            <Button
              type="submit"
              look="primary"
              icon={<Search aria-hidden size={16} />}
              isDisabled={!isReady}
              isPending={find.isPending}
            >
              {t(texts.find)}
            </Button>
          </div>
        </form>
      </Card>
    </Page>
  );
}
