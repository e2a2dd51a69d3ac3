import { LocateFixed, LocateOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { formatDuration } from '#platform/shared/time.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useNow } from '#platform/web/ticking.ts';
import type { UnitId } from '../unit.ts';
import { BigButton } from './BigButton.tsx';
import { keepConsent, type PositionState, readConsent, watchPositions } from './positions.ts';
import { texts } from './texts.ts';
import { useField } from './use-field.tsx';

/** Asked once in words, then told all the time: how old the position is that the room sees. */
export function PositionBar({ unitId }: { unitId: UnitId }) {
  const t = useText();
  const { userId } = useField();
  const [said, setSaid] = useState(() => readConsent(userId));
  const choose = (choice: 'yes' | 'no') => {
    keepConsent(userId, choice);
    setSaid(choice);
  };
  if (said === 'yes') return <PositionWatch unitId={unitId} onStop={() => choose('no')} />;
  if (said === 'no')
    return (
      <BigButton wide icon={<LocateOff aria-hidden size={22} />} onPress={() => choose('yes')}>
        {t(texts.positionStart)}
      </BigButton>
    );
  return (
    <section
      aria-label={t(texts.positionAsk)}
      className="flex flex-col gap-2 rounded-xl border-2 border-line-strong p-3"
    >
      <h3 className="text-lg font-bold">{t(texts.positionAsk)}</h3>
      <p>{t(texts.positionNote)}</p>
      <div className="grid grid-cols-2 gap-2">
        <BigButton paint="plain" onPress={() => choose('yes')}>
          {t(texts.positionYes)}
        </BigButton>
        <BigButton onPress={() => choose('no')}>{t(texts.positionNo)}</BigButton>
      </div>
    </section>
  );
}

function PositionWatch({ unitId, onStop }: { unitId: UnitId; onStop: () => void }) {
  const t = useText();
  const { userId } = useField();
  const [state, setState] = useState<PositionState>({ kind: 'searching' });
  useEffect(() => watchPositions({ userId, unitId }, setState), [userId, unitId]);
  return (
    <div className="flex items-center justify-between gap-2">
      <p className="flex min-w-0 items-center gap-2 text-base">
        <LocateFixed aria-hidden size={20} className="shrink-0 text-accent" />
        {state.kind === 'known' ? (
          <Age at={state.at} accuracyM={state.accuracyM} />
        ) : (
          t(state.kind === 'refused' ? texts.positionRefused : texts.positionSearching)
        )}
      </p>
      <BigButton onPress={onStop} aria-label={t(texts.positionStop)}>
        <LocateOff aria-hidden size={22} />
      </BigButton>
    </div>
  );
}

function Age({ at, accuracyM }: { at: string; accuracyM: number }) {
  const t = useText();
  const format = useFormat();
  const now = useNow();
  const age = formatDuration(Math.max(0, now - Date.parse(at)));
  return <span>{t(texts.positionAge, { age, accuracy: format.number(accuracyM) })}</span>;
}
