import { Button } from '#platform/ui/Button.tsx';
import { useText } from '#platform/web/language.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { listMentionable } from '../../people-contract.ts';
import { texts } from './texts.ts';

interface MentionChoiceProps {
  /** What is typed behind the @ so far. */
  readonly typed: string;
  readonly onChoose: (username: string) => void;
}

const mostShown = 6;

/** The colleagues whose names fit what is typed behind an @. */
export function MentionChoice({ typed, onChoose }: MentionChoiceProps) {
  const t = useText();
  const people = useRoute(listMentionable, {});
  const fitting = (people.data?.items ?? []).filter(
    (one) => one.username.startsWith(typed) || one.name.toLowerCase().includes(typed),
  );
  if (fitting.length === 0 || fitting.some((one) => one.username === typed)) return null;
  return (
    <fieldset aria-label={t(texts.choose)} className="flex flex-wrap gap-1.5">
      {fitting.slice(0, mostShown).map((one) => (
        <Button key={one.username} size="small" look="quiet" onPress={() => onChoose(one.username)}>
          {`@${one.username} · ${one.name}`}
        </Button>
      ))}
    </fieldset>
  );
}
