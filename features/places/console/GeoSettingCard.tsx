import { SettingForm } from '#features/people/console/SettingForm.tsx';
import { SettingHistory } from '#features/people/console/SettingHistory.tsx';
import { useSettingDraft } from '#features/people/console/use-setting-draft.ts';
import { screenTexts } from '#features/people/screen-texts.ts';
import { Card } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { type Translate, useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { type GeoSetting, geoSetting } from '../geo-setting.ts';
import { changeGeoSetting, type GeoSettingView, readGeoSetting } from '../geo-setting-contract.ts';
import { texts } from './texts.ts';

const stale = ['/api/geo-setting', '/api/settings'];

/** Servers of the regency's own, both off unless set, and what stands in for a router. */
export function GeoSettingCard() {
  const t = useText();
  const mayUndo = useCan()('setting.change');
  const setting = useRoute(readGeoSetting, {});
  return (
    <Card title={t(texts.servers)}>
      <QueryView query={setting}>
        {(shown) => (
          <div className="flex flex-col gap-3">
            <p className="text-ink-soft">{t(texts.serversNote)}</p>
            <GeoForm key={shown.id} setting={shown} />
            <details>
              <summary>{t(screenTexts.history)}</summary>
              <SettingHistory
                kind="geo_setting"
                id={shown.id}
                version={shown.version}
                canUndo={mayUndo}
                inWords={(content) => inWords(content, t)}
                invalidates={stale}
              />
            </details>
          </div>
        )}
      </QueryView>
    </Card>
  );
}

function GeoForm({ setting }: { setting: GeoSettingView }) {
  const t = useText();
  const isReadOnly = !useCan()('setting.change');
  const draft = useSettingDraft<GeoSetting>(setting);
  const change = useCommand(changeGeoSetting, { invalidates: stale, onDone: draft.handleSaved });
  const { version, content, reason } = draft;
  const { geocoder, router, detourFactor, speedKmh } = content;
  return (
    <SettingForm
      draft={draft}
      command={change}
      isReadOnly={isReadOnly}
      isBlocked={!geoSetting.safeParse(content).success}
      onSave={() => change.mutate({ body: { version, content, reason } })}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <Select
          label={t(texts.geocoder)}
          isDisabled={isReadOnly}
          options={[
            { id: 'off', name: t(texts.off) },
            { id: 'nominatim', name: 'Nominatim' },
            { id: 'photon', name: 'Photon' },
          ]}
          value={geocoder?.kind ?? 'off'}
          onChange={(kind) =>
            draft.set({
              geocoder: kind === 'nominatim' || kind === 'photon' ? { kind, url: geocoder?.url ?? 'http://' } : null,
            })
          }
        />
        {geocoder === null ? (
          <span />
        ) : (
          <TextField
            label={t(texts.url)}
            isReadOnly={isReadOnly}
            value={geocoder.url}
            onChange={(url) => draft.set({ geocoder: { ...geocoder, url } })}
          />
        )}
        <Select
          label={t(texts.router)}
          isDisabled={isReadOnly}
          options={[
            { id: 'off', name: t(texts.off) },
            { id: 'osrm', name: 'OSRM' },
            { id: 'valhalla', name: 'Valhalla' },
          ]}
          value={router?.kind ?? 'off'}
          onChange={(kind) =>
            draft.set({
              router: kind === 'osrm' || kind === 'valhalla' ? { kind, url: router?.url ?? 'http://' } : null,
            })
          }
        />
        {router === null ? (
          <span />
        ) : (
          <TextField
            label={t(texts.url)}
            isReadOnly={isReadOnly}
            value={router.url}
            onChange={(url) => draft.set({ router: { ...router, url } })}
          />
        )}
        <TextField
          label={t(texts.detour)}
          type="number"
          isReadOnly={isReadOnly}
          value={Number.isNaN(detourFactor) ? '' : String(detourFactor)}
          onChange={(typed) => draft.set({ detourFactor: typed === '' ? Number.NaN : Number(typed) })}
        />
        <TextField
          label={t(texts.speed)}
          type="number"
          isReadOnly={isReadOnly}
          value={Number.isNaN(speedKmh) ? '' : String(speedKmh)}
          onChange={(typed) => draft.set({ speedKmh: typed === '' ? Number.NaN : Number(typed) })}
        />
      </div>
    </SettingForm>
  );
}

/** An older content in words; only the fields that are given. */
function inWords(given: Readonly<Record<string, unknown>>, t: Translate): { term: string; value: string }[] {
  const read = geoSetting.partial().safeParse(given);
  if (!read.success) return [];
  const { geocoder, router, detourFactor, speedKmh } = read.data;
  const server = (one: { kind: string; url: string } | null) =>
    one === null ? t(texts.off) : `${one.kind} ${one.url}`;
  return [
    ...(geocoder === undefined ? [] : [{ term: t(texts.geocoder), value: server(geocoder) }]),
    ...(router === undefined ? [] : [{ term: t(texts.router), value: server(router) }]),
    ...(detourFactor === undefined ? [] : [{ term: t(texts.detour), value: String(detourFactor) }]),
    ...(speedKmh === undefined ? [] : [{ term: t(texts.speed), value: String(speedKmh) }]),
  ];
}
