import { Button } from '#platform/ui/Button.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { type SilentAnswer, type SilentQuestion, type SilentStep, silentAnswers } from '../../silent.ts';
import { readAloud, silentAnswerTexts, silentQuestionTexts, silentStepTexts } from '../../silent-texts.ts';
import { panelTexts as texts } from './panel-texts.ts';
import type { Silence, useSilentActs } from './use-silence.ts';

interface SilentNextProps {
  readonly silence: Silence;
  readonly acts: ReturnType<typeof useSilentActs>;
}

const stepNames = {
  ask_aloud: texts.stepDone,
  ask_sign: texts.stepDone,
  play_prompt: texts.playNow,
  listen: texts.listenNow,
} as const;

/** The one thing to do now, in words to read across a desk; one key does it. */
export function SilentNext({ silence, acts }: SilentNextProps) {
  const t = useText();
  const { proposal, view } = silence;
  const failed = view.steps.findLast((done) => done.step === 'play_prompt')?.outcome === 'failed';
  return (
    <div className="flex flex-col gap-2">
      {failed ? <Notice tone="warn">{t(texts.promptFailed)}</Notice> : null}
      {proposal.act === 'step' ? <NextStep silence={silence} acts={acts} step={proposal.step} /> : null}
      {proposal.act === 'wait' ? (
        <>
          <p className="text-lg font-semibold">{t(proposal.step === 'listen' ? texts.listening : texts.waiting)}</p>
          <RunningClock until={proposal.until} warnMs={0} label={t(silentStepTexts[proposal.step])} />
        </>
      ) : null}
      {proposal.act === 'talk' ? <p className="text-lg font-semibold">{t(texts.talk)}</p> : null}
      {proposal.act === 'question' ? <Question silence={silence} acts={acts} question={proposal.question} /> : null}
      {proposal.act === 'continue' && view.result === null ? (
        <p className="text-lg font-semibold">{t(texts.goOn)}</p>
      ) : null}
      {proposal.act === 'end' ? <p className="text-lg font-semibold">{t(texts.through)}</p> : null}
    </div>
  );
}

function NextStep({ silence, acts, step }: SilentNextProps & { step: SilentStep }) {
  const t = useText();
  const { settings, steps } = silence.view;
  const rounds = step === 'play_prompt' && settings.promptRounds > 1 ? settings.promptRounds : null;
  const command: Command = {
    id: 'silent.next',
    name: stepNames[step],
    keys: ['Alt+B'],
    group: texts.group,
    run: () => acts.step(step),
  };
  useCommands([command]);
  return (
    <>
      <p className="text-lg font-semibold">
        {t(silentStepTexts[step])}
        {rounds === null ? null : (
          <span className="text-base text-ink-soft">
            {' '}
            {t(texts.round, { round: steps.filter((done) => done.step === step).length + 1, rounds })}
          </span>
        )}
      </p>
      {step === 'ask_aloud' || step === 'ask_sign' ? <Script step={step} local={settings.localLanguage} /> : null}
      <div>
        <CommandButton command={command} look="primary" size="large" />
      </div>
    </>
  );
}

/** In the caller's languages, whatever language the screen is in. */
function Script({
  step,
  local,
}: {
  step: 'ask_aloud' | 'ask_sign';
  local: Silence['view']['settings']['localLanguage'];
}) {
  const t = useText();
  const own = local === 'none' || local === 'other' ? null : readAloud[step][local];
  return (
    <div className="flex flex-col gap-1">
      <p className="text-sm text-ink-soft">{t(texts.readAloud)}</p>
      <p lang="id" className="text-lg">
        “{readAloud[step].id}”
      </p>
      {own === null ? null : (
        <p lang={local} className="text-lg text-ink-soft">
          “{own}”
        </p>
      )}
    </div>
  );
}

const answerKeys: Readonly<Record<SilentAnswer, string>> = { yes: 'Alt+J', no: 'Alt+X', unclear: 'Alt+Z' };

/** Asked aloud, answered by taps; what the taps say is proposed, the person decides. */
function Question({ silence, acts, question }: SilentNextProps & { question: SilentQuestion }) {
  const t = useText();
  const { answer } = silence;
  const reading = answer?.isComplete === true ? answer.reading : null;
  const commands = silentAnswers.map(
    (said): Command => ({
      id: `silent.answer.${said}`,
      name: silentAnswerTexts[said],
      keys: [answerKeys[said]],
      group: texts.group,
      run: () => acts.answer(question, said),
    }),
  );
  useCommands(commands);
  return (
    <>
      <p className="text-sm text-ink-soft">{t(texts.askQuestion)}</p>
      <p className="text-xl font-semibold">{t(silentQuestionTexts[question])}</p>
      <div className="flex flex-wrap gap-2">
        {commands.map((command, index) => (
          <Button
            key={command.id}
            look={silentAnswers[index] === reading ? 'primary' : 'plain'}
            keyHint={command.keys?.[0]}
            isDisabled={acts.isPending}
            onPress={() => void command.run()}
          >
            {t(command.name)}
          </Button>
        ))}
      </div>
    </>
  );
}
