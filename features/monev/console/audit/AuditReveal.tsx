import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import { dispositionTexts } from '#features/calls/disposition-texts.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import type { Text } from '#platform/shared/texts.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { CommandButton } from '#platform/ui/CommandParts.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card } from '#platform/ui/Page.tsx';
import { DefinitionList } from '#platform/ui/Timeline.tsx';
import type { Tone } from '#platform/ui/tone.ts';
import { type Command, useCommands } from '#platform/web/commands.ts';
import { type Translate, useText } from '#platform/web/language.tsx';
import type { Agreement } from '../../audit.ts';
import type { AuditRow, judgeAudit } from '../../audit-contract.ts';
import { agreementTexts, matchTexts, secondCodeTexts } from '../../audit-texts.ts';
import { texts } from './texts.ts';

export const agreementTones: Readonly<Record<Agreement, Tone>> = {
  agrees: 'good',
  emergency: 'life',
  otherwise: 'warn',
  unheard: 'neutral',
};

const words: Readonly<Record<string, Text>> = dispositionTexts;
/** What a call was first closed as. */
export const firstWords = (code: string, t: Translate): string => t(words[code] ?? { id: code, en: code });

/** Why a call was audited: drawn, matched by an incident, or both. */
export function AuditWhy({ audit }: { audit: Pick<AuditRow, 'isRandom' | 'match'> }): ReactNode {
  const t = useText();
  const { isRandom, match } = audit;
  return (
    <span className="flex flex-wrap items-center gap-2">
      {isRandom ? <Badge>{t(texts.random)}</Badge> : null}
      {match === null ? null : (
        <Link href={`/incidents/${match.incidentId}`}>
          {t(texts.matched, { number: match.number, by: t(matchTexts[match.by]) })}
        </Link>
      )}
    </span>
  );
}

interface AuditRevealProps {
  readonly judged: RouteOutput<typeof judgeAudit>;
  readonly onNext: () => void;
}

/** What the first judgement was, and what follows. */
export function AuditReveal({ judged, onNext }: AuditRevealProps) {
  const t = useText();
  const next: Command = {
    id: 'audit.next',
    name: texts.next,
    keys: ['Ctrl+Enter'],
    group: texts.page,
    run: onNext,
  };
  useCommands([next]);
  return (
    <Card title={t(texts.reveal, { number: judged.number })} tone={agreementTones[judged.agreement]}>
      <div className="flex flex-col gap-4" aria-live="polite">
        <div>
          <Badge tone={agreementTones[judged.agreement]}>{t(agreementTexts[judged.agreement])}</Badge>
        </div>
        <DefinitionList
          items={[
            { term: t(texts.first), value: firstWords(judged.firstCode, t) },
            { term: t(texts.second), value: t(secondCodeTexts[judged.secondCode]) },
            { term: t(texts.why), value: <AuditWhy audit={judged} /> },
          ]}
        />
        {judged.reopened ? (
          <Notice tone="life">
            <p>{t(texts.reopened)}</p>
            <Link href="/calls/lost">{t(texts.openLost)}</Link>
          </Notice>
        ) : null}
        <div className="flex flex-wrap items-center gap-3">
          <CommandButton command={next} look="primary" icon={<ArrowRight aria-hidden size={16} />} />
          <Link href={`/calls/${judged.callId}`}>{t(texts.openCall)}</Link>
        </div>
      </div>
    </Card>
  );
}
