import { useState } from 'react';
import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { Switch } from '#platform/ui/Checkbox.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextArea, TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { type ChannelContent, channelContent, type SecretChannel, type TextGatewayContent } from '../../channel.ts';
import { type ChannelsView, changeChannels } from '../../channel-contract.ts';
import { channelTexts } from '../../channel-texts.ts';
import { texts } from './texts.ts';

export const stale = ['/api/channels', '/api/settings', '/api/push'];

interface PartProps {
  readonly content: ChannelContent;
  readonly isReadOnly: boolean;
  readonly onChange: (part: Partial<ChannelContent>) => void;
}

type Typed = Partial<Record<SecretChannel, string>>;

export function ChannelForm({ setting }: { setting: ChannelsView }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft(setting);
  const [secrets, setSecrets] = useState<Typed>({});
  const change = useCommand(changeChannels, {
    invalidates: stale,
    onDone: (saved) => {
      draft.handleSaved(saved);
      setSecrets({});
    },
  });
  const { content, version, reason } = draft;
  const isValid = channelContent.safeParse(content).success;
  const part = { content, isReadOnly, onChange: draft.set };
  const secretOf = (which: SecretChannel) => (
    <TextField
      type="password"
      autoComplete="off"
      label={t(texts.secret)}
      description={t(setting.withSecret.includes(which) ? texts.secretKept : texts.noSecret)}
      isReadOnly={isReadOnly}
      value={secrets[which] ?? ''}
      onChange={(typed) => setSecrets({ ...secrets, [which]: typed })}
    />
  );
  const given = Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ''));
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!isValid}
      onSave={() => change.mutate({ params: { id: setting.id }, body: { version, reason, content, secrets: given } })}
    >
      <PushPart {...part} />
      <MailPart {...part} secret={secretOf('email')} />
      <GatewayPart {...part} which="whatsapp" secret={secretOf('whatsapp')} />
      <GatewayPart {...part} which="sms" secret={secretOf('sms')} />
      <TelephonePart {...part} />
      <TextField
        type="number"
        min={1}
        label={t(texts.keepDays)}
        isReadOnly={isReadOnly}
        value={Number.isNaN(content.keepDays) ? '' : String(content.keepDays)}
        onChange={(typed) => draft.set({ keepDays: Number.parseInt(typed, 10) })}
      />
      {isValid ? null : <Notice tone="warn">{t(texts.invalid)}</Notice>}
    </SettingForm>
  );
}

function MailPart({ content: { email }, isReadOnly, onChange, secret }: PartProps & { secret: React.ReactNode }) {
  const t = useText();
  const set = (given: Partial<ChannelContent['email']>) => onChange({ email: { ...email, ...given } });
  const field = (name: 'host' | 'username' | 'from') => (
    <TextField
      label={t(texts[name])}
      isReadOnly={isReadOnly}
      value={email[name]}
      onChange={(typed) => set({ [name]: typed.trim() })}
    />
  );
  return (
    <Card title={t(channelTexts.email)}>
      <div className="flex flex-col gap-3">
        <Switch isDisabled={isReadOnly} isSelected={email.active} onChange={(active) => set({ active })}>
          {t(texts.emailActive)}
        </Switch>
        {email.active ? (
          <div className="grid items-start gap-3 sm:grid-cols-2">
            {field('host')}
            <TextField
              type="number"
              min={1}
              label={t(texts.port)}
              isReadOnly={isReadOnly}
              value={Number.isNaN(email.port) ? '' : String(email.port)}
              onChange={(typed) => set({ port: Number.parseInt(typed, 10) })}
            />
            <Select<ChannelContent['email']['security']>
              label={t(texts.security)}
              isDisabled={isReadOnly}
              value={email.security}
              onChange={(security) => set({ security })}
              options={[
                { id: 'starttls', name: t(texts.starttls) },
                { id: 'tls', name: t(texts.tls) },
                { id: 'none', name: t(texts.plain) },
              ]}
            />
            {field('from')}
            {field('username')}
            {secret}
          </div>
        ) : null}
      </div>
    </Card>
  );
}

function GatewayPart({
  content,
  isReadOnly,
  onChange,
  which,
  secret,
}: PartProps & { which: 'sms' | 'whatsapp'; secret: React.ReactNode }) {
  const t = useText();
  const gateway = content[which];
  const set = (given: Partial<TextGatewayContent>) => onChange({ [which]: { ...gateway, ...given } });
  const field = (name: 'url' | 'header' | 'toField' | 'textField') => (
    <TextField
      label={t(texts[name])}
      isReadOnly={isReadOnly}
      value={gateway[name]}
      onChange={(typed) => set({ [name]: typed.trim() })}
    />
  );
  return (
    <Card title={t(channelTexts[which])}>
      <div className="flex flex-col gap-3">
        <Switch isDisabled={isReadOnly} isSelected={gateway.active} onChange={(active) => set({ active })}>
          {t(which === 'sms' ? texts.smsActive : texts.whatsappActive)}
        </Switch>
        {gateway.active ? (
          <>
            {field('url')}
            <div className="grid items-start gap-3 sm:grid-cols-2">
              <Select<TextGatewayContent['format']>
                label={t(texts.format)}
                isDisabled={isReadOnly}
                value={gateway.format}
                onChange={(format) => set({ format })}
                options={[
                  { id: 'json', name: 'JSON' },
                  { id: 'form', name: 'x-www-form-urlencoded' },
                ]}
              />
              {field('header')}
              {field('toField')}
              {field('textField')}
            </div>
            {secret}
          </>
        ) : null}
      </div>
    </Card>
  );
}

function TelephonePart({ content: { telephone }, isReadOnly, onChange }: PartProps) {
  const t = useText();
  const field = (name: 'ringSeconds' | 'pressSeconds') => (
    <TextField
      type="number"
      min={5}
      max={120}
      label={t(texts[name])}
      isReadOnly={isReadOnly}
      value={Number.isNaN(telephone[name]) ? '' : String(telephone[name])}
      onChange={(typed) => onChange({ telephone: { ...telephone, [name]: Number.parseInt(typed, 10) } })}
    />
  );
  return (
    <Card title={t(texts.telephone)}>
      <div className="grid items-start gap-3 sm:grid-cols-2">
        {field('ringSeconds')}
        {field('pressSeconds')}
      </div>
    </Card>
  );
}

function PushPart({ content: { push }, isReadOnly, onChange }: PartProps) {
  const t = useText();
  // Typed as text, so that the cursor never jumps.
  const [hosts, setHosts] = useState(push.hosts.join('\n'));
  const set = (given: Partial<ChannelContent['push']>) => onChange({ push: { ...push, ...given } });
  return (
    <Card title={t(channelTexts.push)}>
      <div className="flex flex-col gap-3">
        <Switch isDisabled={isReadOnly} isSelected={push.active} onChange={(active) => set({ active })}>
          {t(texts.pushActive)}
        </Switch>
        <p className="text-sm text-ink-soft">{t(texts.pushNote)}</p>
        {push.active ? (
          <>
            <TextField
              type="email"
              label={t(texts.contact)}
              isReadOnly={isReadOnly}
              value={push.contact}
              onChange={(typed) => set({ contact: typed.trim() })}
            />
            <TextArea
              label={t(texts.hosts)}
              description={t(texts.hostsNote)}
              rows={4}
              isReadOnly={isReadOnly}
              value={hosts}
              onChange={(typed) => {
                setHosts(typed);
                set({ hosts: typed.split(/\s+/).filter(Boolean) });
              }}
            />
          </>
        ) : null}
      </div>
    </Card>
  );
}
