import { CopyPlus, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import type { IncidentView } from '../../contract.ts';
import { linkDuplicate, type NearIncident, undoDuplicate } from '../../duplicate-contract.ts';
import { callId } from '../../incident.ts';
import { useTypedNow } from '../typed-now.ts';
import { draftKeyOf } from '../use-incident-draft.ts';
import { NearList } from './NearList.tsx';
import { texts } from './texts.ts';
import { useNear } from './use-near.ts';

interface DuplicatesProps {
  readonly call: string;
  /** What the call is linked to, or opened; null: nothing yet. */
  readonly incident: IncidentView | null;
}

const stale = ['/api/incidents', '/api/desk', '/api/calls'];

/** Beside the form of a call: what is open already and like it. One key makes the call a duplicate, one takes it back. */
export function Duplicates({ call, incident }: DuplicatesProps) {
  const linked = incident?.calls.find((one) => one.callId === call)?.relation === 'duplicate';
  if (incident !== null && linked) return <Linked call={call} incident={incident} />;
  return <Near key={call} call={call} incident={incident} />;
}

function Near({ call, incident }: DuplicatesProps) {
  const t = useText();
  const errorText = useErrorText();
  const typed = useTypedNow(draftKeyOf({ call: { id: call }, incident }));
  const near = useNear(typed?.values ?? null, {
    callId: callId.parse(call),
    ...(incident === null ? {} : { excludeId: incident.id }),
  });
  const [picked, setPicked] = useState<string | null>(null);
  const items = near.data?.items ?? [];
  const first = items[0];
  // Only what is very like is taken by one key alone; anything else a person has to point at first.
  const byItself = first?.grade === 'likely' ? first : undefined;
  const chosen = items.find((one) => one.id === picked) ?? byItself;
  const link = useCommand(linkDuplicate, {
    invalidates: stale,
    onDone: (answer) => {
      typed?.replace({});
      toast(t(texts.linked, { number: answer.incident.number }));
    },
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  const linkTo = (one: NearIncident) =>
    link.mutate({ params: { id: one.id }, body: { callId: callId.parse(call), typed: typed?.edits ?? {} } });
  const command: Command = {
    id: 'duplicate.link',
    name: texts.link,
    keys: ['Alt+J'],
    group: texts.group,
    when: () => {
      if (link.isPending) return texts.working;
      return chosen === undefined ? (items.length === 0 ? texts.nothingLike : texts.chooseFirst) : true;
    },
    run: () => {
      if (chosen !== undefined) linkTo(chosen);
    },
  };
  const next: Command = {
    id: 'duplicate.next',
    name: texts.next,
    keys: ['Alt+A'],
    group: texts.group,
    when: () => (items.length === 0 ? texts.nothingLike : true),
    run: () => {
      const at = items.findIndex((one) => one.id === chosen?.id);
      setPicked(items[(at + 1) % Math.max(1, items.length)]?.id ?? null);
    },
  };
  useCommands(incident === null ? [command, next] : []);
  if (incident !== null && items.length === 0) return null;
  return (
    <Card title={t(texts.title)}>
      <NearList
        items={items}
        chosenId={incident === null ? (chosen?.id ?? null) : null}
        action={(one) => {
          if (incident !== null)
            return <Link href={`/incidents/${incident.id}?merge=${one.id}`}>{t(texts.merge)}</Link>;
          if (one.id === chosen?.id)
            return (
              <CommandButton command={command} size="small" look="primary" icon={<CopyPlus aria-hidden size={14} />} />
            );
          return (
            <Button size="small" isDisabled={link.isPending} onPress={() => linkTo(one)}>
              {t(texts.linkTo, { number: one.number })}
            </Button>
          );
        }}
      />
    </Card>
  );
}

function Linked({ call, incident }: { call: string; incident: IncidentView }) {
  const t = useText();
  const errorText = useErrorText();
  const typed = useTypedNow(draftKeyOf({ call: { id: call }, incident }));
  const undo = useCommand(undoDuplicate, {
    invalidates: stale,
    onDone: (answer) => {
      const back = Object.fromEntries(Object.entries(answer.typed).filter(([, value]) => value !== undefined));
      // Linked by a list: what was typed never left the form.
      if (Object.keys(back).length > 0) typed?.replace(back);
      toast(t(texts.undone));
    },
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  const command: Command = {
    id: 'duplicate.undo',
    name: texts.undo,
    keys: ['Alt+J'],
    group: texts.group,
    when: () => (undo.isPending ? texts.working : true),
    run: () => undo.mutate({ params: { id: incident.id }, body: { callId: callId.parse(call) } }),
  };
  useCommands([command]);
  return (
    <Notice tone="good">
      <p>{t(texts.linkedAs, { number: incident.number })}</p>
      <CommandButton command={command} size="small" icon={<Undo2 aria-hidden size={14} />} />
    </Notice>
  );
}
