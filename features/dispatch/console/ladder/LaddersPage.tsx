import { ListPlus } from 'lucide-react';
import { useMemo, useState } from 'react';
import { listAgencies } from '#features/agencies/contract.ts';
import { SettingDialog } from '#features/people/console/SettingDialog.tsx';
import { NewSettingDialog, SettingForm } from '#features/people/console/SettingForm.tsx';
import { SettingsPage } from '#features/people/console/SettingsPage.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { formatDuration } from '#platform/shared/time.ts';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import { ComboBox } from '#platform/ui/ComboBox.tsx';
import type { Column } from '#platform/ui/Table.tsx';
import { type Translate, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { ladderContent, ladderSeed } from '../../ladder.ts';
import { changeLadder, createLadder, type LadderSetting, listLadders } from '../../ladder-contract.ts';
import { stepsOf } from '../../ladder-rules.ts';
import { actTexts } from '../../ladder-texts.ts';
import { screenNames } from '../../screen-names.ts';
import { LadderFields } from './LadderFields.tsx';
import { texts } from './texts.ts';

const stale = ['/api/ladders', '/api/settings'];

/** How agencies are told until they acknowledge. */
export function LaddersPage() {
  const t = useText();
  const ladders = useRoute(listLadders, {});
  const items = ladders.data?.items ?? [];
  const columns = useMemo(
    (): Column<LadderSetting>[] => [
      {
        id: 'agency',
        name: t(texts.agency),
        isRowHeader: true,
        cell: (ladder) => ladder.agencyName ?? t(texts.general),
      },
      {
        id: 'steps',
        name: `${t(texts.steps)} (P1)`,
        cell: ({ content }) => stepsInWords(content, t),
      },
      {
        id: 'state',
        name: t(texts.state),
        cell: ({ content }) =>
          content.active ? <StatusDot tone="good">{t(texts.active)}</StatusDot> : <Badge>{t(texts.inactive)}</Badge>,
      },
    ],
    [t],
  );
  return (
    <SettingsPage
      title={screenNames.ladders}
      note={texts.note}
      place="ladder"
      query={ladders}
      rows={items}
      idOf={(ladder) => ladder.id}
      columns={columns}
      none={texts.none}
      add={{ id: 'ladder.add', name: texts.add, icon: <ListPlus aria-hidden size={16} /> }}
      addDialog={(onClose) => (ladders.data === undefined ? null : <AddLadder ladders={items} onClose={onClose} />)}
      dialog={(id, onClose) => {
        const ladder = items.find((one) => one.id === id);
        return ladder === undefined ? null : <LadderDialog ladder={ladder} onClose={onClose} />;
      }}
    />
  );
}

function stepsInWords(content: LadderSetting['content'], t: Translate): string {
  return stepsOf(content, 'P1')
    .map(({ act, seconds }) => `${t(actTexts[act])} ${formatDuration(seconds * 1000)}`)
    .join(' → ');
}

function LadderDialog({ ladder, onClose }: { ladder: LadderSetting; onClose: () => void }) {
  const t = useText();
  return (
    <SettingDialog
      title={ladder.agencyName ?? t(texts.general)}
      onClose={onClose}
      tabs={[
        {
          id: 'ladder',
          name: t(texts.steps),
          content: (showHistory) => <LadderForm ladder={ladder} onHistory={showHistory} />,
        },
      ]}
      history={{
        kind: 'ladder',
        id: ladder.id,
        version: ladder.version,
        inWords: (content) => inWords(content, t),
        invalidates: stale,
      }}
    />
  );
}

/** Of a version; one that does not fit any more says nothing. */
function inWords(content: Readonly<Record<string, unknown>>, t: Translate) {
  const fit = ladderContent.safeParse({ ...ladderSeed, ...content });
  if (!fit.success) return [];
  return [
    ...(content.active === undefined
      ? []
      : [{ term: t(texts.state), value: t(fit.data.active ? texts.active : texts.inactive) }]),
    ...(content.steps === undefined ? [] : [{ term: t(texts.steps), value: stepsInWords(fit.data, t) }]),
    ...(content.oldMinutes === undefined ? [] : [{ term: t(texts.oldMinutes), value: String(fit.data.oldMinutes) }]),
    ...(content.reminders === undefined
      ? []
      : [{ term: t(texts.reminders), value: t(fit.data.reminders ? texts.active : texts.inactive) }]),
  ];
}

function LadderForm({ ladder, onHistory }: { ladder: LadderSetting; onHistory: () => void }) {
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft(ladder);
  const change = useCommand(changeLadder, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason } = draft;
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!ladderContent.safeParse(content).success}
      onSave={() => change.mutate({ params: { id: ladder.id }, body: { version, content, reason } })}
      onHistory={onHistory}
    >
      <LadderFields content={content} isReadOnly={isReadOnly} onChange={draft.set} />
    </SettingForm>
  );
}

/** It begins as the regency's own stands. */
function AddLadder({ ladders, onClose }: { ladders: readonly LadderSetting[]; onClose: () => void }) {
  const t = useText();
  const agencies = useRoute(listAgencies, { query: { active: 'true', limit: 500 } });
  const [agencyId, setAgencyId] = useState<string | null>(null);
  const general = ladders.find((ladder) => ladder.agencyId === null)?.content ?? ladderSeed;
  const draft = useSettingDraft({ version: 1, content: general });
  const create = useCommand(createLadder, { invalidates: stale, onDone: draft.handleMade(onClose) });
  const { content, reason } = draft;
  const taken = new Set(ladders.map((ladder) => ladder.agencyId));
  const free = (agencies.data?.items ?? []).filter(({ id }) => !taken.has(id));
  const chosen = free.find(({ id }) => id === agencyId);
  return (
    <NewSettingDialog
      title={t(texts.add)}
      size="wide"
      onClose={onClose}
      draft={draft}
      command={create}
      isBlocked={chosen === undefined || !ladderContent.safeParse(content).success}
      onSave={() => chosen !== undefined && create.mutate({ body: { agencyId: chosen.id, content, reason } })}
    >
      <ComboBox
        label={t(texts.agency)}
        options={free.map(({ id, name }) => ({ id, name }))}
        value={agencyId}
        onChange={setAgencyId}
      />
      <LadderFields content={content} isReadOnly={false} onChange={draft.set} />
    </NewSettingDialog>
  );
}
