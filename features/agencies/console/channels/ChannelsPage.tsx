import { SettingHistory } from '#features/people/console/SettingHistory.tsx';
import { screenTexts } from '#features/people/screen-texts.ts';
import { channels } from '#platform/shared/message.ts';
import { Link } from '#platform/ui/Link.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { type Translate, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { readChannels } from '../../channel-contract.ts';
import { channelTexts } from '../../channel-texts.ts';
import { screenNames } from '../../screen-names.ts';
import { ChannelForm, stale } from './ChannelForm.tsx';
import { TestMessage } from './TestMessage.tsx';
import { texts } from './texts.ts';

/** How messages leave this centre. */
export function ChannelsPage() {
  const t = useText();
  const can = useCan();
  const setting = useRoute(readChannels, {});
  return (
    <Page
      title={t(screenNames.channels)}
      description={t(texts.note)}
      width="text"
      actions={can('message.read') ? <Link href="/messages">{t(texts.openMessages)}</Link> : null}
    >
      <QueryView query={setting}>
        {(shown) => (
          <>
            <ChannelForm key={shown.id} setting={shown} />
            {can('setting.change') ? <TestMessage content={shown.content} /> : null}
            <Card title={t(screenTexts.history)}>
              <SettingHistory
                kind="channels"
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

const fields = [
  'active',
  'host',
  'port',
  'security',
  'username',
  'from',
  'url',
  'format',
  'header',
  'toField',
  'textField',
  'contact',
  'hosts',
  'ringSeconds',
  'pressSeconds',
] as const;
const names = { ...texts, active: texts.state };

/** Of a version; the history gives only what changed. */
function inWords(content: Readonly<Record<string, unknown>>, t: Translate) {
  const days = content.keepDays;
  return [
    ...([...channels, 'telephone'] as const).flatMap((channel) => {
      const part = content[channel];
      if (typeof part !== 'object' || part === null) return [];
      return fields.flatMap((field) => {
        const value: unknown = Reflect.get(part, field);
        if (value === undefined) return [];
        return [
          {
            term: `${t(channel === 'telephone' ? texts.telephone : channelTexts[channel])}: ${t(names[field])}`,
            value: wordOf(value, t),
          },
        ];
      });
    }),
    ...(days === undefined ? [] : [{ term: t(texts.keepDays), value: String(days) }]),
  ];
}

function wordOf(value: unknown, t: Translate): string {
  if (typeof value === 'boolean') return t(value ? texts.yes : texts.no);
  if (Array.isArray(value)) return value.join(', ');
  return value === '' ? '–' : String(value);
}
