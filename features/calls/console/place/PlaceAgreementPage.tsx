import type { ReactNode } from 'react';
import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { SettingHistory } from '#features/people/console/SettingHistory.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { screenTexts } from '#features/people/screen-texts.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { TextArea } from '#platform/ui/TextField.tsx';
import { type Translate, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { placeAgreement } from '../../place-agreement.ts';
import { changePlaceAgreement, readPlaceAgreement } from '../../place-contract.ts';
import { AmlField } from './AmlField.tsx';
import { contentOf, draftOf } from './agreement-draft.ts';
import { HeaderRows } from './HeaderRows.tsx';
import { formatTexts, texts } from './texts.ts';

const stale = ['/api/place-agreement', '/api/settings'];

/** What the regency agreed on with operators and partners about where callers are. */
export function PlaceAgreementPage() {
  const t = useText();
  const can = useCan();
  const agreement = useRoute(readPlaceAgreement, {});
  return (
    <Page title={t(texts.agreement)} description={t(texts.agreementNote)} width="text">
      <QueryView query={agreement}>
        {(shown) => (
          <>
            <Card title={t(texts.agreement)}>
              <AgreementForm key={shown.id} agreement={shown} />
            </Card>
            <Card title={t(screenTexts.history)}>
              <SettingHistory
                kind="place_agreement"
                id={shown.id}
                version={shown.version}
                canUndo={can('setting.change')}
                inWords={(content) => inWords(content, t)}
                invalidates={stale}
              />
            </Card>
          </>
        )}
      </QueryView>
    </Page>
  );
}

function AgreementForm({ agreement }: { agreement: RouteOutput<typeof readPlaceAgreement> }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft({ version: agreement.version, content: draftOf(agreement.content) });
  const change = useCommand(changePlaceAgreement, { invalidates: stale, onDone: draft.handleSaved });
  const content = placeAgreement.safeParse(contentOf(draft.content));
  const handleSave = () => {
    if (content.success)
      change.mutate({ body: { version: draft.version, reason: draft.reason, content: content.data } });
  };
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!content.success}
      onSave={handleSave}
    >
      <p className="text-sm text-ink-soft">{t(texts.always)}</p>
      <HeaderRows rows={draft.content.headers} isReadOnly={isReadOnly} onChange={(headers) => draft.set({ headers })} />
      <TextArea
        label={t(texts.hosts)}
        description={t(texts.hostsNote)}
        rows={2}
        isReadOnly={isReadOnly}
        value={draft.content.hosts}
        onChange={(hosts) => draft.set({ hosts })}
      />
      <AmlField
        keySha256={draft.content.amlKeySha256}
        isReadOnly={isReadOnly}
        onChange={(amlKeySha256) => draft.set({ amlKeySha256 })}
      />
    </SettingForm>
  );
}

function inWords(content: Readonly<Record<string, unknown>>, t: Translate): { term: string; value: ReactNode }[] {
  const read = placeAgreement.partial().safeParse(content);
  if (!read.success) return [];
  const { headers, hosts, amlKeySha256 } = read.data;
  const list = (values: readonly string[]) => (values.length === 0 ? t(screenTexts.empty) : values.join(', '));
  return [
    ...(headers === undefined
      ? []
      : [
          {
            term: t(texts.headers),
            value: list(headers.map(({ header, format }) => `${header}: ${t(formatTexts[format])}`)),
          },
        ]),
    ...(hosts === undefined ? [] : [{ term: t(texts.hosts), value: list(hosts) }]),
    ...(amlKeySha256 === undefined
      ? []
      : [{ term: t(texts.aml), value: t(amlKeySha256 === null ? texts.amlOff : texts.amlOn) }]),
  ];
}
