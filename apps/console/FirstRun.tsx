import { ArrowRight } from 'lucide-react';
import { useMemo, useState } from 'react';
import { readTestCall } from '#features/calls/call-test-contract.ts';
import { TestCallPanel } from '#features/calls/console/TestCallPanel.tsx';
import { FirstRunForm } from '#features/people/console/FirstRunForm.tsx';
import { DoorPage } from '#features/people/console/SignIn.tsx';
import type { SessionView } from '#features/people/person.ts';
import { firstRunTexts } from '#features/people/screen-texts.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useText } from '#platform/web/language.tsx';
import { PermissionsProvider } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { texts } from './texts.ts';

/** The first run: found the regency, then hear its telephone. Whoever reloads in between finds the test on the page of the centre. */
export function FirstRun({ onSession }: { onSession: (session: SessionView) => void }) {
  const t = useText();
  const [founded, setFounded] = useState<SessionView | null>(null);
  return (
    <DoorPage title={t(founded === null ? texts.firstRun : firstRunTexts.testTitle)} isFirstRun>
      {founded === null ? (
        <FirstRunForm onSession={setFounded} />
      ) : (
        <TestStep session={founded} onDone={() => onSession(founded)} />
      )}
    </DoorPage>
  );
}

function TestStep({ session, onDone }: { session: SessionView; onDone: () => void }) {
  const t = useText();
  const allowed = useMemo(() => new Set(session.permissions), [session.permissions]);
  const line = useRoute(readTestCall, {});
  const isTested = (line.data?.call?.outcome ?? null) !== null;
  const { tenant, user } = session;
  return (
    <PermissionsProvider allowed={allowed}>
      <div className="flex flex-col gap-4">
        <Notice tone="good">{t(firstRunTexts.founded, { name: tenant.name, username: user.username })}</Notice>
        <TestCallPanel />
        <Button
          wide
          size="large"
          look={isTested ? 'primary' : 'plain'}
          icon={<ArrowRight aria-hidden size={18} />}
          onPress={onDone}
        >
          {t(isTested ? firstRunTexts.toConsole : firstRunTexts.skipTest)}
        </Button>
      </div>
    </PermissionsProvider>
  );
}
