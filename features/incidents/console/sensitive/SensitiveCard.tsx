import { EyeOff, UserPlus, X } from 'lucide-react';
import { useState } from 'react';
import { Button, IconButton } from '#platform/ui/Button.tsx';
import { ComboBox } from '#platform/ui/ComboBox.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { RadioCards } from '#platform/ui/RadioCards.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import type { IncidentView } from '../../contract.ts';
import { type HandlerReason, handlerReasons, lowerReasons } from '../../sensitive.ts';
import { addHandler, listHandlers, markSensitive, removeHandler, unmarkSensitive } from '../../sensitive-contract.ts';
import { handlerReasonTexts, lowerReasonTexts } from '../../sensitive-texts.ts';
import { sensitiveScreenTexts as texts } from './texts.ts';

const stale = ['/api/incidents', '/api/assignments', '/api/board'];

/** What hides identities here: marking, who lowers it, and who sees them by name. */
export function SensitiveCard({ incident }: { incident: IncidentView }) {
  const t = useText();
  const can = useCan();
  const errorText = useErrorText();
  const [isLowering, setLowering] = useState(false);
  const mark = useCommand(markSensitive, { invalidates: stale });
  if (!incident.sensitive)
    return can('incident.edit') ? (
      <div className="flex flex-col gap-1">
        <span>
          <Button
            size="small"
            look="quiet"
            icon={<EyeOff aria-hidden size={16} />}
            isPending={mark.isPending}
            onPress={() => mark.mutate({ params: { id: incident.id } })}
          >
            {t(texts.mark)}
          </Button>
        </span>
        {mark.error === null ? null : <Notice tone="life">{errorText(mark.error)}</Notice>}
      </div>
    ) : null;
  return (
    <Card
      title={t(texts.title)}
      tone="calm"
      actions={
        can('incident.unmark') ? (
          <Button size="small" look="quiet" onPress={() => setLowering(true)}>
            {t(texts.lower)}
          </Button>
        ) : undefined
      }
    >
      <div className="flex flex-col gap-2">
        <p className="text-ink-soft">{t(texts.note)}</p>
        {can('incident.handlers') ? <Handlers incident={incident} /> : null}
      </div>
      {isLowering ? <LowerDialog incident={incident} onClose={() => setLowering(false)} /> : null}
    </Card>
  );
}

function LowerDialog({ incident, onClose }: { incident: IncidentView; onClose: () => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [reason, setReason] = useState<(typeof lowerReasons)[number] | null>(null);
  const lower = useCommand(unmarkSensitive, { invalidates: stale, onDone: onClose });
  return (
    <ConfirmDialog
      title={t(texts.lower)}
      confirmName={t(texts.lower)}
      isOpen
      isDanger
      onClose={onClose}
      isPending={lower.isPending}
      isBlocked={reason === null}
      error={lower.error && errorText(lower.error)}
      onConfirm={() => reason !== null && lower.mutate({ params: { id: incident.id }, body: { reason } })}
    >
      <RadioCards
        label={t(texts.reason)}
        columns={1}
        value={reason}
        onChange={setReason}
        options={lowerReasons.map((id, index) => ({ id, name: t(lowerReasonTexts[id]), key: String(index + 1) }))}
      />
    </ConfirmDialog>
  );
}

function Handlers({ incident }: { incident: IncidentView }) {
  const t = useText();
  const [isAdding, setAdding] = useState(false);
  const handlers = useRoute(listHandlers, { params: { id: incident.id } });
  const remove = useCommand(removeHandler, { invalidates: stale });
  const items = handlers.data?.items ?? [];
  return (
    <>
      {items.length === 0 ? <p>{t(texts.nobody)}</p> : null}
      <ul className="flex flex-col gap-1">
        {items.map((one) => (
          <li key={one.id} className="flex items-center justify-between gap-2">
            <span>
              <span className="font-medium">{one.name}</span>
              <span className="text-sm text-ink-soft">
                {` · ${[t(handlerReasonTexts[one.reason]), one.addedBy].filter(Boolean).join(' · ')}`}
              </span>
            </span>
            <IconButton
              size="small"
              label={t(texts.remove, { name: one.name })}
              icon={<X aria-hidden size={14} />}
              onPress={() => remove.mutate({ params: { id: incident.id, userId: one.id } })}
            />
          </li>
        ))}
      </ul>
      <span>
        <Button size="small" icon={<UserPlus aria-hidden size={16} />} onPress={() => setAdding(true)}>
          {t(texts.add)}
        </Button>
      </span>
      {isAdding ? (
        <AddDialog incident={incident} choices={handlers.data?.choices ?? []} onClose={() => setAdding(false)} />
      ) : null}
    </>
  );
}

interface AddDialogProps {
  readonly incident: IncidentView;
  readonly choices: readonly { readonly id: string; readonly name: string }[];
  readonly onClose: () => void;
}

function AddDialog({ incident, choices, onClose }: AddDialogProps) {
  const t = useText();
  const errorText = useErrorText();
  const [userId, setUserId] = useState<string | null>(null);
  const [reason, setReason] = useState<HandlerReason | null>(null);
  const add = useCommand(addHandler, { invalidates: stale, onDone: onClose });
  return (
    <ConfirmDialog
      title={t(texts.add)}
      confirmName={t(texts.add)}
      isOpen
      onClose={onClose}
      isPending={add.isPending}
      isBlocked={userId === null || reason === null}
      error={add.error && errorText(add.error)}
      onConfirm={() => {
        if (userId !== null && reason !== null) add.mutate({ params: { id: incident.id }, body: { userId, reason } });
      }}
    >
      <p className="text-ink-soft">{t(texts.addNote)}</p>
      <ComboBox label={t(texts.person)} isRequired options={choices} value={userId} onChange={setUserId} />
      <RadioCards
        label={t(texts.reason)}
        columns={1}
        value={reason}
        onChange={setReason}
        options={handlerReasons.map((id, index) => ({ id, name: t(handlerReasonTexts[id]), key: String(index + 1) }))}
      />
    </ConfirmDialog>
  );
}
