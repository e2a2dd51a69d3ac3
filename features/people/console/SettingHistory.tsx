import { Undo2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Button } from '#platform/ui/Button.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { EmptyState, QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { DefinitionList, Timeline } from '#platform/ui/Timeline.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { screenTexts } from '../screen-texts.ts';
import { listSettingVersions, undoSetting } from '../setting-contract.ts';

type Version = RouteOutput<typeof listSettingVersions>['items'][number];
type Content = Version['content'];

interface SettingHistoryProps {
  /** Of `SettingKind`: `user`, `agency`, … */
  readonly kind: string;
  readonly id: string;
  /** The version the screen shows: undo is refused when somebody else was quicker. */
  readonly version: number;
  readonly canUndo: boolean;
  /** The content in words; fields that did not change are left out of each version by themselves. */
  readonly inWords: (content: Content) => readonly { readonly term: string; readonly value: ReactNode }[];
  /** Paths that an undo makes stale, beside the history itself. */
  readonly invalidates: readonly string[];
}

/** What a setting said, who changed it and why; each older version can be brought back. */
export function SettingHistory(props: SettingHistoryProps) {
  const t = useText();
  const versions = useRoute(listSettingVersions, { params: { kind: props.kind, id: props.id } });
  const [back, setBack] = useState<Version | null>(null);
  return (
    <>
      <QueryView query={versions}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState title={t(screenTexts.noHistory)} />
          ) : (
            <Timeline
              label={t(screenTexts.history)}
              items={items.map((version, index) => ({
                id: String(version.version),
                at: version.changedAt,
                title: version.reason ?? t(screenTexts.firstVersion),
                by: `${t(screenTexts.version, { version: version.version })} · ${version.changedBy?.displayName ?? t(screenTexts.bySystem)}`,
                content: (
                  <div className="mt-1 flex flex-col items-start gap-1.5">
                    <DefinitionList items={changed(props, version.content, items[index + 1]?.content)} />
                    {index > 0 && props.canUndo ? (
                      <Button size="small" icon={<Undo2 aria-hidden size={14} />} onPress={() => setBack(version)}>
                        {t(screenTexts.undo)}
                      </Button>
                    ) : null}
                  </div>
                ),
              }))}
            />
          )
        }
      </QueryView>
      {back === null ? null : <UndoDialog {...props} to={back} onClose={() => setBack(null)} />}
    </>
  );
}

/** Only what differs from the version before, so that a change is seen at a glance. */
function changed({ inWords }: SettingHistoryProps, content: Content, before: Content | undefined) {
  if (before === undefined) return inWords(content);
  const differing = Object.keys({ ...content, ...before }).filter(
    (name) => JSON.stringify(content[name]) !== JSON.stringify(before[name]),
  );
  const only = Object.fromEntries(differing.map((name) => [name, content[name]]));
  return inWords(only);
}

function UndoDialog({
  kind,
  id,
  version,
  to,
  invalidates,
  onClose,
}: SettingHistoryProps & { to: Version; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [reason, setReason] = useState('');
  const undo = useCommand(undoSetting, {
    invalidates: ['/api/settings', ...invalidates],
    onDone: () => {
      toast(t(screenTexts.undone));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t(screenTexts.version, { version: to.version })}
      confirmName={t(screenTexts.undo)}
      isOpen
      onClose={onClose}
      onConfirm={() => undo.mutate({ params: { kind, id }, body: { version, to: to.version, reason } })}
      isPending={undo.isPending}
      isBlocked={reason.trim().length < 3}
      error={undo.error && errorText(undo.error)}
    >
      <TextField
        label={t(screenTexts.reason)}
        description={t(screenTexts.reasonNote)}
        value={reason}
        onChange={setReason}
        autoFocus
      />
    </ConfirmDialog>
  );
}
