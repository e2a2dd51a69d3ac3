import { Printer } from 'lucide-react';
import { CrestMark } from '#features/people/console/CrestMark.tsx';
import { readSession } from '#features/people/contract.ts';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Page } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { usePlaces } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import { type PublicMonth, publicPagePath, readPublicMonth } from '../contract.ts';
import { screenNames } from '../screen-names.ts';
import { materialTexts as texts } from './material-texts.ts';
import './print.css';
import './material.css';

const kinds = ['poster', 'leaflet'] as const;
const papers = ['A4', 'A3'] as const;

/** A poster and a leaflet, ready for the browser's own print. */
export function MaterialPage() {
  const t = useText();
  const months = useRoute(readPublicMonth, {});
  const session = useRoute(readSession, {});
  const [chosen, choose] = usePlaces();
  const kind = kinds.find((one) => one === chosen.kind) ?? 'poster';
  const paper = papers.find((one) => one === chosen.paper) ?? 'A4';
  const print: Command = {
    id: 'material.print',
    name: texts.print,
    keys: ['Ctrl+P'],
    group: screenNames.material,
    run: () => window.print(),
  };
  useCommands([print]);
  const tenant = session.data?.tenant;
  return (
    <QueryView query={months}>
      {({ items }) => {
        const usable = items.filter(({ prankShare }) => prankShare !== null);
        const month =
          chosen.month === 'none' ? undefined : (usable.find((one) => one.month === chosen.month) ?? usable[0]);
        return (
          <Page
            title={t(screenNames.material)}
            description={t(texts.about)}
            actions={<CommandButton command={print} look="primary" icon={<Printer aria-hidden size={16} />} />}
          >
            <div className="grid gap-3 sm:grid-cols-3 print:hidden">
              <Select
                label={t(texts.kind)}
                options={kinds.map((id) => ({ id, name: t(texts[id]) }))}
                value={kind}
                onChange={(next) => choose({ kind: next })}
              />
              <Select
                label={t(texts.paper)}
                options={papers.map((id) => ({ id, name: id }))}
                value={kind === 'leaflet' ? 'A4' : paper}
                isDisabled={kind === 'leaflet'}
                onChange={(next) => choose({ paper: next })}
              />
              <Select
                label={t(texts.month)}
                options={[
                  ...usable.map((one) => ({ id: one.month, name: monthName(one.month) })),
                  { id: 'none', name: t(texts.noMonth) },
                ]}
                value={month?.month ?? 'none'}
                onChange={(next) => choose({ month: next })}
              />
            </div>
            <div className="flex flex-col gap-2 print:hidden">
              {usable.length === 0 ? <Notice>{t(texts.noFigures)}</Notice> : null}
              {tenant === undefined ? null : (
                // Not a screen of this app: the server writes it.
                <a
                  href={publicPagePath.replace(':slug', tenant.slug)}
                  target="_blank"
                  rel="noreferrer"
                  className="focus-ring self-start rounded text-accent underline"
                >
                  {t(texts.publicPage)}
                </a>
              )}
            </div>
            {tenant === undefined ? null : <Sheet kind={kind} paper={paper} month={month} tenant={tenant} />}
          </Page>
        );
      }}
    </QueryView>
  );
}

const monthName = (month: string) =>
  new Intl.DateTimeFormat('id-ID', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );
const number = (value: number) => new Intl.NumberFormat('id-ID').format(value);

interface SheetProps {
  readonly kind: (typeof kinds)[number];
  readonly paper: (typeof papers)[number];
  readonly month: PublicMonth | undefined;
  readonly tenant: { readonly name: string; readonly crest: string | null };
}

function Sheet({ kind, paper, month, tenant }: SheetProps) {
  return (
    <div className="material" data-kind={kind} data-paper={paper} lang="id">
      {kind === 'poster' ? (
        <Face month={month} tenant={tenant} />
      ) : (
        ['left', 'right'].map((half) => (
          <div key={half} className="material-half">
            <Face month={month} tenant={tenant} />
          </div>
        ))
      )}
    </div>
  );
}

function Face({ month, tenant }: Pick<SheetProps, 'month' | 'tenant'>) {
  return (
    <div className="material-page">
      <div className="material-head">
        {tenant.crest === null ? null : <CrestMark sha256={tenant.crest} size={64} />}
        <p>{tenant.name}</p>
      </div>
      <h2 className="material-title">
        112 <span>bukan mainan</span>
      </h2>
      <p className="material-lead">
        Setiap panggilan ke 112 dijawab manusia. Selama satu orang bercanda, orang yang rumahnya terbakar menunggu.
      </p>
      {month === undefined ? null : <Figures month={month} />}
      <div className="material-rules">
        <div>
          <h3>Telepon 112 bila</h3>
          <ul>
            <li>ada kebakaran atau kecelakaan</li>
            <li>ada orang sakit gawat</li>
            <li>ada kejahatan atau bencana</li>
            <li>ragu-ragu: telepon saja</li>
          </ul>
        </div>
        <div>
          <h3>Jangan</h3>
          <ul>
            <li>menelepon untuk bercanda</li>
            <li>memberi anak telepon bekas untuk mainan: tanpa kartu pun 112 tetap tersambung</li>
          </ul>
        </div>
      </div>
      <p className="material-foot">
        112 gratis, 24 jam, juga tanpa pulsa. Salah pencet? Jangan ditutup, katakan saja bahwa Anda salah pencet.
      </p>
    </div>
  );
}

function Figures({ month: { month, calls, prankShare, minutes } }: { month: PublicMonth }) {
  return (
    <dl className="material-figures">
      <div>
        <dd>{calls === null ? '–' : number(calls)}</dd>
        <dt>panggilan ke 112 pada {monthName(month)}</dt>
      </div>
      <div>
        <dd>{prankShare === null ? '–' : `${number(Math.round(prankShare * 100))} %`}</dd>
        <dt>dari yang dijawab ternyata iseng</dt>
      </div>
      <div>
        <dd>{minutes === null ? '–' : number(minutes)}</dd>
        <dt>menit petugas terbuang untuk yang iseng</dt>
      </div>
    </dl>
  );
}
