import { Card, Page } from '#platform/ui/Page.tsx';
import { useText } from '#platform/web/language.tsx';
import { useGo } from '#platform/web/place.ts';
import { IncidentForm } from './IncidentForm.tsx';
import { texts } from './texts.ts';

/** A report that came by radio, WhatsApp, a visitor, an agency or a crew. */
export function NewIncidentPage() {
  const t = useText();
  const go = useGo();
  return (
    <Page title={t(texts.newWithoutCall)}>
      <Card title={t(texts.newIncident)}>
        <IncidentForm call={null} incident={null} onSaved={(incident) => go(`/incidents/${incident.id}`)} takesFocus />
      </Card>
    </Page>
  );
}
