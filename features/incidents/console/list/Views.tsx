import { BookmarkPlus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Checkbox } from '#platform/ui/Checkbox.tsx';
import { ConfirmDialog, Dialog } from '#platform/ui/Dialog.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { changeSharedView, listViews, removeView, type SavedView, saveView, shareView } from '../../list-contract.ts';
import { texts } from './texts.ts';
import type { ListState } from './use-list.ts';

const stale = ['/api/incident-views'];

/** Filters under a name: choose one, keep this one, take one away. */
export function Views({ list }: { list: ListState }) {
  const t = useText();
  const views = useRoute(listViews, {});
  const [asking, setAsking] = useState<'save' | 'manage' | null>(null);
  const items = views.data?.items ?? [];
  const nameOf = (view: SavedView) =>
    view.isShared ? t(texts.sharedView, { name: view.content.name }) : view.content.name;
  const now = JSON.stringify([sorted(list.filter), list.columns]);
  const current = items.find((view) => JSON.stringify([sorted(view.content.filter), view.content.columns]) === now);
  return (
    <>
      {items.length === 0 ? null : (
        <div className="w-56">
          <Select
            label={t(texts.views)}
            value={current?.id ?? null}
            onChange={(id) => {
              const view = items.find((one) => one.id === id);
              if (view !== undefined) list.choose(view.content.filter, view.content.columns);
            }}
            options={items.map((view) => ({ id: view.id, name: nameOf(view) }))}
          />
        </div>
      )}
      <span className="flex items-end gap-2">
        <Button icon={<BookmarkPlus aria-hidden size={16} />} onPress={() => setAsking('save')}>
          {t(texts.saveView)}
        </Button>
        {items.length === 0 ? null : (
          <Button look="quiet" onPress={() => setAsking('manage')}>
            {t(texts.manageViews)}
          </Button>
        )}
      </span>
      {asking === 'save' ? <SaveDialog list={list} onClose={() => setAsking(null)} /> : null}
      {asking === 'manage' ? <ManageDialog items={items} nameOf={nameOf} onClose={() => setAsking(null)} /> : null}
    </>
  );
}

const sorted = (filter: object) => Object.entries(filter).toSorted(([a], [b]) => (a < b ? -1 : 1));

function SaveDialog({ list, onClose }: { list: ListState; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const mayShare = useCan()('incident.share_view');
  const [name, setName] = useState('');
  const [isShared, setShared] = useState(false);
  const [reason, setReason] = useState('');
  const done = () => {
    toast(t(texts.viewSaved, { name: name.trim() }));
    onClose();
  };
  const save = useCommand(saveView, { invalidates: stale, onDone: done });
  const share = useCommand(shareView, { invalidates: stale, onDone: done });
  const content = { name: name.trim(), filter: list.filter, columns: [...list.columns] };
  const { q: _words, ...shareable } = list.filter;
  const error = isShared ? share.error : save.error;
  return (
    <ConfirmDialog
      title={t(texts.saveView)}
      confirmName={t(texts.save)}
      isOpen
      onClose={onClose}
      onConfirm={() =>
        isShared
          ? share.mutate({ body: { reason, content: { ...content, filter: shareable } } })
          : save.mutate({ body: content })
      }
      isPending={save.isPending || share.isPending}
      isBlocked={name.trim().length < 2 || (isShared && reason.trim().length < 3)}
      error={error === null ? null : errorText(error)}
    >
      <TextField
        label={t(texts.viewName)}
        description={t(texts.viewNote)}
        value={name}
        onChange={setName}
        maxLength={60}
        isRequired
        autoFocus
      />
      {mayShare ? (
        <Checkbox isSelected={isShared} onChange={setShared}>
          {t(texts.shareIt)}
        </Checkbox>
      ) : null}
      {isShared ? (
        <TextField
          label={t(texts.reason)}
          description={t(texts.shareNote)}
          value={reason}
          onChange={setReason}
          maxLength={300}
          isRequired
        />
      ) : null}
    </ConfirmDialog>
  );
}

interface ManageProps {
  readonly items: readonly SavedView[];
  readonly nameOf: (view: SavedView) => string;
  readonly onClose: () => void;
}

function ManageDialog({ items, nameOf, onClose }: ManageProps) {
  const t = useText();
  const mayShare = useCan()('incident.share_view');
  const errorText = useErrorText();
  const [reason, setReason] = useState('');
  const onRefused = (error: unknown) => toast(errorText(error), 'life');
  const remove = useCommand(removeView, { invalidates: stale, onRefused });
  const withdraw = useCommand(changeSharedView, { invalidates: stale, onRefused });
  const take = (view: SavedView) =>
    view.isShared
      ? withdraw.mutate({
          params: { id: view.id },
          body: { version: view.version, reason, content: { ...view.content, active: false } },
        })
      : remove.mutate({ params: { id: view.id } });
  const hasShared = mayShare && items.some((view) => view.isShared);
  return (
    <Dialog
      title={t(texts.manageViews)}
      isOpen
      onClose={onClose}
      size="small"
      actions={<Button onPress={onClose}>{t(texts.close)}</Button>}
    >
      <div className="flex flex-col gap-3">
        {items.length === 0 ? <p className="text-ink-soft">{t(texts.noViews)}</p> : null}
        <ul className="flex flex-col divide-y divide-line">
          {items.map((view) => (
            <li key={view.id} className="flex items-center justify-between gap-3 py-1.5">
              <span>{nameOf(view)}</span>
              {view.isShared && !mayShare ? null : (
                <Button size="small" isDisabled={view.isShared && reason.trim().length < 3} onPress={() => take(view)}>
                  {t(view.isShared ? texts.withdrawView : texts.removeView)}
                </Button>
              )}
            </li>
          ))}
        </ul>
        {hasShared ? (
          <TextField label={t(texts.withdrawReason)} value={reason} onChange={setReason} maxLength={300} />
        ) : null}
      </div>
    </Dialog>
  );
}
