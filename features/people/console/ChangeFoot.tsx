import { Button } from '#platform/ui/Button.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { ApiProblem } from '#platform/web/api-client.ts';
import { useText } from '#platform/web/language.tsx';
import { screenTexts } from '../screen-texts.ts';

interface ChangeFootProps {
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly isBlocked?: boolean;
  readonly onSave: () => void;
  /** Left out where there is no history yet: a new row. */
  readonly onHistory?: () => void;
  /** Drop what was typed and take what somebody else saved. */
  readonly onLatest?: () => void;
}

/** The foot of every form of a setting: why, what went wrong, save. A stale change shows the way to the other one. */
export function ChangeFoot({
  reason,
  onReason,
  error,
  isPending,
  isBlocked,
  onSave,
  onHistory,
  onLatest,
}: ChangeFootProps) {
  const t = useText();
  const errorText = useErrorText();
  const isStale = error instanceof ApiProblem && error.code === 'setting.stale';
  return (
    <>
      <TextField
        label={t(screenTexts.reason)}
        description={t(screenTexts.reasonNote)}
        isRequired
        value={reason}
        onChange={onReason}
      />
      {error === null ? null : (
        <Notice tone="life">
          <p>{errorText(error)}</p>
          {isStale ? (
            <p className="mt-2 flex flex-wrap items-center gap-2">
              {t(screenTexts.staleHint)}
              {onHistory === undefined ? null : (
                <Button size="small" onPress={onHistory}>
                  {t(screenTexts.showHistory)}
                </Button>
              )}
              {onLatest === undefined ? null : (
                <Button size="small" onPress={onLatest}>
                  {t(screenTexts.showLatest)}
                </Button>
              )}
            </p>
          ) : null}
        </Notice>
      )}
      <div className="flex justify-end">
        <Button
          look="primary"
          isDisabled={reason.trim().length < 3 || isBlocked === true}
          isPending={isPending}
          onPress={onSave}
        >
          {t(screenTexts.save)}
        </Button>
      </div>
    </>
  );
}
