import { type KeyboardEvent, useCallback, useMemo, useRef, useState } from 'react';
import { priorityTexts } from '#features/incidents/texts.ts';
import type { Tone } from '#platform/ui/tone.ts';
import { useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useGo } from '#platform/web/place.ts';
import { type BoardCard, type Lane, type LaneKind, lanesOf, type Move, moveFrom } from '../../board-rules.ts';
import { texts } from '../texts.ts';
import { useCardClocks } from './CardClock.tsx';
import { LaneColumn } from './LaneColumn.tsx';
import { laneTexts, stageTexts } from './texts.ts';

const CardDialogs = part(() => import('./CardDialogs.tsx').then((file) => file.CardDialogs));

interface LanesProps {
  readonly cards: readonly BoardCard[];
  readonly kind: LaneKind;
}

const moves: Readonly<Record<string, Move>> = {
  ArrowDown: 'down',
  ArrowUp: 'up',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  j: 'down',
  k: 'up',
  h: 'left',
  l: 'right',
  Home: 'first',
  End: 'last',
};

/** Every open incident in its lane, the most urgent on top; all of it by keyboard. */
export function Lanes({ cards, kind }: LanesProps) {
  const t = useText();
  const go = useGo();
  const goNow = useRef(go);
  goNow.current = go;
  const lanes = useMemo(() => lanesOf(cards, kind), [cards, kind]);
  const [selected, setSelected] = useState<{ readonly id: string; readonly byKey: boolean } | null>(null);
  const [asking, setAsking] = useState<'act' | 'send' | null>(null);
  const board = useRef<HTMLElement>(null);
  useCardClocks(board);
  const select = useCallback((id: string) => setSelected((old) => (old?.id === id ? old : { id, byKey: false })), []);
  const open = useCallback((id: string) => goNow.current(`/incidents/${id}`), []);
  const move = (wanted: Move) => {
    const id = moveFrom(lanes, selected?.id ?? null, wanted);
    if (id !== null) setSelected({ id, byKey: true });
  };
  const card = cards.find((one) => one.id === selected?.id) ?? null;
  useLaneCommands({ card, cards, move, open, ask: setAsking, select: (id) => setSelected({ id, byKey: true }) });
  const handleKey = (event: KeyboardEvent) => {
    const wanted = moves[event.key];
    // The first press of a letter was a command already; what is held comes here.
    if (wanted === undefined || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    move(wanted);
  };
  return (
    <>
      <section
        ref={board}
        aria-label={t(laneTexts.lanes)}
        onKeyDown={handleKey}
        className="flex min-h-[26rem] flex-1 snap-x gap-2 overflow-x-auto"
      >
        {lanes.map((lane) => (
          <LaneColumn
            key={lane.id}
            lane={lane}
            name={nameOfLane(lane, t)}
            tone={toneOfLane(lane)}
            selected={lane.cards.some((one) => one.id === selected?.id) ? (selected?.id ?? null) : null}
            takesFocus={selected?.byKey === true}
            onSelect={select}
            onOpen={open}
          />
        ))}
      </section>
      <p className="text-sm text-ink-soft">{t(laneTexts.keys)}</p>
      {card === null || asking === null ? null : (
        <CardDialogs card={card} asking={asking} onClose={() => setAsking(null)} onOpen={() => open(card.id)} />
      )}
    </>
  );
}

interface LaneCommands {
  readonly card: BoardCard | null;
  readonly cards: readonly BoardCard[];
  readonly move: (move: Move) => void;
  readonly open: (id: string) => void;
  readonly ask: (what: 'act' | 'send') => void;
  readonly select: (id: string) => void;
}

function useLaneCommands({ card, cards, move, open, ask, select }: LaneCommands): void {
  const group = texts.board;
  const chosen = () => (card === null ? laneTexts.chooseCard : true);
  const sendable = (one: BoardCard) => one.stage === 'unassigned' && one.state !== 'DRAFT';
  const first = cards.find(sendable);
  useCommands([
    { id: 'board.next', name: laneTexts.next, keys: ['j'], group, run: () => move('down') },
    { id: 'board.previous', name: laneTexts.previous, keys: ['k'], group, run: () => move('up') },
    { id: 'board.lane.next', name: laneTexts.nextLane, keys: ['l'], group, run: () => move('right') },
    { id: 'board.lane.previous', name: laneTexts.previousLane, keys: ['h'], group, run: () => move('left') },
    {
      id: 'board.open',
      name: laneTexts.open,
      keys: ['o'],
      group,
      when: chosen,
      run: () => {
        if (card !== null) open(card.id);
      },
    },
    {
      id: 'board.act',
      name: laneTexts.act,
      keys: ['F8', 'a'],
      group,
      when: () => (card?.tasks.length === 0 ? laneTexts.noTask : chosen()),
      run: () => ask('act'),
    },
    {
      id: 'board.send',
      name: laneTexts.send,
      keys: ['F9', 's'],
      group,
      when: () =>
        card?.state === 'DRAFT'
          ? laneTexts.cannotSend
          : card === null && first === undefined
            ? texts.noUnassigned
            : true,
      // Without a choice, or with one that is sent, the most urgent that waits.
      run: () => {
        if ((card === null || !sendable(card)) && first !== undefined) select(first.id);
        ask('send');
      },
    },
  ]);
}

function nameOfLane(lane: Lane, t: ReturnType<typeof useText>): string {
  const { id } = lane;
  if (id === 'P1' || id === 'P2' || id === 'P3' || id === 'P4') return `${id} ${t(priorityTexts[id])}`;
  return t(stageTexts[id]);
}

function toneOfLane({ id, cards }: Lane): Tone {
  if (cards.some((card) => card.isOverdue)) return 'life';
  return id === 'unassigned' && cards.length > 0 ? 'warn' : 'neutral';
}
