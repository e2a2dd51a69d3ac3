import { MapPin, X } from 'lucide-react';
import { type Ref, useDeferredValue } from 'react';
import { searchPlaces } from '#features/places/contract.ts';
import { kindOf, type Place } from '#features/places/place.ts';
import { placeKindTexts, placeTexts } from '#features/places/texts.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { IconButton } from '#platform/ui/Button.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import type { FormValues } from '../draft.ts';
import { SuggestField } from './SuggestField.tsx';
import { texts } from './texts.ts';

interface PlaceFieldProps {
  readonly placeText: string;
  readonly villageCode: string | null;
  readonly villageName: string;
  readonly onChange: (change: Pick<FormValues, 'placeText'> | Partial<FormValues>) => void;
  readonly onChosen: () => void;
  readonly inputRef: Ref<HTMLInputElement>;
}

/**
 * The place in the caller's words, and the village found by them. Both are kept: the words lead the crew, the village
 * decides who is sent. Nothing is chosen by itself.
 */
export function PlaceField({ placeText, villageCode, villageName, onChange, onChosen, inputRef }: PlaceFieldProps) {
  const t = useText();
  const asked = useDeferredValue(placeText.trim());
  const found = useRoute(
    searchPlaces,
    { query: { q: asked, limit: 8 } },
    { enabled: asked.length >= 2, keepPrevious: true },
  );
  const places =
    asked.length < 2 ? [] : (found.data?.items ?? []).filter((place) => kindOf(place.code) !== 'kecamatan');
  const nameOf = (place: Place) => `${t(placeKindTexts[place.kind])} ${place.name}`;
  const handleChoose = (code: string) => {
    const place = places.find((one) => one.code === code);
    if (place === undefined) return;
    onChange({
      villageCode: place.code,
      villageName: `${place.name}, ${place.districtName}`,
      // A few letters of the name are no words of the caller; more than the name is.
      // What is stored is Indonesian, whatever the language of the screen.
      ...(isPartOfName(placeText, place) ? { placeText: `${placeKindTexts[place.kind].id} ${place.name}` } : {}),
    });
    onChosen();
  };
  return (
    <SuggestField
      label={t(texts.place)}
      hint={t(texts.placeHint)}
      typed={placeText}
      onType={(typed) => onChange({ placeText: typed })}
      options={places.map((place) => ({
        id: place.code,
        name: nameOf(place),
        description: `${t(placeKindTexts.kecamatan)} ${place.districtName}`,
      }))}
      onChoose={(option) => handleChoose(option.id)}
      isBusy={found.isFetching}
      inputRef={inputRef}
    >
      {villageCode === null ? (
        placeText.trim() === '' ? null : (
          t(texts.placeFree)
        )
      ) : (
        <span className="flex flex-wrap items-center gap-1.5">
          <Badge tone="good" icon={<MapPin aria-hidden size={13} />}>
            {villageName}
          </Badge>
          {t(placeTexts.method)}
          <IconButton
            size="small"
            label={t(texts.removeVillage, { name: villageName })}
            icon={<X aria-hidden size={14} />}
            onPress={() => onChange({ villageCode: null, villageName: '' })}
          />
        </span>
      )}
    </SuggestField>
  );
}

function isPartOfName(typed: string, place: Place): boolean {
  return place.name.toLowerCase().includes(typed.trim().toLowerCase());
}
