import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { makeCalendarFeed, readCalendarFeed, revokeCalendarFeed } from '../calendar-contract.ts';
import { calendarTexts as texts } from './calendar-texts.ts';

const stale = ['/api/own-calendar'];

/** The secret address for the calendar of one's own telephone: shown once, ended at any time. */
export function CalendarCard() {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const feed = useRoute(readCalendarFeed, {});
  const [address, setAddress] = useState<string | null>(null);
  const make = useCommand(makeCalendarFeed, {
    invalidates: stale,
    onDone: ({ token }) => setAddress(`${location.origin}/api/calendar/${token}.ics`),
  });
  const revoke = useCommand(revokeCalendarFeed, { invalidates: stale, onDone: () => setAddress(null) });
  const error = make.error ?? revoke.error;
  return (
    <Card title={t(texts.title)}>
      <QueryView query={feed}>
        {({ madeAt }) => (
          <div className="flex flex-col gap-3">
            <p className="text-ink-soft">
              {madeAt === null ? t(texts.about) : t(texts.since, { at: format.full(madeAt) })}
            </p>
            {address === null ? null : (
              <TextField label={t(texts.address)} description={t(texts.once)} value={address} isReadOnly />
            )}
            {error === null ? null : <Notice tone="life">{errorText(error)}</Notice>}
            <div className="flex flex-wrap gap-2">
              <Button isPending={make.isPending} onPress={() => make.mutate({})}>
                {t(madeAt === null ? texts.make : texts.renew)}
              </Button>
              {madeAt === null ? null : (
                <Button isPending={revoke.isPending} onPress={() => revoke.mutate({})}>
                  {t(texts.revoke)}
                </Button>
              )}
            </div>
          </div>
        )}
      </QueryView>
    </Card>
  );
}
