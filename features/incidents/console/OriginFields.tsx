import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { formSources } from '../incident.ts';
import { sourceTexts } from '../texts.ts';
import { texts } from './texts.ts';
import type { WithoutCall } from './use-incident-draft.ts';

interface OriginFieldsProps {
  readonly origin: WithoutCall;
  readonly onChange: (origin: WithoutCall) => void;
}

/** Where a report without a call came from, and when. */
export function OriginFields({ origin, onChange }: OriginFieldsProps) {
  const t = useText();
  return (
    <>
      <Select
        label={t(texts.source)}
        isRequired
        value={formSources.find((one) => one === origin.source) ?? null}
        onChange={(source) => onChange({ ...origin, source })}
        options={formSources.map((one) => ({ id: one, name: t(sourceTexts[one]) }))}
      />
      <TextField
        type="datetime-local"
        label={t(texts.reportedAt)}
        description={t(texts.reportedHint)}
        value={origin.reportedAt}
        onChange={(reportedAt) => onChange({ ...origin, reportedAt })}
      />
    </>
  );
}
