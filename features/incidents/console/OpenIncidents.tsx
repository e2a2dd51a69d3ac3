import { CopyPlus, MessageCircleReply } from 'lucide-react';
import type { z } from 'zod';
import { Button } from '#platform/ui/Button.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useGo } from '#platform/web/place.ts';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type IncidentItem, linkCall, listIncidents } from '../contract.ts';
import type { callId, callRelations } from '../incident.ts';
import { relationTexts } from '../texts.ts';
import { PriorityMark, StateMark } from './IncidentMarks.tsx';
import { texts } from './texts.ts';

type CallId = z.output<typeof callId>;
type Relation = Exclude<(typeof callRelations)[number], 'opened'>;

/** The open incidents, newest first. A call without one may be linked: it reports the same again, or asks about it. */
export function OpenIncidents({ linkCallId }: { linkCallId: CallId | null }) {
  const t = useText();
  const go = useGo();
  const errorText = useErrorText();
  const open = useRoute(listIncidents, { query: { group: 'open', limit: 15 } });
  const link = useCommand(linkCall, {
    onDone: (incident) => toast(t(texts.linked, { number: incident.number })),
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  const create: Command = {
    id: 'incident.new',
    name: texts.newWithoutCall,
    keys: ['Alt+N'],
    group: texts.incidents,
    run: () => go('/incidents/new'),
  };
  useCommands([create]);
  return (
    <Card title={t(texts.openIncidents)} actions={<CommandButton command={create} size="small" />}>
      <QueryView query={open}>
        {({ items }) => (
          <ul className="flex flex-col gap-2">
            {items.length === 0 ? <li className="text-ink-soft">{t(texts.none)}</li> : null}
            {items.map((incident) => (
              <li key={incident.id} className="flex flex-col gap-1 border-t border-line pt-1.5 first:border-0">
                <OpenIncident incident={incident} />
                {linkCallId === null ? null : (
                  <LinkButtons
                    number={incident.number}
                    onLink={(relation) =>
                      link.mutate({ params: { id: incident.id }, body: { callId: linkCallId, relation } })
                    }
                  />
                )}
              </li>
            ))}
          </ul>
        )}
      </QueryView>
    </Card>
  );
}

function OpenIncident({ incident }: { incident: IncidentItem }) {
  const t = useText();
  const place = incident.placeText ?? incident.village?.name ?? '';
  return (
    <>
      <span className="flex flex-wrap items-center gap-x-2">
        <Link href={`/incidents/${incident.id}`}>{t(texts.incident, { number: incident.number })}</Link>
        <PriorityMark priority={incident.priority} />
        <RunningClock since={incident.reportedAt} label={t(texts.age)} size="small" />
      </span>
      <span className="text-sm">
        {[incident.type === null ? t(texts.noType) : t(incident.type.name), place].filter(Boolean).join(' – ')}
      </span>
      <span className="text-sm">
        <StateMark state={incident.state} />
      </span>
    </>
  );
}

function LinkButtons({ number, onLink }: { number: number; onLink: (relation: Relation) => void }) {
  const t = useText();
  const relations = [
    { id: 'duplicate', icon: <CopyPlus aria-hidden size={14} /> },
    { id: 'followup', icon: <MessageCircleReply aria-hidden size={14} /> },
  ] as const;
  return (
    <span className="flex flex-wrap gap-1.5">
      {relations.map(({ id, icon }) => (
        <Button
          key={id}
          size="small"
          icon={icon}
          aria-label={`${t(relationTexts[id])}: ${t(texts.incident, { number })}`}
          onPress={() => onLink(id)}
        >
          {t(relationTexts[id])}
        </Button>
      ))}
    </span>
  );
}
