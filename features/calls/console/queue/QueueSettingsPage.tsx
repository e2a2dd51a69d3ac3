import type { ReactNode } from 'react';
import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { SettingHistory } from '#features/people/console/SettingHistory.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { screenTexts } from '#features/people/screen-texts.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Checkbox } from '#platform/ui/Checkbox.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { breakReasons, dispositions } from '../../call.ts';
import { dispositionTexts } from '../../disposition-texts.ts';
import { type QueueContent, queueContent } from '../../queue.ts';
import { changeQueueSettings, readQueueSettings } from '../../queue-contract.ts';
import { breakReasonTexts } from '../../texts.ts';
import { describeQueue } from './describe-queue.ts';
import { settingTexts as texts } from './queue-texts.ts';

type Setting = RouteOutput<typeof readQueueSettings>;

const stale = ['/api/queue-settings', '/api/settings', '/api/queue'];

/** Every number of the queue on one page: they are tuned against each other. */
export function QueueSettingsPage() {
  const t = useText();
  const canUndo = useCan()('setting.change');
  const setting = useRoute(readQueueSettings, {});
  return (
    <Page title={t(texts.title)} description={t(texts.note)} width="text">
      <QueryView query={setting}>
        {(shown) => (
          <>
            <QueueForm key={shown.id} setting={shown} />
            <Card title={t(screenTexts.history)}>
              <SettingHistory
                kind="queue"
                id={shown.id}
                version={shown.version}
                canUndo={canUndo}
                inWords={(content) => describeQueue(content, t)}
                invalidates={stale}
              />
            </Card>
          </>
        )}
      </QueryView>
    </Page>
  );
}

function QueueForm({ setting }: { setting: Setting }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft(setting);
  const change = useCommand(changeQueueSettings, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason, set } = draft;
  const isSound = queueContent.safeParse(content).success;
  const field = (name: NumberField, unit: string) => (
    <FigureField
      key={name}
      label={t(texts[name])}
      unit={unit}
      value={content[name]}
      isReadOnly={isReadOnly}
      // An empty figure where one must be is held back by the check below.
      onChange={(value) => set({ [name]: value })}
    />
  );
  const s = t(texts.seconds);
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!isSound}
      onSave={() => change.mutate({ body: { version, content, reason } })}
    >
      <Group title={t(texts.ringing)}>
        {field('ringS', s)}
        {field('ringAllAfterS', s)}
      </Group>
      <Group title={t(texts.steps)} note={t(texts.stepsNote)}>
        {field('supervisorsAfterS', s)}
        {field('anyoneAfterS', s)}
        {field('numberAfterS', s)}
        {field('neighbourAfterS', s)}
        <TextField
          label={t(texts.neighbourNumber)}
          description={t(texts.neighbourNumberNote)}
          type="tel"
          isReadOnly={isReadOnly}
          value={content.neighbourNumber ?? ''}
          onChange={(typed) => set({ neighbourNumber: typed === '' ? null : typed })}
        />
        {field('outsideRingS', s)}
      </Group>
      {setting.hasOutside ? null : <Notice tone="warn">{t(texts.noOutside)}</Notice>}
      <Group title={t(texts.wrapUp)}>
        {field('wrapUpS', s)}
        {field('prolongS', s)}
        {field('prolongTimes', t(texts.times))}
      </Group>
      <Group title={t(texts.wrapUpByCode)} note={t(texts.wrapUpByCodeNote)}>
        {dispositions.map((code) => (
          <FigureField
            key={code}
            label={t(dispositionTexts[code])}
            unit={s}
            value={content.wrapUpByCode[code] ?? null}
            isReadOnly={isReadOnly}
            onChange={(value) => set({ wrapUpByCode: withClass(content.wrapUpByCode, code, value) })}
          />
        ))}
      </Group>
      <Group title={t(texts.breaks)} note={t(texts.breaksNote)}>
        {breakReasons.map((code) => (
          <FigureField
            key={code}
            label={t(breakReasonTexts[code])}
            unit={t(texts.minutes)}
            value={content.breakMinutes[code]}
            isReadOnly={isReadOnly}
            onChange={(value) => set({ breakMinutes: { ...content.breakMinutes, [code]: value } })}
          />
        ))}
      </Group>
      <Group title={t(texts.supervision)} note={t(texts.supervisionNote)}>
        {field('alarmAfterS', s)}
        <Checkbox
          isSelected={content.showListening}
          isReadOnly={isReadOnly}
          onChange={(is) => set({ showListening: is })}
        >
          {t(texts.showListening)}
        </Checkbox>
      </Group>
      <Group title={t(texts.history)} note={t(texts.historyNote)}>
        <Checkbox
          isSelected={content.historyOrder}
          isReadOnly={isReadOnly}
          onChange={(is) => set({ historyOrder: is })}
        >
          {t(texts.historyOrder)}
        </Checkbox>
        <HistoryCost history={setting.history} />
      </Group>
      {isSound ? null : <Notice tone="warn">{t(texts.range)}</Notice>}
    </SettingForm>
  );
}

/** The bound of five seconds as it was kept. */
function HistoryCost({ history: { stoppedAt, passed, longestMs } }: Pick<Setting, 'history'>) {
  const t = useText();
  const format = useFormat();
  const seconds = format.number((longestMs ?? 0) / 1000, 1);
  return (
    <div className="flex flex-col gap-2">
      <p>{passed === 0 ? t(texts.historyNoCost) : t(texts.historyCost, { count: passed, seconds })}</p>
      {stoppedAt === null ? null : (
        <Notice tone="life">{t(texts.historyStopped, { at: format.full(stoppedAt) })}</Notice>
      )}
    </div>
  );
}

type NumberField = {
  [Name in keyof QueueContent]: QueueContent[Name] extends number | null ? Name : never;
}[keyof QueueContent];

function withClass(lengths: QueueContent['wrapUpByCode'], code: (typeof dispositions)[number], value: number | null) {
  const { [code]: _before, ...others } = lengths;
  return value === null ? others : { ...others, [code]: value };
}

function Group({ title, note, children }: { title: string; note?: string; children: ReactNode }) {
  return (
    <Card title={title}>
      {note === undefined ? null : <p className="mb-2 text-ink-soft">{note}</p>}
      <div className="grid gap-3 sm:grid-cols-2">{children}</div>
    </Card>
  );
}

interface FigureFieldProps {
  readonly label: string;
  readonly unit: string;
  readonly value: number | null;
  readonly isReadOnly: boolean;
  readonly onChange: (value: number | null) => void;
}

function FigureField({ label, unit, value, isReadOnly, onChange }: FigureFieldProps) {
  const handleChange = (typed: string) => {
    const number = Number.parseInt(typed, 10);
    onChange(Number.isNaN(number) ? null : number);
  };
  return (
    <TextField
      label={label}
      type="number"
      min={0}
      isReadOnly={isReadOnly}
      value={value === null ? '' : String(value)}
      onChange={handleChange}
      after={<span className="w-12 text-ink-soft">{unit}</span>}
    />
  );
}
