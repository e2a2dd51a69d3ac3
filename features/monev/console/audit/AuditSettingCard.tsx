import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { SettingHistory } from '#features/people/console/SettingHistory.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { screenTexts } from '#features/people/screen-texts.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type AuditSetting, auditSetting } from '../../audit.ts';
import { changeAuditSetting, readAuditSetting } from '../../audit-contract.ts';
import { texts } from './texts.ts';

type Setting = RouteOutput<typeof readAuditSetting>;
const stale = ['/api/audits/setting', '/api/settings'];

/** The share that is drawn, with its history. */
export function AuditSettingCard() {
  const t = useText();
  const can = useCan();
  const format = useFormat();
  const setting = useRoute(readAuditSetting, {});
  return (
    <QueryView query={setting}>
      {(shown) => (
        <div className="grid items-start gap-4 lg:grid-cols-2">
          <Card title={t(texts.setting)}>
            <ShareForm key={shown.id} setting={shown} />
          </Card>
          <Card title={t(screenTexts.history)}>
            <SettingHistory
              kind="audit"
              id={shown.id}
              version={shown.version}
              canUndo={can('setting.change')}
              inWords={({ share }) =>
                typeof share === 'number' ? [{ term: t(texts.sharePercent), value: format.percent(share) }] : []
              }
              invalidates={stale}
            />
          </Card>
        </div>
      )}
    </QueryView>
  );
}

function ShareForm({ setting }: { setting: Setting }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft<AuditSetting>(setting);
  const change = useCommand(changeAuditSetting, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason } = draft;
  const isFit = auditSetting.safeParse(content).success;
  const percent = Math.round(content.share * 1000) / 10;
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!isFit}
      onSave={() => change.mutate({ body: { version, content, reason } })}
    >
      <TextField
        label={t(texts.sharePercent)}
        description={t(texts.shareNote)}
        error={isFit ? null : t(texts.shareInvalid)}
        type="number"
        min={1}
        max={100}
        isReadOnly={isReadOnly}
        value={Number.isNaN(percent) ? '' : String(percent)}
        onChange={(typed) => draft.set({ share: typed === '' ? Number.NaN : Number(typed) / 100 })}
      />
    </SettingForm>
  );
}
