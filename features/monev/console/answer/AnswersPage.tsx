import { ArrowLeft, Printer } from 'lucide-react';
import { Letterhead } from '#features/people/console/Letterhead.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Page } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePlaces } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import { readAnswers } from '../../answer-contract.ts';
import { MonthPicker } from '../MonthPicker.tsx';
import '../print.css';
import { AgencyTable } from './AgencyTable.tsx';
import { texts } from './texts.ts';

const AgencyAnswer = part(() => import('./AgencyAnswer.tsx').then((file) => file.AgencyAnswer));
const AnswerSettingCard = part(() => import('./AnswerSettingCard.tsx').then((file) => file.AnswerSettingCard));

/** Agencies answer for themselves: all of them for who leads, one's own for an agency. */
export function AnswersPage() {
  const t = useText();
  const can = useCan();
  const [place, setPlace] = usePlaces();
  const asked = place.month;
  const answer = useRoute(
    readAnswers,
    { query: asked === undefined ? {} : { month: asked } },
    { keepPrevious: true, refreshMs: 60_000 },
  );
  // An agency has itself alone.
  const own = can('answer.explain') && answer.data?.items.length === 1 ? answer.data.items[0]?.agency.id : undefined;
  const agencyId = place.agency ?? own;
  const choose = (month: string) => setPlace({ month, figure: null });
  return (
    <Page
      title={t(texts.page)}
      description={t(texts.about)}
      actions={
        <div className="flex gap-2 print:hidden">
          {place.agency === undefined || own !== undefined ? null : (
            <Button
              icon={<ArrowLeft aria-hidden size={16} />}
              onPress={() => setPlace({ agency: null, figure: null, shift: null, person: null })}
            >
              {t(texts.back)}
            </Button>
          )}
          <Button icon={<Printer aria-hidden size={16} />} onPress={() => window.print()}>
            {t(texts.print)}
          </Button>
        </div>
      }
    >
      <Letterhead />
      <QueryView query={answer}>
        {(found) => (
          <>
            <MonthPicker months={found.months} month={found.month} onChoose={choose} />
            {agencyId === undefined ? (
              <>
                <AgencyTable answers={found} onOpen={(id) => setPlace({ agency: id })} />
                {can('setting.read') ? <AnswerSettingCard /> : null}
              </>
            ) : (
              <AgencyAnswer key={agencyId} id={agencyId} month={found.month} />
            )}
          </>
        )}
      </QueryView>
    </Page>
  );
}
