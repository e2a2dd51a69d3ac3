import { useState } from 'react';
import type { Refusal } from '#platform/shared/result.ts';
import { Switch } from '#platform/ui/Checkbox.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextArea, TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import type { LineContent } from '../../line.ts';
import type { LineRefusal } from '../../line-rules.ts';
import { lineRefusals, lineWayTexts } from '../../line-texts.ts';
import { lineScreenTexts as texts } from './texts.ts';

export interface LineFieldsProps {
  readonly content: LineContent;
  readonly onChange: (part: Partial<LineContent>) => void;
  readonly wrong: Refusal<LineRefusal> | null;
  readonly isReadOnly: boolean;
  readonly password: string;
  readonly onPassword: (typed: string) => void;
}

/** A line's fields; those of the operator's side only where it has one of its own. */
export function LineFields(props: LineFieldsProps) {
  const { content, onChange, isReadOnly, wrong } = props;
  const t = useText();
  const isCentre = content.way === 'centre';
  return (
    <>
      <TextField
        label={t(texts.name)}
        isRequired
        isReadOnly={isReadOnly}
        value={content.name}
        onChange={(name) => onChange({ name })}
      />
      {isCentre ? (
        <p className="text-ink-soft">{t(texts.centreHere)}</p>
      ) : (
        <>
          <Select
            label={t(texts.way)}
            isDisabled={isReadOnly}
            options={(['address', 'registration'] as const).map((id) => ({ id, name: t(lineWayTexts[id]) }))}
            value={content.way === 'registration' ? 'registration' : 'address'}
            onChange={(way) => onChange({ way })}
          />
          <OperatorFields {...props} />
        </>
      )}
      <CallerFields {...props} />
      <CanaryFields {...props} />
      <Switch isDisabled={isReadOnly} isSelected={content.active} onChange={(active) => onChange({ active })}>
        {t(texts.active)}
      </Switch>
      {wrong === null || content.name === '' ? null : (
        <Notice tone="warn">{t(lineRefusals[wrong.code], wrong.detail)}</Notice>
      )}
    </>
  );
}

function OperatorFields({ content, onChange, isReadOnly, password, onPassword }: LineFieldsProps) {
  const t = useText();
  const isRegistered = content.way === 'registration';
  // Kept as typed, so that the cursor never jumps.
  const [peers, setPeers] = useState(content.peers.join('\n'));
  const handlePeers = (typed: string) => {
    setPeers(typed);
    onChange({ peers: typed.split(/\s+/).filter((part) => part !== '') });
  };
  return (
    <>
      <div className="grid items-start gap-3 sm:grid-cols-[1fr_12rem]">
        <TextField
          label={t(texts.server)}
          description={t(texts.serverNote)}
          isReadOnly={isReadOnly}
          value={content.server}
          onChange={(server) => onChange({ server })}
        />
        <Select
          label={t(texts.transport)}
          isDisabled={isReadOnly}
          options={(['udp', 'tcp', 'tls'] as const).map((id) => ({ id, name: t(texts[id]) }))}
          value={content.transport}
          onChange={(transport) => onChange({ transport })}
        />
      </div>
      {isRegistered ? (
        <div className="grid items-start gap-3 sm:grid-cols-2">
          <TextField
            label={t(texts.username)}
            isReadOnly={isReadOnly}
            value={content.username}
            onChange={(username) => onChange({ username })}
          />
          <TextField
            label={t(texts.password)}
            description={t(content.secretId === null ? texts.passwordNew : texts.passwordKept)}
            type="password"
            autoComplete="new-password"
            isReadOnly={isReadOnly}
            value={password}
            onChange={onPassword}
          />
        </div>
      ) : null}
      <TextArea
        label={t(texts.peers)}
        description={t(isRegistered ? texts.peersOfRegistration : texts.peersNote)}
        rows={2}
        isReadOnly={isReadOnly}
        value={peers}
        onChange={handlePeers}
      />
      <div className="flex flex-wrap gap-x-6 gap-y-2">
        <Switch isDisabled={isReadOnly} isSelected={content.srtp} onChange={(srtp) => onChange({ srtp })}>
          {t(texts.srtp)}
        </Switch>
        <Switch isDisabled={isReadOnly} isSelected={content.qualify} onChange={(qualify) => onChange({ qualify })}>
          {t(texts.qualify)}
        </Switch>
        <Switch
          isDisabled={isReadOnly}
          isSelected={content.privateNetwork}
          onChange={(privateNetwork) => onChange({ privateNetwork })}
        >
          {t(texts.privateNetwork)}
        </Switch>
      </div>
    </>
  );
}

function CallerFields({ content, onChange, isReadOnly }: LineFieldsProps) {
  const t = useText();
  return (
    <div className="grid items-start gap-3 sm:grid-cols-2">
      <TextField
        label={t(texts.callerStrip)}
        description={t(texts.callerNote)}
        isReadOnly={isReadOnly}
        value={content.callerStrip}
        onChange={(callerStrip) => onChange({ callerStrip })}
      />
      <TextField
        label={t(texts.callerAdd)}
        isReadOnly={isReadOnly}
        value={content.callerAdd}
        onChange={(callerAdd) => onChange({ callerAdd })}
      />
    </div>
  );
}

function CanaryFields({ content, onChange, isReadOnly }: LineFieldsProps) {
  const t = useText();
  const { canary } = content;
  const set = (part: Partial<LineContent['canary']>) => onChange({ canary: { ...canary, ...part } });
  const seconds = (typed: string) => Number.parseInt(typed, 10) || 0;
  return (
    <>
      <div className="grid items-start gap-3 sm:grid-cols-2">
        <TextField
          label={t(texts.every)}
          type="number"
          min={30}
          max={3600}
          isReadOnly={isReadOnly}
          value={String(canary.everyS)}
          onChange={(typed) => set({ everyS: seconds(typed) })}
        />
        <TextField
          label={t(texts.alarmAfter)}
          type="number"
          min={60}
          isReadOnly={isReadOnly}
          value={String(canary.alarmAfterS)}
          onChange={(typed) => set({ alarmAfterS: seconds(typed) })}
        />
      </div>
      {content.way === 'centre' ? null : (
        <TextField
          label={t(texts.number)}
          description={t(texts.numberNote)}
          isReadOnly={isReadOnly}
          value={canary.number}
          onChange={(number) => set({ number })}
        />
      )}
    </>
  );
}
