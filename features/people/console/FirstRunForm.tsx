import { type FormEvent, type ReactNode, useState } from 'react';
import type { z } from 'zod';
import { type Zone, zones } from '#platform/shared/time.ts';
import { Button } from '#platform/ui/Button.tsx';
import { ComboBox } from '#platform/ui/ComboBox.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { useErrorText } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextArea, TextField } from '#platform/ui/TextField.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { base64Of } from '#platform/web/base64.ts';
import { useText } from '#platform/web/language.tsx';
import { useCommand, useRoute } from '#platform/web/query-options.ts';
import { openSession } from '../contract.ts';
import { foundFirstTenant, listRegencies } from '../installation-contract.ts';
import type { SessionView } from '../person.ts';
import { centreTexts, crestTexts, firstRunTexts as texts } from '../screen-texts.ts';
import { noTrunk, proposeSlug, type tenantFounding, trunkContent, zoneOfRegion } from '../tenant.ts';
import { CrestField, useFileAddress } from './Crest.tsx';

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
  const [crest, setCrest] = useState<File | null>(null);
  const [line, setLine] = useState({ peers: '', numbers: '' });
  const [admin, setAdmin] = useState({ username: 'admin', displayName: '', password: '' });
  const signIn = useCommand(openSession, { invalidates: [], onDone: onSession });
  const found = useCommand(foundFirstTenant, {
    invalidates: [],
    onDone: () => signIn.mutate({ body: { username: admin.username, password: admin.password } }),
  });
  const trunk = { ...noTrunk, peers: listOf(line.peers), numbers: listOf(line.numbers) };
  const wrongPeers = trunk.peers.filter((peer) => !trunkContent.shape.peers.element.safeParse(peer).success);
  const wrongNumbers = trunk.numbers.filter((one) => !trunkContent.shape.numbers.element.safeParse(one).success);
  const chooseCrest = (file: File | null) => {
    found.reset();
    setCrest(file);
  };
  const handleSubmit = async (event: FormEvent) => {
    event.preventDefault();
    const picture = crest === null ? null : await base64Of(crest).catch(() => null);
    if (crest !== null && picture === null) return toast(t(crestTexts.unreadable), 'life');
    found.mutate({ body: { setupCode, tenant, crest: picture, trunk, admin } });
  };
  const error = found.error ?? signIn.error;
  const isComplete =
    setupCode !== '' &&
    tenant.regionCode !== '' &&
    tenant.slug !== '' &&
    admin.displayName !== '' &&
    admin.password.length >= 10 &&
    wrongPeers.length + wrongNumbers.length === 0;
  return (
    <form onSubmit={(event) => void handleSubmit(event)} className="flex flex-col gap-6">
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
      <Part title={t(texts.crestTitle)}>
        <p className="text-sm text-ink-soft">{t(texts.crestNote)}</p>
        <CrestField shown={crest === null ? null : { file: crest }} onChoose={chooseCrest} />
        {tenant.name === '' ? null : <Preview name={tenant.name} crest={crest} />}
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
      <Part title={t(texts.trunkTitle)}>
        <p className="text-sm text-ink-soft">{t(texts.trunkNote)}</p>
        <TextArea
          label={t(centreTexts.peers)}
          description={t(centreTexts.oneALine)}
          placeholder="10.20.0.0/24"
          rows={2}
          value={line.peers}
          error={wrongPeers.length === 0 ? null : t(texts.wrongPeers, { value: wrongPeers.join(', ') })}
          onChange={(peers) => setLine({ ...line, peers })}
        />
        <TextArea
          label={t(centreTexts.numbers)}
          description={t(centreTexts.oneALine)}
          rows={1}
          value={line.numbers}
          error={wrongNumbers.length === 0 ? null : t(texts.wrongNumbers, { value: wrongNumbers.join(', ') })}
          onChange={(numbers) => setLine({ ...line, numbers })}
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
    </form>
  );
}

const listOf = (typed: string) => typed.split(/\s+/).filter((part) => part !== '');

/** Name and coat of arms as they will stand at the head of each screen. */
function Preview({ name, crest }: { name: string; crest: File | null }) {
  const t = useText();
  const address = useFileAddress(crest);
  return (
    <figure className="flex flex-col gap-1">
      <figcaption className="text-sm text-ink-soft">{t(texts.preview)}</figcaption>
      <p className="flex items-center gap-3 rounded-md border border-line bg-surface px-3 py-2 font-semibold">
        {address === null ? null : <img src={address} alt="" className="h-7 w-7 object-contain" />}
        {name}
      </p>
    </figure>
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
