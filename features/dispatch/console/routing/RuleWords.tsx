import { standInTexts } from '#features/agencies/cover-texts.ts';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { ToneIcon } from '#platform/ui/Notice.tsx';
import { useText } from '#platform/web/language.tsx';
import type { ProposedAgency, readProposal } from '../../routing-contract.ts';
import { routingScreenTexts as texts } from './texts.ts';

type Rule = RouteOutput<typeof readProposal>['rule'];

/** Which rule, in which version, and each of its conditions that held. */
export function RuleWords({ rule }: { rule: Rule }) {
  const t = useText();
  if (rule === null) return <span className="font-medium text-warn">{t(texts.none)}</span>;
  const { number, version } = rule;
  const why = rule.why.length === 0 ? t(texts.general) : rule.why.map((one) => t(one.said)).join('; ');
  return (
    <span>
      {number === null ? t(texts.ruleGone, { version }) : t(texts.ruleNow, { number, version })}: {why}
    </span>
  );
}

export type Covered = Pick<ProposedAgency, 'covers' | 'isOut'>;

/** For whom an agency stands in, or that it is out of service and nobody does. */
export function CoverLine({ cover }: { cover: Covered }) {
  const t = useText();
  if (cover.isOut)
    return (
      <p className="flex items-center gap-1 pl-7 text-sm font-medium text-life">
        <ToneIcon tone="life" size={14} />
        {t(texts.isOut)}
      </p>
    );
  return cover.covers.map((one) => (
    <p key={one.agencyName} className="pl-7 text-sm text-warn">
      {t(texts.standsInFor, { agency: one.agencyName, why: t(standInTexts[one.times]) })}
    </p>
  ));
}
