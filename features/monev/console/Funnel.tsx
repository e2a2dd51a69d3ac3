import { dispositionTexts } from '#features/calls/disposition-texts.ts';
import type { Text } from '#platform/shared/texts.ts';
import { cx } from '#platform/ui/tone.ts';
import { useFormat, useText } from '#platform/web/language.tsx';
import { type DispositionGroup, dispositionGroups, type FigureSet } from '../figure-set.ts';
import { funnelParts, kpiLabels } from '../kpi.ts';
import { FigureButton } from './FigureButton.tsx';
import { texts } from './texts.ts';

interface Segment {
  readonly id: string;
  readonly value: number;
  readonly fill: string;
}

const partFill: Readonly<Record<(typeof funnelParts)[number], string>> = {
  ANSWERED: 'fill-good',
  ABANDONED: 'fill-warn',
  IVR_ENDED: 'fill-line-strong',
  OVERFLOWED: 'fill-calm',
  FAILED: 'fill-ink',
  WAITING: 'fill-accent',
};
const groupFill: Readonly<Record<DispositionGroup | 'unclassified', string>> = {
  emergency: 'fill-accent',
  service: 'fill-calm',
  nuisance: 'fill-warn',
  doubtful: 'fill-line-strong',
  unclassified: 'fill-ink',
};
const groupTexts: Readonly<Record<DispositionGroup | 'unclassified', Text>> = {
  emergency: { id: 'Darurat dan gawat', en: 'Emergency and urgent' },
  service: { id: 'Pengaduan, informasi, diteruskan', en: 'Complaints, information, transfers' },
  nuisance: { id: 'Iseng dan palsu', en: 'Pranks and hoaxes' },
  doubtful: { id: 'Bisu, tidak sengaja, terputus, uji coba', en: 'Silent, accidental, dropped, test' },
  unclassified: { id: 'Belum diklasifikasi', en: 'Unclassified' },
};

/** The funnel (design: invariant 3): a picture for the eye, the same figures as a table for everybody. */
export function Funnel({ figures }: { figures: FigureSet }) {
  const t = useText();
  const format = useFormat();
  const offered = figures.count('OFFERED');
  const answered = figures.count('ANSWERED');
  const parts = funnelParts.map((id) => ({ id, value: figures.count(id), fill: partFill[id] }));
  const groups = groupSegments(figures);
  return (
    <div className="flex flex-col gap-4">
      <FunnelPicture parts={parts} groups={groups} label={t(texts.funnelPicture, { offered, answered })} />
      <div className="grid gap-4 lg:grid-cols-2">
        <PartTable heading={t(texts.shareOfOffered)} whole={offered}>
          {parts.map((part) => (
            <PartRow key={part.id} segment={part} whole={offered} name={t(kpiLabels[part.id])}>
              <FigureButton name={{ code: part.id, by: 'all', key: null }}>{format.number(part.value)}</FigureButton>
            </PartRow>
          ))}
          <PartRow
            segment={{ id: 'OFFERED', value: offered, fill: '' }}
            whole={offered}
            name={t(kpiLabels.OFFERED)}
            isSum
          >
            <FigureButton name={{ code: 'OFFERED', by: 'all', key: null }}>{format.number(offered)}</FigureButton>
          </PartRow>
        </PartTable>
        <PartTable heading={t(texts.shareOfAnswered)} whole={answered}>
          {groups.map((group) => (
            <PartRow key={group.id} segment={group} whole={answered} name={t(groupTexts[group.id])}>
              {format.number(group.value)}
            </PartRow>
          ))}
          <PartRow
            segment={{ id: 'ANSWERED', value: answered, fill: '' }}
            whole={answered}
            name={t(kpiLabels.ANSWERED)}
            isSum
          >
            {format.number(answered)}
          </PartRow>
        </PartTable>
      </div>
    </div>
  );
}

function groupSegments(figures: FigureSet): (Segment & { id: DispositionGroup | 'unclassified' })[] {
  // Object.keys forgets the key type; the groups are a constant.
  const groups = Object.keys(dispositionGroups) as DispositionGroup[];
  const sum = (group: DispositionGroup) =>
    dispositionGroups[group].reduce((total, code) => total + figures.count('DISPOSITIONS', 'disposition', code), 0);
  return [
    ...groups.map((id) => ({ id, value: sum(id), fill: groupFill[id] })),
    { id: 'unclassified', value: figures.count('UNCLASSIFIED'), fill: groupFill.unclassified },
  ];
}

const [width, barHeight, gap] = [1000, 56, 40];

/** Two bars: all offered calls by what became of them, below the answered ones, widened, by what they were. */
function FunnelPicture({
  parts,
  groups,
  label,
}: {
  parts: readonly Segment[];
  groups: readonly Segment[];
  label: string;
}) {
  const answeredEnd = placed(parts)[0]?.end ?? 0;
  const bottom = barHeight + gap;
  return (
    <svg
      viewBox={`0 0 ${width} ${bottom + barHeight}`}
      role="img"
      aria-label={label}
      className="h-auto w-full"
      preserveAspectRatio="none"
    >
      <Bar segments={placed(parts)} top={0} />
      {answeredEnd === 0 ? null : (
        <path d={`M0 ${barHeight}H${answeredEnd}L${width} ${bottom}H0Z`} className="fill-good-soft" />
      )}
      <Bar segments={placed(groups)} top={bottom} />
    </svg>
  );
}

type Placed = Segment & { start: number; end: number };

/** Side by side over the whole width, in proportion. */
function placed(segments: readonly Segment[]): Placed[] {
  const whole = segments.reduce((sum, one) => sum + one.value, 0);
  let end = 0;
  return segments.map((one) => {
    const start = end;
    end = whole === 0 ? 0 : start + (one.value / whole) * width;
    return { ...one, start, end };
  });
}

function Bar({ segments, top }: { segments: readonly Placed[]; top: number }) {
  const format = useFormat();
  return segments
    .filter((one) => one.end > one.start)
    .map((one) => (
      <g key={one.id}>
        <rect
          x={one.start}
          y={top}
          width={one.end - one.start}
          height={barHeight}
          className={cx(one.fill, 'stroke-surface')}
          strokeWidth={2}
        />
        {one.end - one.start < 70 ? null : (
          <text
            x={(one.start + one.end) / 2}
            y={top + barHeight / 2 + 8}
            textAnchor="middle"
            fontSize={24}
            className="fill-surface font-semibold"
          >
            {format.number(one.value)}
          </text>
        )}
      </g>
    ));
}

function PartTable({ heading, whole, children }: { heading: string; whole: number; children: React.ReactNode }) {
  const t = useText();
  return (
    <table className="w-full border-collapse text-left" data-whole={whole}>
      <thead>
        <tr className="border-b border-line-strong text-sm text-ink-soft">
          <th scope="col" className="py-1">
            {t(texts.part)}
          </th>
          <th scope="col" className="py-1 text-right">
            {t(texts.count)}
          </th>
          <th scope="col" className="py-1 text-right">
            {heading}
          </th>
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

interface PartRowProps {
  readonly segment: Segment;
  readonly whole: number;
  readonly name: string;
  readonly isSum?: boolean;
  readonly children: React.ReactNode;
}

function PartRow({ segment, whole, name, isSum, children }: PartRowProps) {
  const format = useFormat();
  return (
    <tr className={cx('border-b border-line', isSum === true && 'border-t-2 border-t-line-strong')}>
      <th scope="row" className={cx('py-1', isSum === true ? 'font-semibold' : 'font-normal')}>
        <span className="inline-flex items-center gap-2">
          <svg aria-hidden="true" width="14" height="14" className="shrink-0">
            {segment.fill === '' ? null : <rect width="14" height="14" rx="3" className={segment.fill} />}
          </svg>
          {name}
        </span>
      </th>
      <td className={cx('py-1 text-right', isSum === true && 'font-semibold')}>{children}</td>
      <td className="py-1 text-right text-ink-soft">{whole === 0 ? '–' : format.percent(segment.value / whole)}</td>
    </tr>
  );
}

/** Every disposition with its count. */
export function DispositionTable({ figures }: { figures: FigureSet }) {
  const t = useText();
  const format = useFormat();
  const answered = figures.count('ANSWERED');
  const named: Readonly<Record<string, Text>> = dispositionTexts;
  return (
    <PartTable heading={t(texts.shareOfAnswered)} whole={answered}>
      {figures.keys('DISPOSITIONS', 'disposition').map((code) => {
        const value = figures.count('DISPOSITIONS', 'disposition', code);
        const name = t(named[code] ?? { id: code, en: code });
        return (
          <PartRow key={code} segment={{ id: code, value, fill: '' }} whole={answered} name={name}>
            <FigureButton name={{ code: 'DISPOSITIONS', by: 'disposition', key: code }} of={name}>
              {format.number(value)}
            </FigureButton>
          </PartRow>
        );
      })}
    </PartTable>
  );
}
