import { useState } from 'react';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { isRefusal } from '#platform/web/api-client.ts';
import { useText } from '#platform/web/language.tsx';
import { useGo } from '#platform/web/place.ts';
import { useCommand } from '#platform/web/query-options.ts';
import { type CampaignContent, campaignContent } from '../campaign.ts';
import { type CampaignView, changeCampaign, createCampaign } from '../contract.ts';
import { CampaignFields } from './CampaignForm.tsx';
import { staleAfter } from './stale-after.ts';
import { texts } from './texts.ts';

/** A new campaign, empty or begun from a proposal. */
export function NewCampaignDialog({ begun, onClose }: { begun: CampaignContent; onClose: () => void }) {
  const t = useText();
  const go = useGo();
  const [content, setContent] = useState(begun);
  const create = useCommand(createCampaign, {
    invalidates: staleAfter,
    onDone: ({ id }) => {
      toast(t(texts.planned));
      onClose();
      go(`/campaigns/${id}`);
    },
  });
  return (
    <CampaignWindow
      title={t(texts.add)}
      content={content}
      onChange={(part) => setContent({ ...content, ...part })}
      onClose={onClose}
      onSave={(fit) => create.mutate({ body: { content: fit } })}
      command={create}
    />
  );
}

/** What is typed keeps the version it was begun on, so that somebody else's change in between is refused and not overwritten. */
export function ChangeCampaignDialog({ campaign, onClose }: { campaign: CampaignView; onClose: () => void }) {
  const t = useText();
  const [draft, setDraft] = useState({ version: campaign.version, content: campaign.content });
  const change = useCommand(changeCampaign, {
    invalidates: staleAfter,
    onDone: () => {
      toast(t(texts.saved));
      onClose();
    },
  });
  const isStale = isRefusal(change.error, changeCampaign, 'campaign.stale');
  return (
    <CampaignWindow
      // The fields keep what is typed into them; what was taken anew begins anew.
      key={draft.version}
      title={t(texts.edit)}
      content={draft.content}
      onChange={(part) => setDraft({ ...draft, content: { ...draft.content, ...part } })}
      onClose={onClose}
      onSave={(content) => change.mutate({ params: { id: campaign.id }, body: { version: draft.version, content } })}
      command={change}
      {...(isStale && campaign.version !== draft.version
        ? {
            onTakeLatest: () => {
              change.reset();
              setDraft({ version: campaign.version, content: campaign.content });
            },
          }
        : {})}
    />
  );
}

interface WindowProps {
  readonly title: string;
  readonly content: CampaignContent;
  readonly onChange: (part: Partial<CampaignContent>) => void;
  readonly onClose: () => void;
  readonly onSave: (content: CampaignContent) => void;
  readonly command: { readonly isPending: boolean; readonly error: unknown };
  readonly onTakeLatest?: () => void;
}

function CampaignWindow({ title, content, onChange, onClose, onSave, command, onTakeLatest }: WindowProps) {
  const t = useText();
  const errorText = useErrorText();
  const fit = campaignContent.safeParse(content);
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button onPress={onClose}>{t(texts.cancelDialog)}</Button>
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
        <CampaignFields content={content} onChange={onChange} />
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
