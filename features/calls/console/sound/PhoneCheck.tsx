import { Headset, SkipForward } from 'lucide-react';
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type CheckEnd, type CheckMeasured, mosOfCheck } from '../../desk-check.ts';
import { type DeskCheckView, readDeskCheck, saveDeskCheck } from '../../sound-contract.ts';
import { checkProblemTexts, checkVerdictTexts, soundTexts } from '../../sound-texts.ts';
import { TelephoneChoice } from '../desk-phone/TelephoneChoice.tsx';
import { deviceTexts } from '../desk-phone/texts.ts';
import { thePhone } from '../phone.ts';
import { lineTexts, texts } from '../texts.ts';
import { type DeskView, usePhone } from '../use-desk.ts';
import { markChecked, wasChecked } from './checked-once.ts';
import { DeviceChoice } from './DeviceChoice.tsx';
import { type CheckProgress, runCheck } from './run-check.ts';

const notMeasured = {
  level: null,
  clippedPercent: null,
  backLevel: null,
  roundTripMs: null,
  lossPercent: null,
  jitterMs: null,
};

/**
 * The check of this desk's telephone: by itself at the first readiness of a session, or by hand. It lies beside the work and not
 * over it, keeps nobody from being ready, and ends at once when a call comes. With our server away it ends too: Asterisk's own
 * queue takes a desk that hears itself for busy.
 */
export function PhoneCheck({ desk, isServerAway }: { desk: DeskView | undefined; isServerAway: boolean }) {
  const t = useText();
  const phone = usePhone();
  const { progress, start, stop, result } = useCheck();
  const [isOpen, setOpen] = useState(false);
  const isRunning = progress !== null;
  const begin = useCallback(() => {
    setOpen(true);
    start();
  }, [start]);
  const leave = useCallback(
    (end: 'skipped' | 'interrupted' | null) => {
      stop(end);
      setOpen(false);
    },
    [stop],
  );
  const isCalled = phone.session !== null || desk?.offer != null;
  const mustBeFree = isCalled || isServerAway;
  const owe = useFirstCheck(desk, mustBeFree, begin);
  useLayoutEffect(() => {
    if (!isRunning || !mustBeFree) return;
    leave(isCalled ? 'interrupted' : null);
    if (!isCalled) owe();
  }, [isRunning, mustBeFree, isCalled, leave, owe]);
  const command: Command = {
    id: 'phone.check',
    name: isRunning ? soundTexts.skip : soundTexts.check,
    keys: ['Alt+E'],
    group: texts.calls,
    when: () => {
      if (isRunning) return true;
      if (isCalled) return texts.runningCall;
      if (isServerAway) return soundTexts.mustBeFree;
      if (phone.isDevice) return deviceTexts.ownKey;
      return phone.line === 'other_tab' ? lineTexts.other_tab : true;
    },
    run: () => (isRunning ? leave('skipped') : begin()),
  };
  useCommands([command]);
  if (isCalled) return null;
  const choice =
    desk?.deskPhone == null ? null : (
      <TelephoneChoice isDevice={desk.deskPhone.inUse} isBusy={isRunning || isServerAway} />
    );
  if (phone.isDevice) return choice;
  if (!isOpen)
    return (
      <>
        <CommandButton command={command} wide icon={<Headset aria-hidden size={15} />} />
        {choice}
      </>
    );
  return (
    <Card title={t(isRunning ? soundTexts.checking : soundTexts.check)}>
      <div className="flex flex-col gap-3">
        {isRunning ? (
          <>
            <p>{t(soundTexts.speakNow)}</p>
            <CheckMeter progress={progress} />
            <CommandButton command={command} icon={<SkipForward aria-hidden size={15} />} />
            <p className="text-sm text-ink-soft">{t(soundTexts.stillReady)}</p>
          </>
        ) : (
          <>
            {result === null ? null : <CheckResult check={result} />}
            <CommandButton command={{ ...command, name: soundTexts.again }} icon={<Headset aria-hidden size={15} />} />
            <Button onPress={() => setOpen(false)}>{t(soundTexts.close)}</Button>
          </>
        )}
        <DeviceChoice />
        {choice}
      </div>
    </Card>
  );
}

/**
 * Once per session, as soon as the desk is ready and its telephone could ring; never again in this tab, whatever came of it. The
 * answer tells that the server went away in the middle, and so it is owed; a page that is left sees its server go too.
 */
function useFirstCheck(desk: DeskView | undefined, mustBeFree: boolean, begin: () => void): () => void {
  const phone = usePhone();
  const isOwed = useRef(false);
  const check = useRoute(readDeskCheck, {});
  const isTime =
    check.data?.isDue === true &&
    desk?.presence.state === 'ready' &&
    phone.line === 'registered' &&
    !phone.isDevice &&
    !mustBeFree;
  useEffect(() => {
    if (!isTime || (wasChecked() && !isOwed.current)) return;
    isOwed.current = false;
    markChecked();
    begin();
  }, [isTime, begin]);
  return useCallback(() => {
    isOwed.current = true;
  }, []);
}

function useCheck() {
  const [progress, setProgress] = useState<CheckProgress | null>(null);
  const [result, setResult] = useState<DeskCheckView | null>(null);
  const running = useRef<AbortController | null>(null);
  const { mutate } = useCommand(saveDeskCheck, { invalidates: ['/api/desk/check'], onDone: setResult });
  const tell = useCallback(
    (end: CheckEnd, measured: CheckMeasured | null) => {
      const { hasEcho = false, hasMicrophone = false, ...figures } = measured ?? {};
      mutate({ body: { end, hasMicrophone, hasEcho, figures: { ...notMeasured, ...figures } } });
    },
    [mutate],
  );
  const start = useCallback(() => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    setResult(null);
    setProgress({ level: 0, done: 0 });
    void runCheck(thePhone(), mine.signal, (next) => !mine.signal.aborted && setProgress(next))
      // Null: stopped, and whoever stopped it has told.
      .then((measured) => measured !== null && !mine.signal.aborted && tell('done', measured))
      .finally(() => running.current === mine && setProgress(null));
  }, [tell]);
  /** Null: there is nobody to tell. */
  const stop = useCallback(
    (end: CheckEnd | null) => {
      running.current?.abort();
      setProgress(null);
      if (end !== null) tell(end, null);
    },
    [tell],
  );
  useEffect(() => () => running.current?.abort(), []);
  return { progress, result, start, stop };
}

function CheckMeter({ progress: { level, done } }: { progress: CheckProgress }) {
  const t = useText();
  // Speech lies low on a linear scale; the root lifts it to where the eye expects it.
  const shown = Math.min(100, Math.round(Math.sqrt(level) * 100));
  return (
    <div className="flex flex-col gap-1">
      <span aria-hidden="true" className="text-sm">
        {t(soundTexts.microphoneLevel)}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: browsers draw <meter> each in their own colours, unreadable in dark */}
      <div
        role="meter"
        aria-label={t(soundTexts.microphoneLevel)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={shown}
        className="h-3 overflow-hidden rounded-full border border-line-strong bg-raised"
      >
        <span className="block h-full bg-accent-fill" style={{ width: `${shown}%` }} />
      </div>
      <div aria-hidden="true" className="h-1 overflow-hidden rounded-full bg-raised">
        <span className="block h-full bg-line-strong" style={{ width: `${Math.round(done * 100)}%` }} />
      </div>
    </div>
  );
}

/** The verdict in words, what to do, and the figures. */
export function CheckResult({ check }: { check: DeskCheckView }) {
  const t = useText();
  return (
    <Notice tone={check.verdict === 'good' ? 'good' : 'warn'} title={t(checkVerdictTexts[check.verdict])}>
      {check.problems.length === 0 ? null : (
        <ul className="flex list-disc flex-col gap-1 pl-4">
          {check.problems.map((problem) => (
            <li key={problem}>{t(checkProblemTexts[problem])}</li>
          ))}
        </ul>
      )}
      <p className="text-sm">{useCheckFigures(check)}</p>
    </Notice>
  );
}

function useCheckFigures(check: DeskCheckView): string {
  const t = useText();
  const format = useFormat();
  const mos = mosOfCheck(check.figures);
  if (mos === null) return '';
  const { roundTripMs, lossPercent, jitterMs } = check.figures;
  return t(soundTexts.figures, {
    rtt: Math.round(roundTripMs ?? 0),
    loss: format.number(lossPercent ?? 0, 1),
    jitter: Math.round(jitterMs ?? 0),
    mos: format.number(mos, 1),
  });
}
