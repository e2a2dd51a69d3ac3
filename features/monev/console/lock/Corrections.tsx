import { useState } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Button } from '#platform/ui/Button.tsx';
import { Dialog } from '#platform/ui/Dialog.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import type { readMonth } from '../../contract.ts';
import { parseFigureName } from '../../figure-set.ts';
import { isKpiCode, kpiLabels } from '../../kpi.ts';
import type { FigureChange } from '../../lock.ts';
import type { Figure } from '../../month.ts';
import { FigureButton } from '../FigureButton.tsx';
import { FigureValue } from '../FigureValue.tsx';
import { useFigureWords } from '../figure-words.ts';
import { texts } from './texts.ts';

type Month = RouteOutput<typeof readMonth>;
const CorrectedRows = part(() => import('./CorrectedRows.tsx').then((file) => file.CorrectedRows));

/** What is otherwise than when the month was locked: the locked value stays, today's stands beside it, each opens its rows. */
export function Corrections({ month, nameOf }: { month: Month; nameOf: (code: string) => string }) {
  const t = useText();
  const canSeeRows = useCan()('monev.rows');
  const [isOpen, setOpen] = useState(false);
  const { correction, edition } = month;
  if (correction === null || edition === null) return null;
  const { rows, figures, redefined } = correction;
  if (rows === 0 && figures.length === 0 && redefined.length === 0) return null;
  const names = redefined.map((code) => (isKpiCode(code) ? t(kpiLabels[code]) : code)).join(', ');
  return (
    <Card
      title={t(texts.corrections)}
      tone="warn"
      actions={
        canSeeRows && rows > 0 ? (
          <Button size="small" onPress={() => setOpen(true)}>
            {t(texts.showRows)}
          </Button>
        ) : null
      }
    >
      <p className="pb-2">{t(texts.correctionsOf, { rows, figures: figures.length })}</p>
      {redefined.length === 0 ? null : <p className="pb-2">{t(texts.redefined, { names })}</p>}
      {figures.length === 0 ? null : <ChangeTable figures={figures} nameOf={nameOf} />}
      <Dialog title={t(texts.corrections)} isOpen={isOpen} onClose={() => setOpen(false)} size="wide">
        <CorrectedRows month={month.month} edition={edition} />
      </Dialog>
    </Card>
  );
}

function ChangeTable({ figures, nameOf }: { figures: readonly FigureChange[]; nameOf: (code: string) => string }) {
  const t = useText();
  const wordsOf = useFigureWords();
  return (
    <table aria-label={t(texts.corrections)} className="w-full max-w-4xl border-collapse text-left">
      <thead>
        <tr className="border-b border-line-strong text-sm text-ink-soft">
          <th scope="col" className="px-2 py-1">
            {t(texts.figure)}
          </th>
          {[texts.lockedValue, texts.valueNow].map((heading) => (
            <th key={heading.en} scope="col" className="px-2 py-1 text-right">
              {t(heading)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figures.map(({ before, after }) => {
          const name = nameOfFigure(before ?? after);
          if (name === null) return null;
          const of = name.by === 'all' || name.by === 'within' ? null : nameOf(name.key ?? '');
          const label = [wordsOf(name).label, of].filter(Boolean).join(' – ');
          return (
            <tr key={`${name.code}/${name.by}/${name.key}`} className="border-b border-line">
              <th scope="row" className="px-2 py-1 font-medium">
                {label}
              </th>
              {[before, after].map((figure, index) => (
                <td key={index === 0 ? 'locked' : 'now'} className="px-2 py-1 text-right">
                  {figure === null ? (
                    <FigureValue figure={null} />
                  ) : (
                    <FigureButton name={name} isNow={index === 1} {...(of === null ? {} : { of })}>
                      <FigureValue figure={figure} />
                    </FigureButton>
                  )}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Null for a figure that this program no longer knows. */
const nameOfFigure = (figure: Figure | null) =>
  figure === null
    ? null
    : parseFigureName(figure.by === 'all' ? figure.code : `${figure.code}~${figure.by}~${figure.key ?? ''}`);
