import { Card, Page } from '#platform/ui/Page.tsx';
import { Loading } from '#platform/ui/QueryView.tsx';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useGo, usePlace } from '#platform/web/place.ts';
import { callId } from '../incident.ts';
import { NearWithoutCall } from './duplicates/NearWithoutCall.tsx';
import { IncidentForm } from './IncidentForm.tsx';
import { texts } from './texts.ts';

// Apart: the desk has it too, and its first load must not grow.
const OpenIncidents = part(() => import('./OpenIncidents.tsx').then((file) => file.OpenIncidents), Loading);

/**
 * A report that came by radio, WhatsApp, a visitor, an agency or a crew; or `?call=` one of a call that was taken for something
 * else until somebody corrected its class.
 */
export function NewIncidentPage() {
  const t = useText();
  const go = useGo();
  const given = callId.safeParse(usePlace('call')[0]);
  const call = given.success ? given.data : null;
  return (
    <Page title={t(call === null ? texts.newWithoutCall : texts.newIncident)}>
      <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <Card title={t(texts.newIncident)}>
          <IncidentForm
            call={call === null ? null : { id: call }}
            incident={null}
            onSaved={(incident) => go(`/incidents/${incident.id}`)}
            takesFocus
          />
        </Card>
        {call === null ? <NearWithoutCall /> : <OpenIncidents linkCallId={call} />}
      </div>
    </Page>
  );
}
