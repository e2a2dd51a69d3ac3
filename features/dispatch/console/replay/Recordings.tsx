import { FollowedSound } from '#features/calls/console/recording/FollowedSound.tsx';
import { RecordingPlayer } from '#features/calls/console/recording/RecordingPlayer.tsx';
import { useText } from '#platform/web/language.tsx';
import { fastestSound, type PlayedRecording, soundAt } from '../../replay-rules.ts';
import { replayTexts as texts } from './texts.ts';
import type { Player } from './use-player.ts';

interface RecordingsProps {
  readonly recordings: readonly PlayedRecording[];
  readonly player: Player;
}

/** Each recording is opened with a reason of its own, as everywhere; then it follows the time line. */
export function Recordings({ recordings, player }: RecordingsProps) {
  const t = useText();
  const speed = Number(player.speed);
  if (recordings.length === 0) return <p className="text-ink-soft">{t(texts.noRecordings)}</p>;
  return (
    <div className="flex flex-col gap-3">
      <p className="text-sm text-ink-soft">{t(texts.recordingsNote)}</p>
      {recordings.map((one) => (
        <section key={one.callId} aria-label={t(texts.callNumber, { number: one.number })}>
          <h3 className="font-medium">{t(texts.callNumber, { number: one.number })}</h3>
          <RecordingPlayer
            callId={one.callId}
            number={one.number}
            state="stored"
            opened={(listening) => (
              <FollowedSound
                callId={one.callId}
                listeningId={listening.id}
                at={soundAt(one, player.at)}
                lengthS={one.durationMs / 1000}
                isPlaying={player.isPlaying}
                speed={speed > fastestSound ? null : speed}
              />
            )}
          />
        </section>
      ))}
    </div>
  );
}
