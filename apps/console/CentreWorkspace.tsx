import { testCallTexts } from '#features/calls/call-test-texts.ts';
import { TestCallPanel } from '#features/calls/console/TestCallPanel.tsx';
import { CentrePage } from '#features/people/console/CentrePage.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';

/** The centre's settings, and its telephone to try them on. */
export function CentreWorkspace() {
  const t = useText();
  const mayTest = useCan()('call.test');
  return (
    <CentrePage
      line={
        mayTest ? (
          <Card title={t(testCallTexts.title)}>
            <TestCallPanel />
          </Card>
        ) : null
      }
    />
  );
}
