import { useState } from 'react';
import { incidentId } from '#features/incidents/incident.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import type { BoardCard } from '../../board-rules.ts';
import type { AssignmentItem } from '../../contract.ts';
import { assignmentStateTexts } from '../../texts.ts';
import { texts } from '../texts.ts';
import { laneTexts } from './texts.ts';

const ActionsDialog = part(() => import('../AssignmentActions.tsx').then((file) => file.ActionsDialog));
const ProposalPanel = part(() => import('../ProposalPanel.tsx').then((file) => file.ProposalPanel));

interface CardDialogsProps {
  readonly card: BoardCard;
  readonly asking: 'act' | 'send';
  readonly onClose: () => void;
  readonly onOpen: () => void;
}

/** What is done with the chosen card: its agencies' steps, or sending it. */
export function CardDialogs({ card, asking, onClose, onOpen }: CardDialogsProps) {
  const t = useText();
  const [chosen, setChosen] = useState<string | null>(null);
  const only = card.tasks.length === 1 ? card.tasks[0] : undefined;
  const task = only ?? card.tasks.find((one) => one.id === chosen);
  if (asking === 'send')
    return (
      <Dialog title={t(texts.proposalFor, { number: card.number })} isOpen onClose={onClose}>
        <ProposalPanel incidentId={incidentId.parse(card.id)} bare onSent={onClose} />
      </Dialog>
    );
  if (task !== undefined) return <ActionsDialog assignment={task} onClose={onClose} onOpenIncident={onOpen} />;
  return (
    <Dialog title={t(laneTexts.chooseTask)} isOpen onClose={onClose} size="small">
      <TaskChoice tasks={card.tasks} onChoose={setChosen} />
    </Dialog>
  );
}

/** Several agencies are on it: a digit chooses one. */
function TaskChoice({ tasks, onChoose }: { tasks: readonly AssignmentItem[]; onChoose: (id: string) => void }) {
  const t = useText();
  useCommands(
    tasks.slice(0, 9).map((task, index) => ({
      id: `board.task.${index}`,
      name: { id: task.agency.name, en: task.agency.name },
      keys: [String(index + 1)],
      group: texts.board,
      run: () => onChoose(task.id),
    })),
  );
  return (
    <div className="flex flex-col gap-2">
      {tasks.map((task, index) => (
        <Button
          key={task.id}
          wide
          keyHint={index < 9 ? String(index + 1) : undefined}
          onPress={() => onChoose(task.id)}
        >
          {task.agency.name} · {t(assignmentStateTexts[task.state])}
        </Button>
      ))}
    </div>
  );
}
