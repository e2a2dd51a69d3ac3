import { type Ref, useDeferredValue, useState } from 'react';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import type { FormValues } from '../draft.ts';
import type { FoundPlaces } from './place-field/PlaceSearch.tsx';
import { SuggestField } from './SuggestField.tsx';
import { texts } from './texts.ts';

const PlaceSearch = part(() => import('./place-field/PlaceSearch.tsx').then((file) => file.PlaceSearch));
const PlaceChosen = part(() => import('./place-field/PlaceChosen.tsx').then((file) => file.PlaceChosen));

interface PlaceFieldProps {
  readonly values: FormValues;
  readonly onChange: (change: Partial<FormValues>) => void;
  readonly onChosen: () => void;
  readonly inputRef: Ref<HTMLInputElement>;
}

const nothing: FoundPlaces = { options: [], notice: null, isBusy: false };

/**
 * The place in the caller's words, and what is found by them: village, point, or another regency. Both are kept: the words lead
 * the crew, the village decides who is sent. Nothing is chosen by itself.
 */
export function PlaceField({ values, onChange, onChosen, inputRef }: PlaceFieldProps) {
  const t = useText();
  const [found, setFound] = useState(nothing);
  const asked = useDeferredValue(values.placeText.trim());
  return (
    <SuggestField
      label={t(texts.place)}
      hint={t(texts.placeHint)}
      typed={values.placeText}
      onType={(placeText) => onChange({ placeText })}
      options={found.options}
      onChoose={({ id }) => {
        onChange(found.options.find((option) => option.id === id)?.change ?? {});
        onChosen();
      }}
      isBusy={found.isBusy}
      inputRef={inputRef}
    >
      <PlaceSearch asked={asked} onFound={setFound} />
      <PlaceChosen values={values} onChange={onChange} notice={found.notice} />
    </SuggestField>
  );
}
