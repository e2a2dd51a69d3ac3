import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { planBreak, readClosingHelp } from '../../closing-contract.ts';
import { texts as deskTexts } from '../texts.ts';
import type { DeskView } from '../use-desk.ts';
import { closingTexts as texts } from './closing-screen-texts.ts';

/** What was heard an hour ago weighs less: the count goes down by itself. */
const refreshMs = 5 * 60_000;

/**
 * How much abuse this person has heard lately, shown to nobody but them and whoever cares for the room, and one press for a
 * break. It is no figure of performance: nothing of it is kept, compared or reported.
 */
export function CareNotice({ desk }: { desk: DeskView | undefined }) {
  const t = useText();
  const help = useRoute(readClosingHelp, {}, { enabled: desk !== undefined, refreshMs });
  const care = help.data?.care;
  if (desk === undefined || care === undefined || care.abusive === 0) return null;
  const words = { count: care.abusive, minutes: care.windowMin };
  if (!care.isDue) return <p className="text-sm text-ink-soft">{t(texts.abusedFew, words)}</p>;
  if (desk.presence.state === 'break' || desk.presence.state === 'offline') return null;
  if (care.hasBreak) return <Notice tone="calm">{t(texts.breakPlanned)}</Notice>;
  return <BreakOffer desk={desk} text={t(texts.abused, words)} />;
}

function BreakOffer({ desk, text }: { desk: DeskView; text: string }) {
  const errorText = useErrorText();
  const plan = useCommand(planBreak, {
    invalidates: ['/api/desk', '/api/presences'],
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  const rest: Command = {
    id: 'presence.breakAfter',
    name: desk.presence.state === 'ready' ? texts.breakNow : texts.breakAfter,
    keys: ['Alt+V'],
    group: deskTexts.presence,
    run: () => plan.mutate({ body: {} }),
  };
  useCommands([rest]);
  return (
    // The column is narrow: beside the button no word would be seen.
    <Notice tone="calm">
      <span className="flex flex-col items-start gap-2">
        {text}
        <CommandButton command={rest} />
      </span>
    </Notice>
  );
}
