import { Flame, Siren } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { Text } from '#platform/shared/texts.ts';
import { plusMs } from '#platform/shared/time.ts';
import { Badge, StatusDot } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Checkbox, Switch } from '#platform/ui/Checkbox.tsx';
import { ComboBox } from '#platform/ui/ComboBox.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { Menu } from '#platform/ui/Menu.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Figure, Page } from '#platform/ui/Page.tsx';
import { EmptyState, Loading } from '#platform/ui/QueryView.tsx';
import { RadioCards } from '#platform/ui/RadioCards.tsx';
import { RunningClock } from '#platform/ui/RunningClock.tsx';
import { SearchField } from '#platform/ui/SearchField.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { type Column, Table } from '#platform/ui/Table.tsx';
import { Tabs } from '#platform/ui/Tabs.tsx';
import { TextArea, TextField } from '#platform/ui/TextField.tsx';
import { DefinitionList, Timeline } from '#platform/ui/Timeline.tsx';
import { Toolbar } from '#platform/ui/Toolbar.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useFormat } from '#platform/web/language.tsx';
import { texts } from './texts.ts';

const tones = ['neutral', 'accent', 'good', 'warn', 'life', 'calm'] as const;
const colours = ['Merah', 'Jingga', 'Kuning', 'Hijau', 'Biru', 'Nila', 'Ungu'].map((name) => ({
  id: name.toLowerCase(),
  name,
}));

/** Every element of the kit on one page, for whoever builds or checks screens. */
export function KitPage() {
  const [isAsking, setAsking] = useState(false);
  const same = (text: string): Text => ({ id: text, en: text });
  const greet: Command = {
    id: 'kit.greet',
    name: same('Kirim'),
    keys: ['F9'],
    group: texts.kit,
    run: () => toast('Terkirim', 'good'),
  };
  const blocked: Command = {
    id: 'kit.blocked',
    name: same('Tutup'),
    keys: ['F10'],
    group: texts.kit,
    when: () => same('Belum ada hasil'),
    run: () => {},
  };
  useCommands([greet, blocked]);
  return (
    <Page
      title="Unsur tampilan"
      description="Semua unsur dalam satu halaman"
      actions={
        <>
          <CommandButton command={blocked} />
          <CommandButton command={greet} look="primary" icon={<Siren aria-hidden size={16} />} />
        </>
      }
    >
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
        <Figure label="Menunggu" value="3" hint="terlama 0:07" tone="life" />
        <Figure label="Dijawab ≤ 10 detik" value="96,2" unit="%" hint="sasaran 95 %" tone="good" />
        <Figure label="Terbuka" value="128" hint="12 tanpa kabar" tone="warn" />
        <Figure label="Petugas siap" value="5" unit="/ 6" />
      </div>
      <Card
        title="Tombol"
        actions={
          <Menu
            label="Lainnya"
            entries={[
              { id: 'a', name: 'Gabungkan', keyHint: 'F7', onAction: () => toast('Digabung') },
              { id: 'b', name: 'Hapus', reason: 'Sudah dikunci', onAction: () => {} },
            ]}
          />
        }
      >
        <Toolbar label="Tombol">
          <Button look="primary">Utama</Button>
          <Button keyHint="F4">Biasa</Button>
          <Button look="quiet">Tenang</Button>
          <Button look="danger" onPress={() => setAsking(true)}>
            Hapus
          </Button>
          <Button look="primary" size="large" icon={<Flame aria-hidden size={20} />} keyHint="F2">
            Besar
          </Button>
          <Button isDisabled reason="Pilih dulu satu baris">
            Mati
          </Button>
        </Toolbar>
      </Card>
      <div className="grid gap-4 lg:grid-cols-2">
        <KitFields />
        <div className="flex flex-col gap-4">
          <KitSigns />
          <KitTable />
        </div>
      </div>
      <ConfirmDialog
        title="Hapus baris?"
        confirmName="Hapus baris"
        isDanger
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onConfirm={() => setAsking(false)}
      >
        <p>Baris ini hilang untuk semua orang.</p>
      </ConfirmDialog>
    </Page>
  );
}

function KitFields() {
  const [colour, setColour] = useState<string | null>(null);
  const [choice, setChoice] = useState<'yes' | 'no' | null>('yes');
  const [tab, setTab] = useState<'one' | 'two'>('one');
  return (
    <Card title="Isian">
      <div className="flex flex-col gap-4">
        <SearchField label="Cari" />
        <TextField label="Nama" description="Seperti pada kartu" isRequired />
        <TextField label="Nomor" error="Bukan nomor" defaultValue="abc" />
        <TextArea label="Catatan" />
        <Select label="Warna" options={colours} value={colour} onChange={setColour} />
        <ComboBox label="Warna (ketik)" options={colours} value={colour} onChange={setColour} />
        <RadioCards
          label="Ada bahaya?"
          value={choice}
          onChange={setChoice}
          options={[
            { id: 'yes', name: 'Ya', description: 'Segera', key: '1', tone: 'life' },
            { id: 'no', name: 'Tidak', key: '2' },
          ]}
        />
        <div className="flex gap-6">
          <Checkbox defaultSelected>Sertakan</Checkbox>
          <Switch defaultSelected>Bunyi</Switch>
        </div>
        <Tabs
          label="Bagian"
          selected={tab}
          onSelect={setTab}
          tabs={[
            {
              id: 'one',
              name: 'Rincian',
              content: (
                <DefinitionList
                  items={[
                    { term: 'Kecamatan', value: 'Waru' },
                    { term: 'Desa', value: 'Kureksari' },
                  ]}
                />
              ),
            },
            { id: 'two', name: 'Kosong', badge: <Badge>0</Badge>, content: <EmptyState /> },
          ]}
        />
      </div>
    </Card>
  );
}

function KitSigns() {
  const [start] = useState(() => new Date().toISOString());
  return (
    <Card title="Tanda">
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap gap-2">
          {tones.map((tone) => (
            <Badge key={tone} tone={tone}>
              {tone}
            </Badge>
          ))}
        </div>
        <div className="flex flex-wrap gap-4">
          {tones.map((tone) => (
            <StatusDot key={tone} tone={tone}>
              {tone}
            </StatusDot>
          ))}
        </div>
        <div className="flex flex-wrap items-center gap-6">
          <RunningClock since={start} label="Sejak" />
          <RunningClock until={plusMs(start, 600_000)} label="Batas" />
          <RunningClock until={plusMs(start, 45_000)} label="Batas" />
          <RunningClock until={plusMs(start, -125_000)} label="Batas" size="huge" />
        </div>
        <Notice tone="warn" title="Perhatian">
          Data cuaca belum diperbarui.
        </Notice>
        <Notice tone="calm">Tersimpan di peramban ini; dikirim begitu tersambung.</Notice>
        <Timeline
          label="Riwayat"
          items={[
            { id: '1', at: plusMs(start, -60_000), title: 'Dibuat', by: 'Sri' },
            { id: '2', at: plusMs(start, -20_000), title: 'Selesai', tone: 'good' },
          ]}
        />
        <Loading />
      </div>
    </Card>
  );
}

interface Sample {
  readonly id: string;
  readonly place: string;
  readonly minutes: number;
}
const samples: readonly Sample[] = Array.from({ length: 500 }, (_, index) => ({
  id: String(index + 1),
  place: `Desa ${((index * 7) % 353) + 1}`,
  minutes: (index * 37) % 90,
}));

function KitTable() {
  const format = useFormat();
  const [chosen, setChosen] = useState<string | null>('2');
  const columns = useMemo(
    (): Column<Sample>[] => [
      { id: 'number', name: 'Nomor', cell: (row) => `#${row.id}`, sortBy: (row) => Number(row.id), narrow: true },
      { id: 'place', name: 'Tempat', cell: (row) => row.place, sortBy: (row) => row.place },
      {
        id: 'state',
        name: 'Keadaan',
        cell: (row) => (
          <StatusDot tone={row.minutes > 60 ? 'life' : 'good'}>{row.minutes > 60 ? 'terlambat' : 'tepat'}</StatusDot>
        ),
      },
      {
        id: 'minutes',
        name: 'Menit',
        cell: (row) => format.number(row.minutes),
        sortBy: (row) => row.minutes,
        align: 'right',
        narrow: true,
      },
    ],
    [format],
  );
  return (
    <Card title="Tabel" flush>
      <div className="h-72 overflow-auto">
        <Table
          label="Tabel contoh"
          columns={columns}
          rows={samples}
          idOf={(row) => row.id}
          onOpen={(row) => setChosen(row.id)}
          selectedId={chosen}
          isUrgent={(row) => row.minutes > 80}
        />
      </div>
    </Card>
  );
}
