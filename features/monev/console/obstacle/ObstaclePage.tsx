import { Pencil, Printer } from 'lucide-react';
import { useState } from 'react';
import { Letterhead } from '#features/people/console/Letterhead.tsx';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Button } from '#platform/ui/Button.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { TextArea } from '#platform/ui/TextField.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useFormat, useLanguage, useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePathParam } from '#platform/web/place.ts';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { obstacleId } from '../../obstacle.ts';
import { addObstacleAction, commentObstacle, readObstacle } from '../../obstacle-contract.ts';
import { screenNames } from '../../screen-names.ts';
import { ActionForm, ActionList } from './Actions.tsx';
import { dayName } from './day.ts';
import { EvidenceFacts } from './Evidence.tsx';
import { StateBadge } from './StateBadge.tsx';
import { Steps } from './Steps.tsx';
import { texts } from './texts.ts';
import { staleAfter, useLiveObstacles } from './use-live-obstacles.ts';
import '../print.css';

const ChangeObstacleDialog = part(() => import('./ObstacleDialog.tsx').then((file) => file.ChangeObstacleDialog));

export type Obstacle = RouteOutput<typeof readObstacle>;

/** One obstacle: what speaks for it, who answers for it, and what is done. */
export function ObstaclePage() {
  useLiveObstacles();
  const id = obstacleId.parse(usePathParam('id'));
  const obstacle = useRoute(readObstacle, { params: { id } });
  return <QueryView query={obstacle}>{(found) => <Found obstacle={found} />}</QueryView>;
}

function Found({ obstacle }: { obstacle: Obstacle }) {
  const t = useText();
  const format = useFormat();
  const mayEdit = useCan()('obstacle.edit');
  const add = useCommand(addObstacleAction, { invalidates: staleAfter });
  return (
    <Page
      title={`#${obstacle.number} ${obstacle.title}`}
      description={<StateBadge state={obstacle.state} isOverdue={obstacle.isOverdue} />}
      actions={<PageActions obstacle={obstacle} mayEdit={mayEdit} />}
    >
      <Letterhead />
      {obstacle.escalatedAt === null ? null : (
        <Notice tone="warn">{t(texts.escalated, { at: format.full(obstacle.escalatedAt) })}</Notice>
      )}
      {obstacle.mergedInto === null ? null : (
        <Link href={`/obstacles/${obstacle.mergedInto.id}`}>
          {t(texts.mergedInto, { number: obstacle.mergedInto.number })}
        </Link>
      )}
      {obstacle.reason === null ? null : <Notice>{t(texts.reasonWas, { reason: obstacle.reason })}</Notice>}
      {mayEdit ? <Steps obstacle={obstacle} /> : null}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title={t(texts.facts)}>
          <Facts obstacle={obstacle} />
        </Card>
        <Card title={t(texts.evidence)}>
          {obstacle.evidence === null ? <p>{t(texts.byPeople)}</p> : <EvidenceFacts evidence={obstacle.evidence} />}
        </Card>
        <Card title={t(texts.actions)}>
          <ActionList actions={obstacle.actions} mayEdit={mayEdit} />
          {mayEdit ? (
            <ActionForm
              isPending={add.isPending}
              error={add.error}
              onAdd={(body, onDone) => add.mutate({ params: { id: obstacle.id }, body }, { onSuccess: onDone })}
            />
          ) : null}
        </Card>
        <Card title={t(texts.comments)}>
          <Comments obstacle={obstacle} mayEdit={mayEdit} />
        </Card>
      </div>
    </Page>
  );
}

function PageActions({ obstacle, mayEdit }: { obstacle: Obstacle; mayEdit: boolean }) {
  const t = useText();
  const [isOpen, setOpen] = useState(false);
  const edit: Command = {
    id: 'obstacle.edit',
    name: texts.edit,
    keys: ['F2'],
    group: screenNames.obstacle,
    run: () => setOpen(true),
  };
  useCommands(mayEdit ? [edit] : []);
  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      {mayEdit ? <CommandButton command={edit} icon={<Pencil aria-hidden size={16} />} /> : null}
      <Button icon={<Printer aria-hidden size={16} />} onPress={() => window.print()}>
        {t(texts.print)}
      </Button>
      {isOpen ? <ChangeObstacleDialog obstacle={obstacle} onClose={() => setOpen(false)} /> : null}
    </div>
  );
}

function Facts({ obstacle }: { obstacle: Obstacle }) {
  const t = useText();
  const { language } = useLanguage();
  return (
    <DefinitionList
      items={[
        { term: t(texts.code), value: `${obstacle.code} ${t(obstacle.codeName)}` },
        { term: t(texts.agency), value: obstacle.agency ?? t(texts.noAgency) },
        { term: t(texts.owner), value: obstacle.owner?.name ?? '–' },
        { term: t(texts.dueOn), value: obstacle.dueOn === null ? '–' : dayName(obstacle.dueOn, language) },
        { term: t(texts.description), value: obstacle.description === '' ? '–' : obstacle.description },
      ]}
    />
  );
}

function Comments({ obstacle, mayEdit }: { obstacle: Obstacle; mayEdit: boolean }) {
  const t = useText();
  const format = useFormat();
  const errorText = useErrorText();
  const [words, setWords] = useState('');
  const comment = useCommand(commentObstacle, { invalidates: staleAfter, onDone: () => setWords('') });
  return (
    <div className="flex flex-col gap-3">
      {obstacle.comments.length === 0 ? <p className="text-ink-soft">{t(texts.noComments)}</p> : null}
      <ul className="flex flex-col gap-2">
        {obstacle.comments.map(({ id, by, words: said, at }) => (
          <li key={id}>
            <p className="text-sm text-ink-soft">
              {by ?? '–'}, {format.full(at)}
            </p>
            <p className="whitespace-pre-wrap">{said}</p>
          </li>
        ))}
      </ul>
      {mayEdit ? (
        <div className="flex flex-col gap-2 print:hidden">
          <TextArea label={t(texts.comment)} maxLength={1000} value={words} onChange={setWords} />
          {comment.error === null ? null : <Notice tone="life">{errorText(comment.error)}</Notice>}
          <div>
            <Button
              isDisabled={words.trim() === ''}
              isPending={comment.isPending}
              onPress={() => comment.mutate({ params: { id: obstacle.id }, body: { words: words.trim() } })}
            >
              {t(texts.send)}
            </Button>
          </div>
        </div>
      ) : null}
    </div>
  );
}
