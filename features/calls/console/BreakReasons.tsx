import { Button } from '#platform/ui/Button.tsx';
import { useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { type BreakReason, breakReasons } from '../call.ts';
import { breakReasonTexts } from '../texts.ts';
import { listTexts } from './list-texts.ts';

/** What the break is for, by figure keys. */
export function BreakReasons({ onChoose }: { onChoose: (reason: BreakReason) => void }) {
  const t = useText();
  useCommands(
    breakReasons.map((reason, index) => ({
      id: `break.${reason}`,
      name: breakReasonTexts[reason],
      keys: [String(index + 1)],
      run: () => onChoose(reason),
    })),
  );
  return (
    <div className="flex flex-col gap-2">
      <p className="text-ink-soft">{t(listTexts.pauseNote)}</p>
      {breakReasons.map((reason, index) => (
        <Button key={reason} wide autoFocus={index === 0} keyHint={String(index + 1)} onPress={() => onChoose(reason)}>
          {t(breakReasonTexts[reason])}
        </Button>
      ))}
    </div>
  );
}
