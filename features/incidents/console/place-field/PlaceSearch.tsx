import { Building2, Crosshair, Grid3x3, History, Landmark, MapPin, Route, Signpost } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { distanceText } from '#features/places/distance.ts';
import { placeKind } from '#features/places/place.ts';
import { hitKindTexts, positionTexts, searchNoticeTexts } from '#features/places/position-texts.ts';
import { findAddresses, findPlaces, type HitKind, type PlaceHit } from '#features/places/search-contract.ts';
import { placeKindTexts } from '#features/places/texts.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import type { SuggestOption } from '../SuggestField.tsx';
import { changeFor, type PlaceChange } from './place-options.ts';

/** A result as the field shows it, with what choosing it writes. */
export interface PlaceOption extends SuggestOption {
  readonly change: PlaceChange;
}

export interface FoundPlaces {
  readonly options: readonly PlaceOption[];
  /** Why what was typed gave nothing, or what had to be assumed. */
  readonly notice: string | null;
  readonly isBusy: boolean;
}

interface PlaceSearchProps {
  readonly asked: string;
  readonly onFound: (found: FoundPlaces) => void;
}

const icons: Readonly<Record<HitKind, ReactNode>> = {
  village: <MapPin aria-hidden size={16} />,
  district: <MapPin aria-hidden size={16} />,
  landmark: <Landmark aria-hidden size={16} />,
  road: <Route aria-hidden size={16} />,
  earlier: <History aria-hidden size={16} />,
  plus_code: <Grid3x3 aria-hidden size={16} />,
  coordinates: <Crosshair aria-hidden size={16} />,
  address: <Signpost aria-hidden size={16} />,
};

/**
 * Asks the server and hands the results up; shows nothing itself. A part of its own, so that the field is there before it and
 * without it: what is typed stands by itself.
 */
export function PlaceSearch({ asked, onFound }: PlaceSearchProps) {
  const t = useText();
  const inWords = useDescription();
  const isAsked = asked.length >= 2;
  const found = useRoute(
    findPlaces,
    { query: { q: asked.slice(0, 1000), limit: 9 } },
    { enabled: isAsked, keepPrevious: true },
  );
  const addresses = useRoute(
    findAddresses,
    { query: { q: asked.slice(0, 200), limit: 3 } },
    { enabled: isAsked && asked.length >= 5 && found.data?.hasGeocoder === true },
  );
  const hits = isAsked ? [...(found.data?.items ?? []), ...(addresses.data?.items ?? [])] : [];
  // A district alone is no place of an incident; its villages are found by its name too.
  const options = hits
    .filter(({ kind }) => kind !== 'district')
    .map((hit): PlaceOption => ({ id: hit.id, ...inWords(hit), change: changeFor(hit, asked) }));
  const notice = isAsked ? (found.data?.notices ?? []).map((one) => t(searchNoticeTexts[one])).join(' ') || null : null;
  const answer = { options, notice, isBusy: found.isFetching };
  // Compared by what can be seen: the icons are the same for the same kinds.
  const seen = JSON.stringify([options.map(({ icon: _, ...option }) => option), notice, found.isFetching]);
  const hand = useRef({ answer, onFound });
  hand.current = { answer, onFound };
  // biome-ignore lint/correctness/useExhaustiveDependencies: handed up whenever something that is seen changes
  useEffect(() => hand.current.onFound(hand.current.answer), [seen]);
  return null;
}

/** A hit in words: what it is, where it lies, how exact it is. */
function useDescription(): (hit: PlaceHit) => Pick<SuggestOption, 'name' | 'description' | 'icon' | 'mark'> {
  const t = useText();
  const format = useFormat();
  const distance = (metres: number) => distanceText(metres, (value) => format.number(value, 1));
  return (hit) => {
    const { kind, name, detail, village, position, outside, jurisdiction } = hit;
    const where =
      village === null
        ? null
        : kind === 'village'
          ? `${t(placeKindTexts.kecamatan)} ${village.districtName}`
          : `${village.name}, ${village.districtName}`;
    const isVillage = placeKind.safeParse(detail);
    const what =
      kind === 'landmark' || kind === 'road'
        ? (detail ?? t(hitKindTexts[kind]))
        : kind === 'earlier'
          ? `${t(hitKindTexts.earlier)} ${detail === null ? '' : format.date(detail)}`
          : kind === 'village'
            ? null
            : t(hitKindTexts[kind]);
    const exact =
      position === null || kind === 'village'
        ? null
        : position.accuracyM === null
          ? t(positionTexts.accuracyUnknown)
          : t(positionTexts.accuracy, { distance: distance(position.accuracyM) });
    const isOutside = outside !== null || (jurisdiction?.outside ?? null) !== null;
    return {
      name: kind === 'village' && isVillage.success ? `${t(placeKindTexts[isVillage.data])} ${name}` : name,
      description: [what, where ?? outside?.name, exact].filter(Boolean).join(' · '),
      icon: outside !== null && kind === 'village' ? <Building2 aria-hidden size={16} /> : icons[kind],
      ...(isOutside ? { mark: t(positionTexts.outsideShort) } : {}),
    };
  };
}
