import { CalendarOff, Copy, Megaphone, Printer, Repeat, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { dayOf } from '#platform/shared/time.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { ConfirmDialog } from '#platform/ui/Dialog.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView, useErrorText } from '#platform/ui/QueryView.tsx';
import { toast } from '#platform/ui/toasts.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useLanguage, useText, useZone } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { useRoute } from '#platform/web/query-options.ts';
import { readRota } from '../contract.ts';
import { screenNames } from '../screen-names.ts';
import { dayName } from './day-words.ts';
import { RotaGrid } from './RotaGrid.tsx';
import { nextWeekOf, plannedOf, type Rota } from './rota-edit.ts';
import { SpanBar } from './SpanBar.tsx';
import { leaveScreenTexts as leaveTexts, rotaTexts as texts } from './texts.ts';
import { useLiveRoster } from './use-live-roster.ts';
import { useRotaChanges } from './use-rota-changes.ts';
import { type ShownSpan, useSpan } from './use-span.ts';
import { WarningList } from './WarningList.tsx';
import './rota-print.css';

const FillDialog = part(() => import('./FillDialog.tsx').then((file) => file.FillDialog));
const LeaveDialog = part(() => import('./LeaveDialog.tsx').then((file) => file.LeaveDialog));

/** Who works when: planned here by supervisors, read by everybody of the room. */
export function RotaPage() {
  const t = useText();
  useLiveRoster();
  const mayPlan = useCan()('roster.plan');
  const place = useSpan(dayOf(new Date().toISOString(), useZone()));
  const rota = useRoute(readRota, { query: { from: place.span.from, to: place.span.to } });
  return (
    <Page title={t(screenNames.rota)} description={t(mayPlan ? texts.about : texts.aboutRead)}>
      <SpanBar place={place} />
      <QueryView query={rota}>
        {(shown) =>
          shown.people.length === 0 ? (
            <EmptyState title={t(texts.noPeopleAtAll)} />
          ) : mayPlan ? (
            <Planning rota={shown} span={place.span} onLater={place.goLater} />
          ) : (
            <Card flush>
              <RotaGrid rota={shown} days={place.span.days} />
            </Card>
          )
        }
      </QueryView>
    </Page>
  );
}

function Planning({ rota, span, onLater }: { rota: Rota; span: ShownSpan; onLater: () => void }) {
  const t = useText();
  const { language } = useLanguage();
  const errorText = useErrorText();
  const [open, setOpen] = useState<'fill' | 'leave' | 'publish' | null>(null);
  const { apply, undo, canUndo, publish } = useRotaChanges(rota, () => setOpen(null));
  const isWeek = span.view === 'week';
  const commands = {
    publish: {
      id: 'rota.publish',
      name: texts.publish,
      keys: ['F8'],
      group: screenNames.rota,
      when: () => (rota.unpublished === 0 ? texts.nothingNew : true),
      run: () => setOpen('publish'),
    },
    fill: { id: 'rota.fill', name: texts.fill, keys: ['F6'], group: screenNames.rota, run: () => setOpen('fill') },
    leave: { id: 'rota.leave', name: leaveTexts.title, group: screenNames.rota, run: () => setOpen('leave') },
    copy: {
      id: 'rota.copy_week',
      name: texts.copyWeek,
      group: screenNames.rota,
      run: () => {
        const change = nextWeekOf(plannedOf(rota));
        apply(change);
        toast(t(texts.copied, { count: change.add.length }));
        onLater();
      },
    },
    undo: {
      id: 'rota.undo',
      name: texts.undo,
      keys: ['Ctrl+Z'],
      group: screenNames.rota,
      when: () => (canUndo ? true : texts.nothingToUndo),
      run: undo,
    },
    print: { id: 'rota.print', name: texts.print, group: screenNames.rota, run: () => window.print() },
  } satisfies Record<string, Command>;
  useCommands(Object.values(commands).filter((command) => isWeek || command !== commands.copy));
  const codes = rota.templates.map(({ code }) => code).join(', ');
  return (
    <>
      <div className="flex flex-wrap items-center gap-2 print:hidden">
        <CommandButton command={commands.publish} look="primary" icon={<Megaphone aria-hidden size={16} />} />
        {rota.unpublished === 0 ? null : (
          <Badge tone="accent">{t(texts.unpublished, { count: rota.unpublished })}</Badge>
        )}
        <CommandButton command={commands.fill} icon={<Repeat aria-hidden size={16} />} />
        <CommandButton command={commands.leave} icon={<CalendarOff aria-hidden size={16} />} />
        {isWeek ? <CommandButton command={commands.copy} icon={<Copy aria-hidden size={16} />} /> : null}
        <CommandButton command={commands.undo} icon={<Undo2 aria-hidden size={16} />} />
        <CommandButton command={commands.print} icon={<Printer aria-hidden size={16} />} />
      </div>
      <Card flush>
        <RotaGrid rota={rota} days={span.days} onChange={apply} />
      </Card>
      <p className="text-sm text-ink-soft print:hidden">{t(texts.keys, { codes })}</p>
      <div className="print:hidden">
        <WarningList rota={rota} />
      </div>
      {open === 'fill' ? (
        <FillDialog
          rota={rota}
          span={span}
          onClose={() => setOpen(null)}
          onFill={(change) => {
            apply(change);
            setOpen(null);
          }}
        />
      ) : null}
      {open === 'leave' ? <LeaveDialog rota={rota} from={span.from} onClose={() => setOpen(null)} /> : null}
      <ConfirmDialog
        title={t(texts.publish)}
        confirmName={t(texts.publish)}
        isOpen={open === 'publish'}
        onClose={() => setOpen(null)}
        onConfirm={() => publish.mutate({ body: { from: span.from, to: span.to } })}
        isPending={publish.isPending}
        error={publish.error && errorText(publish.error)}
      >
        <p>
          {t(texts.publishQuestion, {
            count: rota.unpublished,
            span: `${dayName(span.from, language)} – ${dayName(span.to, language)}`,
          })}
        </p>
      </ConfirmDialog>
    </>
  );
}
