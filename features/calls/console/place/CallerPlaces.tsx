import { Copy, Eye } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { CallId } from '../../call.ts';
import { placeFlagTexts, placeSourceTexts } from '../../caller-place-texts.ts';
import {
  type CallerPlacesView,
  type CallerPlaceView,
  readCallerPlaces,
  showCallerPlaces,
} from '../../place-contract.ts';
import { PlaceSketch } from './PlaceSketch.tsx';
import { sketchOf } from './sketch.ts';
import { texts } from './texts.ts';
import { civicLine, useDistance, usePlaceFacts } from './words.ts';

/** Where the caller is, as the network or the telephone told it. It helps the question for the address and never replaces it. */
export function CallerPlaces({ callId }: { callId: CallId }) {
  const t = useText();
  const can = useCan();
  const told = useRoute(readCallerPlaces, { params: { id: callId } });
  const show = useCommand(showCallerPlaces, { invalidates: [] });
  const view = show.data ?? told.data;
  // Most calls bring none: then nothing is said, and nothing blinks while it is looked up.
  if (view === undefined || view.count === 0) return null;
  return (
    <Card title={t(texts.callerPlace)}>
      {view.items.length > 0 ? (
        <Places view={view} />
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p>{t(texts.hidden, { count: view.count })}</p>
          {can('caller.show') ? <AskToShow callId={callId} show={show} /> : null}
        </div>
      )}
    </Card>
  );
}

function Places({ view }: { view: CallerPlacesView }) {
  const t = useText();
  const distance = useDistance();
  const [first, ...others] = view.items;
  const sketch = sketchOf(view.items);
  if (first === undefined) return null;
  const radius = first.place.kind === 'geodetic' ? first.place.uncertaintyM : null;
  return (
    <div className="flex flex-col gap-3">
      {view.disagreementM === null ? null : (
        <Notice tone="warn">{t(texts.disagree, { distance: distance(view.disagreementM) })}</Notice>
      )}
      <div className="flex flex-wrap gap-4">
        <div className="min-w-48 flex-1">
          <OnePlace told={first} isFirst />
          <p className="mt-2 text-sm text-ink-soft">{t(texts.askAnyway)}</p>
        </div>
        {sketch === null ? null : (
          <PlaceSketch
            sketch={sketch}
            label={t(texts.sketch, { radius: radius === null ? t(texts.noUncertainty) : distance(radius) })}
            barLabel={distance(sketch.barM)}
          />
        )}
      </div>
      {others.length === 0 ? null : (
        <details>
          <summary className="cursor-pointer text-sm">{t(texts.others, { count: others.length })}</summary>
          <ul className="mt-1 flex flex-col gap-2">
            {others.map((one) => (
              <li key={one.id} className="border-t border-line pt-1">
                <OnePlace told={one} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function OnePlace({ told, isFirst = false }: { told: CallerPlaceView; isFirst?: boolean }) {
  const t = useText();
  const { head, facts, coordinates } = usePlaceFacts(told);
  const { place } = told;
  const civic = place.kind === 'geodetic' || place.kind === 'civic' ? place.civic : null;
  const flags = 'flags' in place ? place.flags : [];
  const handleCopy = () => {
    const write = navigator.clipboard?.writeText(coordinates ?? '') ?? Promise.reject(new Error('No clipboard'));
    write.then(
      () => toast(t(texts.copied)),
      () => toast(t(texts.copyFailed), 'life'),
    );
  };
  return (
    <div>
      <p className={isFirst ? 'text-lg font-semibold' : 'text-sm font-medium'}>{head}</p>
      {civic === null ? null : <p>{civicLine(civic)}</p>}
      <p className="text-sm text-ink-soft">{[t(placeSourceTexts[told.source]), ...facts].join(' · ')}</p>
      {flags.length === 0 ? null : (
        <p className="text-sm font-medium">{flags.map((flag) => t(placeFlagTexts[flag])).join(' · ')}</p>
      )}
      {coordinates === null ? null : (
        <p className="mt-1 flex flex-wrap items-center gap-2 text-sm">
          <span className="font-mono select-all">{coordinates}</span>
          {isFirst ? (
            <Button look="quiet" icon={<Copy aria-hidden size={14} />} onPress={handleCopy}>
              {t(texts.copy)}
            </Button>
          ) : null}
        </p>
      )}
    </div>
  );
}

interface AskToShowProps {
  readonly callId: CallId;
  readonly show: ReturnType<typeof useCommand<typeof showCallerPlaces>>;
}

function AskToShow({ callId, show }: AskToShowProps) {
  const t = useText();
  const errorText = useErrorText();
  const [isAsking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  return (
    <>
      <Button icon={<Eye aria-hidden size={16} />} onPress={() => setAsking(true)}>
        {t(texts.show)}
      </Button>
      <ConfirmDialog
        title={t(texts.show)}
        confirmName={t(texts.show)}
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => show.mutate({ params: { id: callId }, body: { reason } })}
        isPending={show.isPending}
        isBlocked={reason.trim().length < 5}
        error={show.error && errorText(show.error)}
      >
        <TextField
          label={t(texts.showReason)}
          description={t(texts.showNote)}
          value={reason}
          onChange={setReason}
          maxLength={200}
          autoFocus
        />
      </ConfirmDialog>
    </>
  );
}
