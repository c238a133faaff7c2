import { useI18n, type PlainKey } from '@/i18n';
import { CampaignState } from '@/gen/fudai/admin/v1/campaigns_pb';

const looks: Record<CampaignState, { label: PlainKey; tone: string }> = {
  [CampaignState.UNSPECIFIED]: { label: 'state.unknown', tone: 'quiet' },
  [CampaignState.DRAFT]: { label: 'state.draft', tone: 'quiet' },
  [CampaignState.IN_REVIEW]: { label: 'state.inReview', tone: 'gold' },
  [CampaignState.SCHEDULED]: { label: 'state.scheduled', tone: 'blue' },
  [CampaignState.ACTIVE]: { label: 'state.active', tone: 'green' },
  [CampaignState.PAUSED]: { label: 'state.paused', tone: 'gold' },
  [CampaignState.ENDED]: { label: 'state.ended', tone: 'quiet' },
  [CampaignState.ARCHIVED]: { label: 'state.archived', tone: 'quiet' },
};

export const stateLabel = (state: CampaignState): PlainKey => looks[state].label;

/** Where a campaign is in its life. */
export function StateTag({ state }: { state: CampaignState }) {
  const { t } = useI18n();
  const { label, tone } = looks[state];
  return (
    <span className={`tag tag-${tone}`} data-state={CampaignState[state]}>
      {t(label)}
    </span>
  );
}
