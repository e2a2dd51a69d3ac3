import { Printer } from 'lucide-react';
import { Letterhead } from '#features/people/console/Letterhead.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Page } from '#platform/ui/Page.tsx';
import { QueryView } from '#platform/ui/QueryView.tsx';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { useText } from '#platform/web/language.tsx';
import { usePathParam } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import { callerCaseId, caseEntryId } from '../../case.ts';
import { readLetter } from '../../case-contract.ts';
import { screenNames } from '../../screen-names.ts';
import { caseTexts as texts } from './texts.ts';
import './letter.css';

/** A letter of a case as it is printed, under the head of the regency. */
export function LetterPage() {
  const t = useText();
  const id = callerCaseId.parse(usePathParam('id'));
  const entryId = caseEntryId.parse(usePathParam('entryId'));
  const letter = useRoute(readLetter, { params: { id, entryId } });
  const print: Command = {
    id: 'case.print_letter',
    name: texts.printLetter,
    keys: ['Ctrl+P'],
    group: screenNames.letter,
    run: () => window.print(),
  };
  useCommands([print]);
  return (
    <Page title={t(screenNames.letter)} width="text">
      <div className="flex flex-wrap items-center gap-3 print:hidden">
        <CommandButton command={print} look="primary" icon={<Printer aria-hidden size={16} />} />
        <Link href={`/cases/${id}`}>{t(texts.back)}</Link>
      </div>
      <QueryView query={letter}>
        {({ text }) => (
          <article
            aria-label={t(screenNames.letter)}
            className="case-letter flex flex-col gap-6 rounded-lg border border-line bg-surface p-8"
          >
            <Letterhead />
            <p className="whitespace-pre-line leading-relaxed">{text}</p>
          </article>
        )}
      </QueryView>
    </Page>
  );
}
