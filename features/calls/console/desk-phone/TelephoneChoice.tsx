import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand } from '#platform/web/query-options.ts';
import { chooseDeskPhone } from '../../desk-phone-contract.ts';
import { choiceTexts as texts } from './choice-texts.ts';

/** Where this person's calls ring: in the browser, or at the SIP telephone on the desk. Kept for the next shift. */
export function TelephoneChoice({ isDevice, isBusy }: { isDevice: boolean; isBusy: boolean }) {
  const t = useText();
  const errorText = useErrorText();
  const choose = useCommand(chooseDeskPhone, { invalidates: ['/api/desk', '/api/presences'] });
  return (
    <div className="flex flex-col gap-2">
      <Select
        label={t(texts.telephone)}
        isDisabled={isBusy || choose.isPending}
        options={[
          { id: 'browser', name: t(texts.browser) },
          { id: 'device', name: t(texts.device) },
        ]}
        value={isDevice ? 'device' : 'browser'}
        onChange={(chosen) => choose.mutate({ body: { device: chosen === 'device' } })}
      />
      {isDevice ? <p className="text-sm text-ink-soft">{t(texts.note)}</p> : null}
      {choose.error === null ? null : <Notice tone="life">{errorText(choose.error)}</Notice>}
    </div>
  );
}
