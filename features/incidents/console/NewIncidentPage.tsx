import { Card, Page } from '#platform/ui/Page.tsx';
import { useText } from '#platform/web/language.tsx';
import { useGo } from '#platform/web/place.ts';
import { NearWithoutCall } from './duplicates/NearWithoutCall.tsx';
import { IncidentForm } from './IncidentForm.tsx';
import { texts } from './texts.ts';

/** A report that came by radio, WhatsApp, a visitor, an agency or a crew. */
export function NewIncidentPage() {
  const t = useText();
  const go = useGo();
  return (
    <Page title={t(texts.newWithoutCall)}>
      <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <Card title={t(texts.newIncident)}>
          <IncidentForm
            call={null}
            incident={null}
            onSaved={(incident) => go(`/incidents/${incident.id}`)}
            takesFocus
          />
        </Card>
        <NearWithoutCall />
      </div>
    </Page>
  );
}
