// What can be done with a campaign, when, by whom, and what it does. One row for each act: the bar and the dialog read this table.
import { campaigns } from '@/api/clients';
import type { KeyWith, PlainKey } from '@/i18n';
import {
  CampaignReview_State as Review,
  CampaignState as State,
  type Campaign,
} from '@/gen/fudai/admin/v1/campaigns_pb';
import type { Act } from './permissions';

/** What the dialog asks for. The request_id is made once for each dialog, so that a repeat of it is a repeat. */
export interface Input {
  readonly reason: string;
  readonly requestId: string;
  readonly copyId: string;
  readonly copyName: string;
}

export interface Action {
  readonly label: PlainKey;
  /** What will be so after it, for the confirmation; {name} and {version} stand for the campaign's. */
  readonly effect: KeyWith<'name' | 'version'>;
  readonly done: KeyWith<'name'>;
  readonly act: Act;
  readonly danger?: boolean;
  readonly needsReason?: boolean;
  /** True where the campaign's id must be typed, because nothing brings it back. */
  readonly needsId?: boolean;
  readonly asksCopy?: boolean;
  readonly available: (campaign: Campaign) => boolean;
  readonly run: (campaign: Campaign, input: Input) => Promise<{ campaign?: Campaign }>;
}

export type ActionName = 'submit' | 'approve' | 'reject' | 'publish' | 'pause' | 'resume' | 'end' | 'copy' | 'archive';

const unpublished = ({ version, publishedVersion }: Campaign): boolean => version > publishedVersion;
const over = ({ state }: Campaign): boolean => state === State.ENDED || state === State.ARCHIVED;
const reviewed = ({ review }: Campaign): Review => review?.state ?? Review.NONE;

/** True until the campaign is over. */
export const canEdit = (campaign: Campaign): boolean => !over(campaign);

const words = (name: ActionName) =>
  ({ label: `action.${name}`, effect: `effect.${name}`, done: `done.${name}` }) as const;

export const actions: Record<ActionName, Action> = {
  submit: {
    ...words('submit'),
    act: 'edit',
    available: campaign =>
      !over(campaign) && unpublished(campaign) && [Review.NONE, Review.UNSPECIFIED].includes(reviewed(campaign)),
    run: ({ campaignId }, { reason, requestId }) => campaigns.submitCampaign({ campaignId, reason, requestId }),
  },
  approve: {
    ...words('approve'),
    act: 'review',
    available: campaign => !over(campaign) && reviewed(campaign) === Review.REQUESTED,
    run: ({ campaignId, version }, { reason, requestId }) =>
      campaigns.approveCampaign({ campaignId, version, reason, requestId }),
  },
  reject: {
    ...words('reject'),
    act: 'review',
    needsReason: true,
    available: campaign => !over(campaign) && [Review.REQUESTED, Review.APPROVED].includes(reviewed(campaign)),
    run: ({ campaignId, version }, { reason, requestId }) =>
      campaigns.rejectCampaign({ campaignId, version, reason, requestId }),
  },
  publish: {
    ...words('publish'),
    act: 'run',
    available: campaign => !over(campaign) && unpublished(campaign),
    run: ({ campaignId, version }, { reason, requestId }) =>
      campaigns.publishCampaign({ campaignId, version, reason, requestId }),
  },
  pause: {
    ...words('pause'),
    act: 'run',
    danger: true,
    available: ({ state }) => state === State.ACTIVE || state === State.SCHEDULED,
    run: ({ campaignId }, { reason, requestId }) => campaigns.pauseCampaign({ campaignId, reason, requestId }),
  },
  resume: {
    ...words('resume'),
    act: 'run',
    available: ({ state }) => state === State.PAUSED,
    run: ({ campaignId }, { reason, requestId }) => campaigns.resumeCampaign({ campaignId, reason, requestId }),
  },
  end: {
    ...words('end'),
    act: 'run',
    danger: true,
    needsId: true,
    available: ({ state }) => [State.ACTIVE, State.SCHEDULED, State.PAUSED].includes(state),
    run: ({ campaignId }, { reason }) => campaigns.endCampaign({ campaignId, reason }),
  },
  copy: {
    ...words('copy'),
    act: 'edit',
    asksCopy: true,
    available: () => true,
    run: ({ campaignId, version }, { reason, copyId, copyName }) =>
      campaigns.copyCampaign({
        sourceCampaignId: campaignId,
        sourceVersion: version,
        campaignId: copyId,
        displayName: copyName,
        reason,
      }),
  },
  archive: {
    ...words('archive'),
    act: 'edit',
    danger: true,
    available: ({ state }) => state === State.ENDED,
    run: ({ campaignId }, { reason }) => campaigns.archiveCampaign({ campaignId, reason }),
  },
};
