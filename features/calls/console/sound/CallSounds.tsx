import { ToneIcon } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { toneText } from '#platform/ui/tone.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import type { CallId } from '../../call.ts';
import { listSounds, type SoundView } from '../../sound-contract.ts';
import { type DirectionSound, wordOf } from '../../sound-quality.ts';
import { soundTexts, soundWordTexts } from '../../sound-texts.ts';
import { soundTones } from './sound-tones.ts';

/** How the sound of a call was, desk by desk, as the telephones measured it. */
export function CallSounds({ callId }: { callId: CallId }) {
  const t = useText();
  const sounds = useRoute(listSounds, { params: { id: callId } });
  const items = sounds.data?.items ?? [];
  if (sounds.data === undefined) return null;
  return (
    <Card title={t(soundTexts.sound)}>
      <div className="flex flex-col gap-3">
        {items.length === 0 ? <p>{t(soundTexts.notMeasured)}</p> : null}
        {items.map((sound) => (
          <LegSound key={sound.id} sound={sound} />
        ))}
        {items.length === 0 ? null : <p className="text-sm text-ink-soft">{t(soundTexts.measuredNote)}</p>}
      </div>
    </Card>
  );
}

function LegSound({ sound: { desk, joinedAt, figures } }: { sound: SoundView }) {
  const t = useText();
  const format = useFormat();
  const { incoming, outgoing, roundTripMs, worstMos, poorSeconds, codec } = figures;
  return (
    <section aria-label={desk.displayName} className="flex flex-col gap-1">
      <h3 className="font-medium">
        {desk.displayName} · {format.time(joinedAt)}
      </h3>
      <DefinitionList
        items={[
          { term: t(soundTexts.heardByDesk), value: <Direction sound={incoming} /> },
          { term: t(soundTexts.heardOfDesk), value: <Direction sound={outgoing} /> },
          { term: t(soundTexts.roundTrip), value: roundTripMs === null ? '–' : `${format.number(roundTripMs, 0)} ms` },
          {
            term: t(soundTexts.worstMoment),
            value:
              worstMos === null
                ? '–'
                : t(soundTexts.worstMomentText, { mos: format.number(worstMos, 1), seconds: poorSeconds }),
          },
          { term: t(soundTexts.codec), value: codec },
        ]}
      />
    </section>
  );
}

function Direction({ sound }: { sound: DirectionSound | null }) {
  const t = useText();
  const format = useFormat();
  if (sound === null) return t(soundTexts.notMeasured);
  const word = wordOf(sound.mos);
  return (
    <span className="flex items-start gap-1">
      <span className={toneText[soundTones[word]]}>
        <ToneIcon tone={soundTones[word]} size={16} />
      </span>
      {t(soundTexts.direction, {
        word: t(soundWordTexts[word]),
        mos: format.number(sound.mos, 1),
        lost: sound.lost,
        packets: sound.packets,
        jitter: format.number(sound.jitterMs, 0),
      })}
    </span>
  );
}
