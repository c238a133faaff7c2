import { useI18n } from '@/i18n';
import { CampaignReview_State, CampaignState, type Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';

/** When it runs, which version is in effect or was until it ended, who changed it last and why. */
export function CampaignFacts({ campaign }: { campaign: Campaign }) {
  const { t, moment } = useI18n();
  const { spec, state, review, publishedVersion, version } = campaign;
  const over = state === CampaignState.ENDED || state === CampaignState.ARCHIVED;
  const inEffect = over ? 'campaign.wasInEffect' : 'campaign.inEffect';
  const zone = spec?.timeZone ?? 'UTC';
  return (
    <dl className="facts">
      <div>
        <dt>{t('campaign.window')}</dt>
        <dd>
          {moment(spec?.startTime, zone)} – {moment(spec?.endTime, zone)} <span className="quiet">{zone}</span>
        </dd>
      </div>
      <div>
        <dt>{t('campaign.version')}</dt>
        <dd>
          {publishedVersion > 0 ? t(inEffect, { version: publishedVersion }) : t('campaign.noneInEffect')}
          {version > publishedVersion && ` · ${t('campaign.newest', { version })}`}
          {review?.state === CampaignReview_State.REQUESTED &&
            ` · ${t('campaign.reviewAsked', { version: review.version, actor: review.requester })}`}
          {review?.state === CampaignReview_State.APPROVED &&
            ` · ${t('campaign.approvedBy', { version: review.version, actor: review.approver })}`}
        </dd>
      </div>
      <div>
        <dt>{t('campaign.changed')}</dt>
        <dd>
          {moment(campaign.updateTime, zone)} · {campaign.updateActor}
          {campaign.updateReason && <span className="quiet"> “{campaign.updateReason}”</span>}
        </dd>
      </div>
    </dl>
  );
}
