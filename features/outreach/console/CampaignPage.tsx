import { Pencil, Printer, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Letterhead } from '#features/people/console/Letterhead.tsx';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useFormat, useLanguage, useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePathParam } from '#platform/web/place.ts';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { campaignId } from '../campaign.ts';
import { type CampaignStep, campaignTransitions } from '../campaign-rules.ts';
import { deleteCampaign, readCampaign, restoreCampaign, stepCampaign } from '../contract.ts';
import { screenNames } from '../screen-names.ts';
import { audienceTexts, kindTexts, stateTexts } from '../texts.ts';
import { stateTones } from './CampaignsPage.tsx';
import { spanName } from './day.ts';
import { Photos } from './Photos.tsx';
import { staleAfter } from './stale-after.ts';
import { texts } from './texts.ts';
import { useLiveCampaigns } from './use-live-campaigns.ts';
import './print.css';

const ChangeCampaignDialog = part(() => import('./CampaignDialog.tsx').then((file) => file.ChangeCampaignDialog));
const EffectCard = part(() => import('./EffectCard.tsx').then((file) => file.EffectCard));

type Campaign = RouteOutput<typeof readCampaign>;

/** One campaign: what was planned, what was done, who was there, and what it did. */
export function CampaignPage() {
  useLiveCampaigns();
  const id = campaignId.parse(usePathParam('id'));
  const campaign = useRoute(readCampaign, { params: { id } });
  return <QueryView query={campaign}>{(found) => <Found campaign={found} />}</QueryView>;
}

function Found({ campaign }: { campaign: Campaign }) {
  const t = useText();
  const mayEdit = useCan()('campaign.edit');
  const { content, state, isDeleted } = campaign;
  const isOpen = mayEdit && !isDeleted;
  return (
    <Page
      title={content.name}
      description={<Badge tone={stateTones[state]}>{t(stateTexts[state])}</Badge>}
      actions={<Actions campaign={campaign} mayEdit={isOpen} />}
    >
      <Letterhead />
      {isDeleted ? <Deleted campaign={campaign} mayEdit={mayEdit} /> : null}
      {campaign.reason === null ? null : (
        <Notice tone="warn">{t(texts.cancelledBecause, { reason: campaign.reason })}</Notice>
      )}
      {isOpen ? <Steps campaign={campaign} /> : null}
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title={t(texts.facts)}>
          <Facts campaign={campaign} />
        </Card>
        <Photos campaign={campaign} mayEdit={isOpen} />
      </div>
      {state === 'cancelled' || isDeleted ? null : <EffectCard campaign={campaign} />}
    </Page>
  );
}

function Actions({ campaign, mayEdit }: { campaign: Campaign; mayEdit: boolean }) {
  const t = useText();
  const errorText = useErrorText();
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const close = () => setOpen(null);
  const remove = useCommand(deleteCampaign, { invalidates: staleAfter, onDone: close });
  const edit: Command = {
    id: 'campaign.edit',
    name: texts.edit,
    keys: ['F2'],
    group: screenNames.campaign,
    run: () => setOpen('edit'),
  };
  useCommands(mayEdit ? [edit] : []);
  return (
    <div className="flex flex-wrap gap-2 print:hidden">
      {mayEdit ? (
        <>
          <CommandButton command={edit} icon={<Pencil aria-hidden size={16} />} />
          <Button icon={<Trash2 aria-hidden size={16} />} onPress={() => setOpen('remove')}>
            {t(texts.remove)}
          </Button>
        </>
      ) : null}
      <Button icon={<Printer aria-hidden size={16} />} onPress={() => window.print()}>
        {t(texts.print)}
      </Button>
      {open === 'edit' ? <ChangeCampaignDialog campaign={campaign} onClose={close} /> : null}
      <ConfirmDialog
        title={t(texts.remove)}
        confirmName={t(texts.remove)}
        isDanger
        isOpen={open === 'remove'}
        onClose={close}
        isPending={remove.isPending}
        error={remove.error && errorText(remove.error)}
        onConfirm={() => remove.mutate({ params: { id: campaign.id }, body: { version: campaign.version } })}
      >
        <p>{t(texts.removeQuestion, { name: campaign.content.name })}</p>
      </ConfirmDialog>
    </div>
  );
}

/** The way back from deleting stands where the campaign was. */
function Deleted({ campaign, mayEdit }: { campaign: Campaign; mayEdit: boolean }) {
  const t = useText();
  const errorText = useErrorText();
  const restore = useCommand(restoreCampaign, {
    invalidates: staleAfter,
    onDone: () => toast(t(texts.restored)),
    onRefused: (error) => toast(errorText(error), 'life'),
  });
  return (
    <Notice
      tone="warn"
      title={t(texts.removed)}
      action={
        mayEdit ? (
          <Button
            size="small"
            icon={<Undo2 aria-hidden size={14} />}
            isPending={restore.isPending}
            onPress={() => restore.mutate({ params: { id: campaign.id } })}
          >
            {t(texts.restore)}
          </Button>
        ) : null
      }
    />
  );
}

const stepNames = { hold: texts.hold, evaluate: texts.evaluate, cancel: texts.cancel, take_back: texts.takeBack };

/** What can be done next, by the table of states. */
function Steps({ campaign }: { campaign: Campaign }) {
  const t = useText();
  const errorText = useErrorText();
  const [isCancelling, setCancelling] = useState(false);
  const [reason, setReason] = useState('');
  const step = useCommand(stepCampaign, {
    invalidates: staleAfter,
    onDone: () => {
      setCancelling(false);
      setReason('');
      toast(t(texts.saved));
    },
  });
  const take = (which: CampaignStep, why: string | null) =>
    step.mutate({ params: { id: campaign.id }, body: { version: campaign.version, step: which, reason: why } });
  // Object.keys forgets the key type; the table is a constant.
  const steps = Object.keys(campaignTransitions[campaign.state]) as CampaignStep[];
  const shownError = step.error === null ? null : errorText(step.error);
  return (
    <div className="flex flex-col gap-2 print:hidden">
      <div className="flex flex-wrap gap-2">
        {steps.map((which) => (
          <Button
            key={which}
            look={which === 'hold' || which === 'evaluate' ? 'primary' : 'plain'}
            isPending={step.isPending && step.variables?.body.step === which}
            onPress={() => (which === 'cancel' ? setCancelling(true) : take(which, null))}
          >
            {t(stepNames[which])}
          </Button>
        ))}
      </div>
      {shownError === null || isCancelling ? null : <Notice tone="life">{shownError}</Notice>}
      <ConfirmDialog
        title={t(texts.cancel)}
        confirmName={t(texts.cancel)}
        isOpen={isCancelling}
        onClose={() => setCancelling(false)}
        onConfirm={() => take('cancel', reason.trim())}
        isPending={step.isPending}
        isBlocked={reason.trim().length < 3}
        error={shownError}
      >
        <TextField
          label={t(texts.cancelReason)}
          isRequired
          autoFocus
          value={reason}
          maxLength={300}
          onChange={setReason}
        />
      </ConfirmDialog>
    </div>
  );
}

function Facts({ campaign }: { campaign: Campaign }) {
  const t = useText();
  const format = useFormat();
  const { language } = useLanguage();
  const { content, placeNames } = campaign;
  const places =
    placeNames.length === 0 ? (
      t(texts.wholeRegency)
    ) : (
      <ul>
        {content.places.map(({ school, code }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: one school may stand there twice
          <li key={`${code}/${index}`}>{school === null ? placeNames[index] : `${school} – ${placeNames[index]}`}</li>
        ))}
      </ul>
    );
  return (
    <DefinitionList
      items={[
        { term: t(texts.aim), value: content.aim },
        { term: t(texts.dates), value: spanName(content, language) },
        { term: t(texts.kind), value: t(kindTexts[content.kind]) },
        { term: t(texts.audience), value: t(audienceTexts[content.audience]) },
        { term: t(texts.places), value: places },
        { term: t(texts.materials), value: content.materials === '' ? '–' : content.materials },
        { term: t(texts.costShort), value: `Rp ${format.number(content.costRupiah)}` },
        {
          term: t(texts.attendance),
          value: content.attendance === null ? t(texts.notCounted) : format.number(content.attendance),
        },
        { term: t(texts.lessons), value: content.lessons === '' ? '–' : content.lessons },
      ]}
    />
  );
}
