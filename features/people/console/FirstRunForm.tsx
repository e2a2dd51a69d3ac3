import { type FormEvent, type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { type Zone, zones } from '#platform/shared/time.ts';
import { Button } from '#platform/ui/Button.tsx';
import { ComboBox } from '#platform/ui/ComboBox.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { openSession } from '../contract.ts';
import { foundFirstTenant, listRegencies } from '../installation-contract.ts';
import type { SessionView } from '../person.ts';
import { firstRunTexts as texts } from '../screen-texts.ts';
import { proposeSlug, type tenantFounding, zoneOfRegion } from '../tenant.ts';

type Tenant = z.output<typeof tenantFounding>;

// Object.keys forgets the key type; `zones` is a constant.
const zoneNames = Object.keys(zones) as Zone[];
const blankTenant: Tenant = { regionCode: '', name: '', shortName: '', slug: '', zone: 'Asia/Jakarta' };

/** The first run: whose centre this is and who administers it; then that person is signed in. */
export function FirstRunForm({ onSession }: { onSession: (session: SessionView) => void }) {
  const t = useText();
  const errorText = useErrorText();
  const [setupCode, setSetupCode] = useState('');
  const [tenant, setTenant] = useState(blankTenant);
  const [admin, setAdmin] = useState({ username: 'admin', displayName: '', password: '' });
  const signIn = useCommand(openSession, { invalidates: [], onDone: onSession });
  const found = useCommand(foundFirstTenant, {
    invalidates: [],
    onDone: () => signIn.mutate({ body: { username: admin.username, password: admin.password } }),
  });
  const handleSubmit = (event: FormEvent) => {
    event.preventDefault();
    found.mutate({ body: { setupCode, tenant, admin } });
  };
  const error = found.error ?? signIn.error;
  const isComplete =
    setupCode !== '' &&
    tenant.regionCode !== '' &&
    tenant.slug !== '' &&
    admin.displayName !== '' &&
    admin.password.length >= 10;
  return (
    <form onSubmit={handleSubmit} className="flex flex-col gap-6">
      <Part title={t(texts.codeTitle)}>
        <TextField
          label={t(texts.code)}
          description={t(texts.codeNote)}
          autoComplete="off"
          autoFocus
          value={setupCode}
          onChange={setSetupCode}
        />
      </Part>
      <Part title={t(texts.regencyTitle)}>
        <RegencyFields tenant={tenant} onChange={setTenant} />
      </Part>
      <Part title={t(texts.adminTitle)}>
        <TextField
          label={t(texts.adminName)}
          autoComplete="name"
          value={admin.displayName}
          onChange={(displayName) => setAdmin({ ...admin, displayName })}
        />
        <TextField
          label={t(texts.username)}
          autoComplete="username"
          value={admin.username}
          onChange={(username) => setAdmin({ ...admin, username })}
        />
        <TextField
          label={t(texts.password)}
          description={t(texts.passwordNote)}
          type="password"
          autoComplete="new-password"
          value={admin.password}
          onChange={(password) => setAdmin({ ...admin, password })}
        />
      </Part>
      {error === null ? null : <Notice tone="life">{errorText(error)}</Notice>}
      <Button
        type="submit"
        look="primary"
        size="large"
        wide
        isDisabled={!isComplete}
        isPending={found.isPending || signIn.isPending}
      >
        {t(texts.found)}
      </Button>
      <p className="text-sm text-ink-soft">{t(texts.trunkNote)}</p>
    </form>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-3">
      <h2 className="font-semibold">{title}</h2>
      {children}
    </section>
  );
}

/** Choosing the regency fills in the rest; all of it may be put otherwise. */
function RegencyFields({ tenant, onChange }: { tenant: Tenant; onChange: (tenant: Tenant) => void }) {
  const t = useText();
  const regencies = useRoute(listRegencies, {});
  const choose = (code: string | null) => {
    const chosen = regencies.data?.items.find((regency) => regency.code === code);
    if (chosen === undefined) return onChange(blankTenant);
    const shortName = chosen.name.replace(/^(Kabupaten|Kota)( Administrasi)? /, '');
    onChange({
      regionCode: chosen.code,
      name: chosen.name,
      shortName,
      slug: proposeSlug(chosen.name),
      zone: zoneOfRegion(chosen.code),
    });
  };
  return (
    <>
      <ComboBox
        label={t(texts.regency)}
        description={t(texts.regencyNote)}
        options={(regencies.data?.items ?? []).map((regency) => ({
          id: regency.code,
          name: regency.name,
          description: regency.code,
        }))}
        value={tenant.regionCode === '' ? null : tenant.regionCode}
        onChange={choose}
      />
      {tenant.regionCode === '' ? null : (
        <>
          <TextField label={t(texts.name)} value={tenant.name} onChange={(name) => onChange({ ...tenant, name })} />
          <TextField
            label={t(texts.shortName)}
            value={tenant.shortName}
            onChange={(shortName) => onChange({ ...tenant, shortName })}
          />
          <TextField
            label={t(texts.slug)}
            description={t(texts.slugNote, { slug: tenant.slug })}
            value={tenant.slug}
            onChange={(slug) => onChange({ ...tenant, slug })}
          />
          <Select
            label={t(texts.zone)}
            options={zoneNames.map((zone) => ({ id: zone, name: `${zones[zone]} (${zone})` }))}
            value={tenant.zone}
            onChange={(zone) => onChange({ ...tenant, zone })}
          />
        </>
      )}
    </>
  );
}
