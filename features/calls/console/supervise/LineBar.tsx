import { Headphones } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Text } from '#platform/shared/texts.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { cx, toneSoft } from '#platform/ui/tone.ts';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useGo } from '#platform/web/place.ts';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { SuperviseMode } from '../../supervise.ts';
import {
  changeSupervision,
  type FloorCall,
  leaveSupervision,
  readFloor,
  type SupervisionView,
  takeOverCall,
} from '../../supervise-contract.ts';
import { superviseModeTexts } from '../../supervise-texts.ts';
import type { DeskView } from '../use-desk.ts';
import { superviseTexts as texts } from './supervise-screen-texts.ts';

const hearing: Readonly<Record<SuperviseMode, Text>> = {
  listen: texts.nobodyHears,
  whisper: texts.deskHears,
  join: texts.allHear,
};

/** On whatever page the supervisor is: the call on whose line they are, who hears them, and what they can do there. */
export function LineBar({ desk }: { desk: DeskView }) {
  const isOn = desk.supervises !== null;
  const floor = useRoute(readFloor, {}, { enabled: isOn });
  const mine = floor.data?.mine ?? null;
  if (!isOn || mine === null || mine.callId !== desk.supervises) return null;
  const found = floor.data?.calls.find(({ call }) => call.id === mine.callId) ?? null;
  return <Line mine={mine} found={found} />;
}

function Line({ mine, found }: { mine: SupervisionView; found: FloorCall | null }) {
  const t = useText();
  const { commands, isPending } = useLineCommands(mine, found);
  useCommands(commands);
  const tone = mine.mode === 'listen' ? 'calm' : 'warn';
  return (
    <section
      aria-label={t(texts.group)}
      aria-busy={isPending}
      data-tone={tone}
      className={cx('flex flex-wrap items-center gap-x-4 gap-y-2 border-b-4 px-4 py-2', toneSoft[tone])}
    >
      <Headphones aria-hidden size={22} />
      <h2 className="text-lg font-semibold">{t(texts.lineOf, { number: found?.call.number ?? '…' })}</h2>
      {found?.desk == null ? null : <p>{found.desk.displayName}</p>}
      <RunningClock since={mine.connectedAt ?? mine.askedAt} />
      <p role="status" className="flex flex-wrap items-center gap-2">
        {mine.connectedAt === null ? (
          t(texts.connecting)
        ) : (
          <>
            <Badge tone={mine.mode === 'listen' ? 'neutral' : 'accent'}>{t(superviseModeTexts[mine.mode])}</Badge>
            {t(hearing[mine.mode])}
          </>
        )}
      </p>
      <span className="flex flex-wrap gap-2">
        {commands.map((command) => (
          <CommandButton
            key={command.id}
            command={command}
            size="small"
            look={
              command.id === 'supervise.takeOver'
                ? 'primary'
                : command.id === `supervise.${mine.mode}`
                  ? 'quiet'
                  : 'plain'
            }
          />
        ))}
      </span>
    </section>
  );
}

function useLineCommands(mine: SupervisionView, found: FloorCall | null) {
  const t = useText();
  const go = useGo();
  const errorText = useErrorText();
  const settle = {
    invalidates: ['/api/supervision', '/api/desk', '/api/presences', '/api/calls'],
    onRefused: (error: unknown) => toast(errorText(error), 'life'),
  };
  const change = useCommand(changeSupervision, settle);
  const leave = useCommand(leaveSupervision, settle);
  const take = useCommand(takeOverCall, {
    ...settle,
    onDone: () => {
      toast(t(texts.takenOver));
      go('/desk');
    },
  });
  // A key pressed twice is one wish.
  const asked = useRef<SuperviseMode | null>(null);
  useEffect(() => {
    asked.current = mine.mode;
  }, [mine.mode]);
  const params = { id: mine.id };
  const whenOn = () => (mine.connectedAt === null ? texts.connecting : true);
  const mode = (wanted: SuperviseMode, key: string): Command => ({
    id: `supervise.${wanted}`,
    name: texts[wanted],
    keys: [key],
    group: texts.group,
    when: () => (mine.mode === wanted ? texts.isSo : whenOn()),
    run: () => change.mutate({ params, body: { mode: wanted } }),
  });
  const commands: Command[] = [
    mode('listen', '1'),
    mode('whisper', '2'),
    mode('join', '3'),
    {
      id: 'supervise.takeOver',
      name: texts.takeOver,
      keys: ['4'],
      group: texts.group,
      when: () => (found?.isOutside === true ? texts.outside : whenOn()),
      run: () => take.mutate({ params }),
    },
    { id: 'supervise.leave', name: texts.leave, keys: ['0'], group: texts.group, run: () => leave.mutate({ params }) },
  ];
  return { commands, isPending: change.isPending || take.isPending || leave.isPending };
}
