import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import type { Text } from '#platform/shared/texts.ts';
import { Button } from '#platform/ui/Button.tsx';
import { ComboBox } from '#platform/ui/ComboBox.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextArea, TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { audiences, type CampaignContent, campaignKinds, mostPlaces } from '../campaign.ts';
import { listCampaignPlaces } from '../contract.ts';
import { audienceTexts, kindTexts } from '../texts.ts';
import { texts } from './texts.ts';

interface CampaignFieldsProps {
  readonly content: CampaignContent;
  readonly onChange: (part: Partial<CampaignContent>) => void;
}

/** Everything that is written of a campaign. */
export function CampaignFields({ content, onChange }: CampaignFieldsProps) {
  const t = useText();
  const optionsOf = <Key extends string>(keys: readonly Key[], names: Readonly<Record<Key, Text>>) =>
    keys.map((id) => ({ id, name: t(names[id]) }));
  const endsBefore = content.startsOn !== '' && content.endsOn !== '' && content.endsOn < content.startsOn;
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <div className="sm:col-span-2">
        <TextField
          label={t(texts.name)}
          isRequired
          autoFocus
          value={content.name}
          maxLength={120}
          onChange={(name) => onChange({ name })}
        />
      </div>
      <div className="sm:col-span-2">
        <TextArea
          label={t(texts.aim)}
          description={t(texts.noNames)}
          isRequired
          rows={2}
          value={content.aim}
          maxLength={600}
          onChange={(aim) => onChange({ aim })}
        />
      </div>
      <Select
        label={t(texts.audience)}
        isRequired
        options={optionsOf(audiences, audienceTexts)}
        value={content.audience}
        onChange={(audience) => onChange({ audience })}
      />
      <Select
        label={t(texts.kind)}
        isRequired
        options={optionsOf(campaignKinds, kindTexts)}
        value={content.kind}
        onChange={(kind) => onChange({ kind })}
      />
      <TextField
        label={t(texts.startsOn)}
        type="date"
        isRequired
        value={content.startsOn}
        onChange={(startsOn) => onChange({ startsOn })}
      />
      <TextField
        label={t(texts.endsOn)}
        type="date"
        isRequired
        value={content.endsOn}
        error={endsBefore ? t(texts.endsBefore) : null}
        onChange={(endsOn) => onChange({ endsOn })}
      />
      <div className="sm:col-span-2">
        <PlaceFields content={content} onChange={onChange} />
      </div>
      <div className="sm:col-span-2">
        <TextArea
          label={t(texts.materials)}
          rows={2}
          value={content.materials}
          maxLength={1000}
          onChange={(materials) => onChange({ materials })}
        />
      </div>
      <NumberField
        label={t(texts.cost)}
        value={content.costRupiah}
        onChange={(costRupiah) => onChange({ costRupiah: costRupiah ?? 0 })}
      />
      <NumberField
        label={t(texts.attendance)}
        value={content.attendance}
        onChange={(attendance) => onChange({ attendance })}
      />
      <div className="sm:col-span-2">
        <TextArea
          label={t(texts.lessons)}
          description={t(texts.lessonsNote)}
          rows={2}
          value={content.lessons}
          maxLength={2000}
          onChange={(lessons) => onChange({ lessons })}
        />
      </div>
    </div>
  );
}

/** A whole number, or nothing. What is no such number is said and not sent. */
function NumberField(props: { label: string; value: number | null; onChange: (value: number | null) => void }) {
  const t = useText();
  const [typed, setTyped] = useState(props.value === null ? '' : String(props.value));
  const isWrong = typed !== '' && !/^\d{1,12}$/.test(typed);
  return (
    <TextField
      label={props.label}
      inputMode="numeric"
      value={typed}
      error={isWrong ? t(texts.costWrong) : null}
      onChange={(next) => {
        setTyped(next);
        // Not a number that the contract takes: the form cannot be saved until it is put right.
        props.onChange(next === '' ? null : /^\d{1,12}$/.test(next) ? Number(next) : Number.NaN);
      }}
    />
  );
}

function PlaceFields({ content, onChange }: CampaignFieldsProps) {
  const t = useText();
  const places = useRoute(listCampaignPlaces, {});
  const options = (places.data?.items ?? []).map(({ code, name }) => ({ id: code, name }));
  const nameOf = (code: string) => options.find(({ id }) => id === code)?.name ?? code;
  const [code, setCode] = useState<string | null>(null);
  const [school, setSchool] = useState('');
  const add = () => {
    if (code === null) return;
    const name = school.trim();
    onChange({ places: [...content.places, { code, school: name.length < 2 ? null : name }] });
    setCode(null);
    setSchool('');
  };
  return (
    <fieldset className="flex flex-col gap-2 rounded-md border border-line p-2">
      <legend className="px-1 font-medium">{t(texts.places)}</legend>
      <p className="text-sm text-ink-soft">{t(texts.placesNote)}</p>
      {content.places.length === 0 ? null : (
        <ul className="flex flex-col gap-1">
          {content.places.map((place, index) => {
            const said = [place.school, nameOf(place.code)].filter((part) => part !== null).join(' – ');
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: two classes of one school are two places that say the same
              <li key={`${place.code}/${place.school}/${index}`} className="flex items-center justify-between gap-2">
                <span className="min-w-0 break-words">{said}</span>
                <Button
                  size="small"
                  look="quiet"
                  aria-label={t(texts.removePlace, { place: said })}
                  icon={<X aria-hidden size={14} />}
                  onPress={() => onChange({ places: content.places.filter((_one, nth) => nth !== index) })}
                >
                  {''}
                </Button>
              </li>
            );
          })}
        </ul>
      )}
      <div className="grid items-end gap-2 sm:grid-cols-[1fr_1fr_auto]">
        <ComboBox label={t(texts.places)} options={options} value={code} onChange={setCode} />
        <TextField label={t(texts.school)} value={school} maxLength={120} onChange={setSchool} />
        <Button
          icon={<Plus aria-hidden size={16} />}
          isDisabled={code === null || content.places.length >= mostPlaces}
          onPress={add}
        >
          {t(texts.addPlace)}
        </Button>
      </div>
    </fieldset>
  );
}
