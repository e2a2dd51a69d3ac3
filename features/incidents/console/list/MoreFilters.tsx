import { useState } from 'react';
import { listAgencies } from '#features/agencies/contract.ts';
import { listDistricts, readPlace, searchPlaces } from '#features/places/contract.ts';
import { Switch } from '#platform/ui/Checkbox.tsx';
import { ComboBox } from '#platform/ui/ComboBox.tsx';
import { MultiSelect } from '#platform/ui/MultiSelect.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { TextField } from '#platform/ui/TextField.tsx';
import { useText } from '#platform/web/language.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { listIncidentTypes } from '../../contract.ts';
import { categories, incidentStates, priorities, sources } from '../../incident.ts';
import { periods } from '../../list-rules.ts';
import { periodTexts } from '../../list-texts.ts';
import { categoryTexts, priorityTexts, sourceTexts, stateTexts } from '../../texts.ts';
import { texts } from './texts.ts';
import type { ListState } from './use-list.ts';

/** Every other filter of the list. */
export function MoreFilters({ list }: { list: ListState }) {
  const can = useCan();
  return (
    <div className="grid items-end gap-3 rounded-lg border border-line bg-surface p-3 sm:grid-cols-2 lg:grid-cols-4 xl:grid-cols-6">
      <Lists list={list} />
      {can('agency.read') ? <Agency list={list} /> : null}
      {can('place.search') ? <Places list={list} /> : null}
      <Period list={list} />
      <Marks list={list} />
    </div>
  );
}

function Lists({ list: { filter, change } }: { list: ListState }) {
  const t = useText();
  const types = useRoute(listIncidentTypes, {});
  const several = <Key extends string>(
    name: 'states' | 'priorities' | 'categories' | 'sources',
    all: readonly Key[],
  ) => {
    const wanted = (filter[name] ?? '').split(',');
    return {
      value: all.filter((one) => wanted.includes(one)),
      onChange: (value: readonly Key[]) => change({ [name]: value.length === 0 ? null : value.join(',') }),
      none: t(texts.any),
    };
  };
  return (
    <>
      <MultiSelect
        label={t(texts.state)}
        options={incidentStates.map((id) => ({ id, name: t(stateTexts[id]) }))}
        {...several('states', incidentStates)}
      />
      <MultiSelect
        label={t(texts.priority)}
        options={priorities.map((id) => ({ id, name: `${id} ${t(priorityTexts[id])}` }))}
        {...several('priorities', priorities)}
      />
      <MultiSelect
        label={t(texts.category)}
        options={categories.map((id) => ({ id, name: t(categoryTexts[id]) }))}
        {...several('categories', categories)}
      />
      <ComboBox
        label={t(texts.type)}
        placeholder={t(texts.any)}
        options={(types.data?.items ?? []).map((type) => ({ id: type.id, name: t(type.name) }))}
        value={types.data?.items.find((type) => type.id === filter.types)?.id ?? null}
        onChange={(type) => change({ types: type })}
      />
      <MultiSelect
        label={t(texts.source)}
        options={sources.map((id) => ({ id, name: t(sourceTexts[id]) }))}
        {...several('sources', sources)}
      />
    </>
  );
}

function Agency({ list: { filter, change } }: { list: ListState }) {
  const t = useText();
  const agencies = useRoute(listAgencies, { query: { limit: 500 } });
  return (
    <ComboBox
      label={t(texts.agency)}
      placeholder={t(texts.any)}
      options={(agencies.data?.items ?? []).map((one) => ({ id: one.id, name: one.name, description: one.code }))}
      value={agencies.data?.items.find((one) => one.id === filter.agencyId)?.id ?? null}
      onChange={(agencyId) => change({ agencyId })}
    />
  );
}

function Places({ list: { filter, change } }: { list: ListState }) {
  const t = useText();
  const districts = useRoute(listDistricts, {});
  const [typed, setTyped] = useState('');
  const found = useRoute(
    searchPlaces,
    { query: { q: typed, limit: 20 } },
    { enabled: typed !== '', keepPrevious: true },
  );
  // An opened address knows the code alone.
  const chosen = useRoute(
    readPlace,
    { params: { code: filter.villageCode ?? '' } },
    { enabled: filter.villageCode !== undefined },
  );
  const places = [...(found.data?.items ?? []).filter((place) => place.kind !== 'kecamatan')];
  if (chosen.data !== undefined && !places.some(({ code }) => code === filter.villageCode)) places.push(chosen.data);
  const options = places.map((place) => ({ id: place.code, name: place.name, description: place.districtName }));
  return (
    <>
      <ComboBox
        label={t(texts.district)}
        placeholder={t(texts.any)}
        options={(districts.data?.items ?? []).map(({ code, name }) => ({ id: code, name }))}
        value={districts.data?.items.find(({ code }) => code === filter.districtCode)?.code ?? null}
        onChange={(districtCode) => change({ districtCode })}
      />
      <ComboBox
        label={t(texts.village)}
        placeholder={t(texts.typeToSearch)}
        options={options}
        value={options.find(({ id }) => id === filter.villageCode)?.id ?? null}
        onSearch={setTyped}
        onChange={(villageCode) => change({ villageCode })}
      />
    </>
  );
}

function Period({ list: { filter, change } }: { list: ListState }) {
  const t = useText();
  const hasDays = filter.from !== undefined || filter.to !== undefined;
  const [isByDay, setByDay] = useState(hasDays);
  const chosen = periods.find((one) => one === filter.period);
  const showsDays = chosen === undefined && (isByDay || hasDays);
  return (
    <>
      <Select
        label={t(texts.period)}
        value={chosen ?? (showsDays ? 'days' : 'any')}
        onChange={(next) => {
          setByDay(next === 'days');
          change({ period: next === 'any' || next === 'days' ? null : next, from: null, to: null });
        }}
        options={[
          { id: 'any', name: t(texts.anyPeriod) },
          ...periods.map((id) => ({ id, name: t(periodTexts[id]) })),
          { id: 'days', name: t(texts.days) },
        ]}
      />
      {showsDays ? (
        <>
          <TextField
            type="date"
            label={t(texts.from)}
            value={filter.from ?? ''}
            onChange={(from) => change({ from: from === '' ? null : from })}
          />
          <TextField
            type="date"
            label={t(texts.to)}
            value={filter.to ?? ''}
            onChange={(to) => change({ to: to === '' ? null : to })}
          />
        </>
      ) : null}
    </>
  );
}

function Marks({ list: { filter, change } }: { list: ListState }) {
  const t = useText();
  return (
    <>
      <Select
        label={t(texts.sensitive)}
        value={filter.sensitive === 'yes' || filter.sensitive === 'no' ? filter.sensitive : 'any'}
        onChange={(next) => change({ sensitive: next === 'any' ? null : next })}
        options={[
          { id: 'any', name: t(texts.any) },
          { id: 'yes', name: t(texts.onlySensitive) },
          { id: 'no', name: t(texts.notSensitive) },
        ]}
      />
      <Select
        label={t(texts.calls)}
        value={filter.calls === 'none' || filter.calls === 'several' ? filter.calls : 'any'}
        onChange={(next) => change({ calls: next === 'any' ? null : next })}
        options={[
          { id: 'any', name: t(texts.any) },
          { id: 'several', name: t(texts.severalCalls) },
          { id: 'none', name: t(texts.noCalls) },
        ]}
      />
      <span className="pb-1">
        <Switch isSelected={filter.overdue === 'yes'} onChange={(isOn) => change({ overdue: isOn ? 'yes' : null })}>
          {t(texts.overdue)}
        </Switch>
      </span>
    </>
  );
}
