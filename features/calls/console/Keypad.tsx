import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { listTexts } from './list-texts.ts';
import { thePhone } from './phone.ts';
import { texts } from './texts.ts';
import { usePhone } from './use-desk.ts';

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;

/** The keys of a telephone, pressed or typed; Escape closes it and the call goes on. */
export function Keypad({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  const t = useText();
  return (
    <Dialog title={t(texts.keypad)} isOpen={isOpen} onClose={onClose} size="small">
      <Digits />
    </Dialog>
  );
}

function Digits() {
  const t = useText();
  const { session } = usePhone();
  const press = (digit: string) => thePhone().press(digit);
  useCommands(
    digits.map(
      (digit): Command => ({
        id: `keypad.${digit}`,
        name: { id: digit, en: digit },
        keys: [digit],
        group: texts.keypad,
        run: () => press(digit),
      }),
    ),
  );
  return (
    <div className="flex flex-col gap-3">
      <p className="text-ink-soft">{t(listTexts.keypadNote)}</p>
      <p role="status" className="flex min-h-8 flex-wrap items-baseline gap-2">
        <span className="text-ink-soft">{t(listTexts.digitsSent)}</span>
        <span className="break-all text-2xl font-semibold tabular-nums">{session?.digits || '–'}</span>
      </p>
      <div className="grid grid-cols-3 gap-2">
        {digits.map((digit, index) => (
          <Button key={digit} wide size="large" autoFocus={index === 0} onPress={() => press(digit)}>
            {digit}
          </Button>
        ))}
      </div>
    </div>
  );
}
