import { TriangleAlert } from 'lucide-react';
import { fill, type RefusalText, type Text } from '#platform/shared/texts.ts';
import { useFormat, useLanguage, useText } from '#platform/web/language.tsx';
import { assignmentState } from '../assignment.ts';
import { type Conflict, keyOf, pressedAt, type WaitingItem } from '../field-queue.ts';
import { fieldRefusals } from '../field-texts.ts';
import type { ShownView } from '../field-view.ts';
import { assignmentStateTexts, refusals } from '../texts.ts';
import { unitRefusals, unitStatusTexts } from '../unit-texts.ts';
import { BigButton } from './BigButton.tsx';
import { texts } from './texts.ts';
import { useField } from './use-field.tsx';

const known: Readonly<Record<string, RefusalText>> = { ...refusals, ...unitRefusals, ...fieldRefusals };

/** What the server did not take, in plain words, with what stands now; gone once the crew has read it. */
export function Conflicts() {
  const t = useText();
  const { queue, view, sender } = useField();
  if (queue.conflicts.length === 0) return null;
  return (
    <section aria-label={t(texts.conflicts)} className="rounded-xl border-2 border-warn bg-warn-soft p-3">
      <h2 className="flex items-center gap-2 text-xl font-bold text-warn">
        <TriangleAlert aria-hidden size={24} />
        {t(texts.conflicts)}
      </h2>
      <ul aria-live="assertive" className="flex flex-col gap-3 pt-2">
        {queue.conflicts.map((conflict) => (
          <li key={keyOf(conflict.item)} className="flex flex-col gap-2 text-lg">
            <ConflictWords conflict={conflict} view={view} />
            <BigButton onPress={() => void sender.dismiss(keyOf(conflict.item))}>{t(texts.understood)}</BigButton>
          </li>
        ))}
      </ul>
    </section>
  );
}

function ConflictWords({ conflict, view }: { conflict: Conflict; view: ShownView | null }) {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const why = () => {
    const text = known[conflict.code];
    if (conflict.code === 'file.gone') return t(texts.conflictFile);
    if (text === undefined) return conflict.words ?? t(texts.conflictFault, { code: conflict.code });
    const state = assignmentState.safeParse(conflict.detail.state);
    const detail = state.success ? { ...conflict.detail, state: t(assignmentStateTexts[state.data]) } : conflict.detail;
    return fill(text, language, detail);
  };
  const task = view?.tasks.find(({ assignmentId }) => assignmentId === assignmentOf(conflict.item));
  const isOfTask = assignmentOf(conflict.item) !== null;
  return (
    <>
      <p>
        {t(texts.conflictOf, {
          what: whatOf(conflict.item, t),
          time: format.time(pressedAt(conflict.item)),
          why: why(),
        })}
      </p>
      {isOfTask ? (
        <p className="font-semibold">
          {t(texts.nowStands, { now: t(task === undefined ? texts.nowGone : assignmentStateTexts[task.state]) })}
        </p>
      ) : null}
    </>
  );
}

function assignmentOf(item: WaitingItem): string | null {
  if (item.kind === 'file') return item.file.assignmentId;
  return 'assignmentId' in item.action ? item.action.assignmentId : null;
}

function whatOf(item: WaitingItem, t: (text: Text) => string): string {
  if (item.kind === 'file') return t(item.file.kind === 'photo' ? texts.photo : texts.voice);
  const { action } = item;
  switch (action.kind) {
    case 'status':
      return t(unitStatusTexts[action.status]);
    case 'take':
      return t(texts.take);
    case 'finish':
      return t(texts.finish);
    case 'leave':
    case 'reject':
      return t(texts.cannot);
    case 'note':
      return t(texts.notes);
    case 'check_in':
      return t(texts.safe);
    case 'panic':
      return t(texts.panic);
  }
}
