import { CalendarPlus } from 'lucide-react';
import { useState } from 'react';
import type { RouteOutput } from '#platform/shared/contract.ts';
import { Badge } from '#platform/ui/Badge.tsx';
import { Button } from '#platform/ui/Button.tsx';
import { Link } from '#platform/ui/Link.tsx';
import { Notice } from '#platform/ui/Notice.tsx';
import { Card, Page } from '#platform/ui/Page.tsx';
import { EmptyState, QueryView } from '#platform/ui/QueryView.tsx';
import { Select } from '#platform/ui/Select.tsx';
import { useFormat, useText } from '#platform/web/language.tsx';
import { part } from '#platform/web/part.tsx';
import { useCan } from '#platform/web/permissions.tsx';
import { usePlace } from '#platform/web/place.ts';
import { useRoute } from '#platform/web/query-options.ts';
import { type ProposalView, proposalDays, readProposals } from '../contract.ts';
import { screenNames } from '../screen-names.ts';
import { audienceTexts, kindTexts } from '../texts.ts';
import { emptyCampaign } from './empty-campaign.ts';
import { proposalTexts as texts } from './texts.ts';
import { useLiveCampaigns } from './use-live-campaigns.ts';

const NewCampaignDialog = part(() => import('./CampaignDialog.tsx').then((file) => file.NewCampaignDialog));

/** Where and when pranks come from, in words, and a plan with one press. */
export function ProposalsPage() {
  const t = useText();
  useLiveCampaigns();
  const [place, setPlace] = usePlace('days');
  const days = proposalDays.find((one) => String(one) === place) ?? 90;
  const found = useRoute(readProposals, { query: { days } }, { keepPrevious: true });
  const [taken, setTaken] = useState<ProposalView | null>(null);
  return (
    <Page title={t(screenNames.proposals)} description={t(texts.about)}>
      <div className="flex flex-wrap items-end justify-between gap-3">
        <div className="w-60">
          <Select
            label={t(texts.span)}
            options={proposalDays.map((one) => ({ id: String(one), name: t(texts.days, { days: one }) }))}
            value={String(days)}
            onChange={setPlace}
          />
        </div>
        <Link href="/campaigns">{t(screenNames.campaigns)}</Link>
      </div>
      <QueryView query={found}>{(answer) => <Proposals answer={answer} onTake={setTaken} />}</QueryView>
      {taken === null ? null : (
        <NewCampaignDialog
          begun={{
            ...emptyCampaign,
            audience: taken.audience,
            kind: taken.kind,
            places: [{ code: taken.villages[0]?.code ?? taken.district, school: null }],
          }}
          onClose={() => setTaken(null)}
        />
      )}
    </Page>
  );
}

interface ProposalsProps {
  readonly answer: RouteOutput<typeof readProposals>;
  readonly onTake: (proposal: ProposalView) => void;
}

function Proposals({ answer, onTake }: ProposalsProps) {
  const t = useText();
  const format = useFormat();
  const mayEdit = useCan()('campaign.edit');
  const { total, placed, hidden, proposals } = answer;
  if (total === null) return <EmptyState title={t(texts.few)}>{t(texts.fewMore)}</EmptyState>;
  return (
    <>
      <Notice tone={placed === null || placed / total < 0.5 ? 'warn' : 'calm'}>
        {placed === null
          ? t(texts.unknown, { total: format.number(total) })
          : t(texts.known, {
              placed: format.number(placed),
              total: format.number(total),
              share: format.percent(placed / total, 0),
            })}
      </Notice>
      <ul className="grid gap-3 lg:grid-cols-2">
        {proposals.map((proposal) => (
          <li key={proposal.district}>
            <Card title={t(texts.district, { name: proposal.name })}>
              <Explained proposal={proposal} />
              {mayEdit ? (
                <Button
                  size="small"
                  icon={<CalendarPlus aria-hidden size={14} />}
                  aria-label={`${t(texts.take)}: ${proposal.name}`}
                  onPress={() => onTake(proposal)}
                >
                  {t(texts.take)}
                </Button>
              ) : null}
            </Card>
          </li>
        ))}
      </ul>
      {hidden === 0 ? null : <p className="text-ink-soft">{t(texts.hidden, { count: hidden })}</p>}
    </>
  );
}

/** `41 panggilan iseng, 60 % di antaranya Senin–Jumat pukul 13–16, 75 % dari anak.` and what follows from it. */
function Explained({ proposal }: { proposal: ProposalView }) {
  const t = useText();
  const format = useFormat();
  const { count, window, childShare, villages, kind, audience, isRecent } = proposal;
  const when =
    window === null
      ? null
      : t(window.share === null ? texts.windowMost : texts.windowShare, {
          share: window.share === null ? '' : format.percent(window.share, 0),
          days: t(texts[window.days]),
          from: window.fromHour,
          to: window.toHour,
        });
  const children = childShare === null ? null : t(texts.children, { share: format.percent(childShare, 0) });
  const said = [t(texts.calls, { count: format.number(count) }), when, children].filter((one) => one !== null);
  return (
    <div className="flex flex-col gap-1 pb-2">
      <p>{said.join(', ')}.</p>
      {villages.length === 0 ? null : (
        <p className="text-ink-soft">
          {t(texts.villages, {
            villages: villages.map((one) => `${one.name} (${format.number(one.count)})`).join(', '),
          })}
        </p>
      )}
      <p className="font-medium">
        {t(texts.suggestion, { kind: t(kindTexts[kind]), audience: t(audienceTexts[audience]) })}
      </p>
      {isRecent ? <Badge tone="warn">{t(texts.recent)}</Badge> : null}
    </div>
  );
}
