import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextArea, TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { isRefusal } from '#platform/web/api-client.ts';
import { useText } from '#platform/web/language.tsx';
import { useGo } from '#platform/web/place.ts';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type ObstacleContent, obstacleContent } from '../../obstacle.ts';
import { changeObstacle, createObstacle, listObstacleOwners, type ObstacleView } from '../../obstacle-contract.ts';
import { texts } from './texts.ts';
import { staleAfter } from './use-live-obstacles.ts';

const empty: ObstacleContent = { code: 'K01', title: '', description: '', agencyId: null };

export function NewObstacleDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  const go = useGo();
  const create = useCommand(createObstacle, {
    invalidates: staleAfter,
    onDone: ({ id }) => {
      onClose();
      go(`/obstacles/${id}`);
    },
  });
  return (
    <ObstacleWindow
      title={t(texts.add)}
      begun={empty}
      onClose={onClose}
      onSave={(content) => create.mutate({ body: { content } })}
      command={create}
    />
  );
}

/** What is typed keeps the version it was begun on: somebody else's change in between is refused and not overwritten. */
export function ChangeObstacleDialog({ obstacle, onClose }: { obstacle: ObstacleView; onClose: () => void }) {
  const t = useText();
  const [begun, setBegun] = useState(obstacle);
  const change = useCommand(changeObstacle, {
    invalidates: staleAfter,
    onDone: () => {
      toast(t(texts.saved));
      onClose();
    },
  });
  const isStale = isRefusal(change.error, changeObstacle, 'obstacle.stale') && obstacle.version !== begun.version;
  return (
    <ObstacleWindow
      key={begun.version}
      title={t(texts.edit)}
      begun={begun}
      onClose={onClose}
      onSave={(content) => change.mutate({ params: { id: obstacle.id }, body: { version: begun.version, content } })}
      command={change}
      {...(isStale
        ? {
            onTakeLatest: () => {
              change.reset();
              setBegun(obstacle);
            },
          }
        : {})}
    />
  );
}

interface WindowProps {
  readonly title: string;
  readonly begun: ObstacleContent;
  readonly onClose: () => void;
  readonly onSave: (content: ObstacleContent) => void;
  readonly command: { readonly isPending: boolean; readonly error: unknown };
  readonly onTakeLatest?: () => void;
}

function ObstacleWindow({ title, begun, onClose, onSave, command, onTakeLatest }: WindowProps) {
  const t = useText();
  const errorText = useErrorText();
  const owners = useRoute(listObstacleOwners, {});
  const [content, setContent] = useState<ObstacleContent>({
    code: begun.code,
    title: begun.title,
    description: begun.description,
    agencyId: begun.agencyId,
  });
  const set = (more: Partial<ObstacleContent>) => setContent({ ...content, ...more });
  const fit = obstacleContent.safeParse(content);
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t(texts.cancel)}</Button>
          <Button
            look="primary"
            isDisabled={!fit.success}
            isPending={command.isPending}
            onPress={() => fit.success && onSave(fit.data)}
          >
            {t(texts.save)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3">
        <Select
          label={t(texts.code)}
          options={(owners.data?.catalogue ?? []).map(({ code, name }) => ({ id: code, name: `${code} ${t(name)}` }))}
          value={content.code}
          onChange={(code) => set({ code })}
        />
        <TextField
          label={t(texts.title)}
          isRequired
          autoFocus
          maxLength={160}
          value={content.title}
          onChange={(next) => set({ title: next })}
        />
        <TextArea
          label={t(texts.description)}
          maxLength={2000}
          value={content.description}
          onChange={(description) => set({ description })}
        />
        <Select
          label={t(texts.agency)}
          options={[
            { id: 'none', name: t(texts.noAgency) },
            ...(owners.data?.agencies ?? []).map(({ id, name }) => ({ id, name })),
          ]}
          value={content.agencyId ?? 'none'}
          onChange={(id) => set({ agencyId: id === 'none' ? null : id })}
        />
        {command.error === null || command.error === undefined ? null : (
          <Notice
            tone="life"
            {...(onTakeLatest === undefined
              ? {}
              : {
                  action: (
                    <Button size="small" onPress={onTakeLatest}>
                      {t(texts.takeLatest)}
                    </Button>
                  ),
                })}
          >
            {errorText(command.error)}
          </Notice>
        )}
      </div>
    </Dialog>
  );
}
