import { CheckCircle2, Circle, CircleDot, Ear, VolumeX } from 'lucide-react';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { cx, toneSoft } from '#platform/ui/tone.ts';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import type { CallView } from '../../contract.ts';
import { silentSteps } from '../../silent.ts';
import { cannotSpeakTexts, silentStepTexts } from '../../silent-texts.ts';
import { texts as linkTexts } from '../link/texts.ts';
import { useSendLink } from '../link/use-send-link.ts';
import { panelTexts as texts } from './panel-texts.ts';
import { SilentNext } from './SilentNext.tsx';
import { SilentSigns } from './SilentSigns.tsx';
import { type Silence, useSilence, useSilentActs } from './use-silence.ts';

/** Help for a caller who is not heard: offered when nothing is heard, and by one key at any time. */
export function SilentPanel({ call }: { call: CallView }) {
  const isSilent = call.silentSince !== null;
  const silence = useSilence(call.id, isSilent);
  const acts = useSilentActs(call.id);
  const isShown = silence?.isAsked === true || silence?.view.result === 'cannot_speak';
  // The caller was only slow: asking begins by hand, with the first step.
  const begin: Command = {
    id: 'silent.start',
    name: texts.start,
    keys: ['Alt+B'],
    group: texts.group,
    run: () => (isSilent ? acts.step('ask_aloud') : acts.start()),
  };
  const isOffered = !isShown && (!isSilent || silence?.view.result === null);
  useCommands(isOffered ? [begin] : []);
  if (silence !== undefined && isShown) return <Procedure silence={silence} acts={acts} />;
  if (!isOffered) return null;
  return (
    <div>
      <CommandButton command={begin} look="quiet" size="small" icon={<VolumeX aria-hidden size={16} />} />
    </div>
  );
}

type Acts = ReturnType<typeof useSilentActs>;

function Procedure({ silence, acts }: { silence: Silence; acts: Acts }) {
  const t = useText();
  const { view } = silence;
  const isSettled = view.result === 'cannot_speak';
  const goOn: Command = {
    id: 'silent.goOn',
    name: texts.goOnCommand,
    keys: ['Alt+L'],
    group: texts.group,
    run: () => acts.settle('cannot_speak'),
  };
  const spoke: Command = {
    id: 'silent.spoke',
    name: texts.spokeCommand,
    keys: ['Alt+C'],
    group: texts.group,
    run: () => acts.settle('spoke'),
  };
  useCommands(isSettled ? [spoke] : [goOn, spoke]);
  const { act } = silence.proposal;
  // One more way to give a sign; its key is the desk's (LinkPanel).
  const link = useSendLink(view.callId);
  return (
    <section
      aria-label={t(texts.title)}
      className={cx(
        'flex flex-col gap-3 overflow-hidden rounded-lg border-2 bg-surface p-3',
        isSettled ? 'border-life' : 'border-calm',
      )}
    >
      <header className={cx('-m-3 mb-0 flex flex-wrap items-center gap-x-4 gap-y-1 border-b p-3', toneSoft.calm)}>
        <Ear aria-hidden size={24} className="shrink-0" />
        <h2 className="text-xl font-semibold">{t(isSettled ? cannotSpeakTexts.mark : texts.title)}</h2>
        <RunningClock since={view.since} label={t(texts.silentFor)} />
        <p role="status" className="w-full text-ink">
          {t(isSettled ? texts.cannotSpeakNoted : texts.calm)}
        </p>
      </header>
      {isSettled ? <Notice tone="life">{t(cannotSpeakTexts.warning)}</Notice> : null}
      {view.media === 'none' ? <Notice tone="warn">{t(texts.noMedia)}</Notice> : null}
      <div className="grid gap-3 md:grid-cols-[minmax(0,1fr)_15rem]">
        <SilentNext silence={silence} acts={acts} />
        <SilentSigns silence={silence} />
      </div>
      {isSettled ? null : <Steps silence={silence} />}
      <div className="flex flex-wrap gap-2">
        {isSettled ? null : (
          <CommandButton command={goOn} look={act === 'continue' || act === 'question' ? 'primary' : 'plain'} />
        )}
        <CommandButton command={spoke} look={act === 'talk' ? 'primary' : 'plain'} />
        {isSettled || link.view === undefined ? null : <CommandButton command={link.command} />}
      </div>
      {isSettled || link.view?.hindrance !== null ? null : (
        <p className="text-sm text-ink-soft">{t(linkTexts.sendNote)}</p>
      )}
    </section>
  );
}

/** What was done, what is next, what comes after: a sign, a word and the time of each. */
function Steps({ silence: { view, proposal } }: { silence: Silence }) {
  const t = useText();
  const format = useFormat();
  const next = proposal.act === 'step' || proposal.act === 'wait' ? proposal.step : null;
  return (
    <ol aria-label={t(texts.steps)} className="flex flex-col gap-1">
      {silentSteps.map((step) => {
        const last = view.steps.findLast((done) => done.step === step);
        const Icon = step === next ? CircleDot : last === undefined ? Circle : CheckCircle2;
        return (
          <li
            key={step}
            aria-current={step === next ? 'step' : undefined}
            className={cx('flex flex-wrap items-center gap-x-2', step === next ? 'font-semibold' : 'text-ink-soft')}
          >
            <Icon aria-hidden size={18} className={cx('shrink-0', last === undefined ? '' : 'text-good')} />
            {t(silentStepTexts[step])}
            {last === undefined ? null : (
              <span className="text-sm">{t(texts.doneBy, { time: format.time(last.at), person: last.by })}</span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
