import { create } from '@bufbuild/protobuf';
import { dayStart, toTimestamp } from './dates';
import { CampaignSpecSchema, CarryOver, type CampaignSpec } from '@/gen/fudai/campaign/v1/campaign_pb';

const zone = 'Asia/Shanghai';

/** A campaign to begin from: a fortnight from tomorrow's midnight, the usual bag of 50, a cup of 200 drops, and a budget. */
export const newSpec = (now: Date): CampaignSpec =>
  create(CampaignSpecSchema, {
    startTime: toTimestamp(dayStart(now, zone, 1)),
    endTime: toTimestamp(dayStart(now, zone, 15)),
    timeZone: zone,
    trigger: { minAmountFen: 2000n },
    templates: [
      {
        templateId: 'latte-3-off',
        displayName: '',
        valueFen: 300n,
        validDays: 14,
        benefit: { case: 'amountOff', value: { amountFen: 300n } },
      },
      {
        templateId: 'free-coffee',
        displayName: '',
        valueFen: 2800n,
        validDays: 30,
        benefit: { case: 'freeItem', value: {} },
      },
    ],
    recipe: [
      { templateId: 'latte-3-off', count: 49 },
      { templateId: 'free-coffee', count: 1 },
    ],
    bagLife: { seconds: 604_800n },
    growth: {
      steps: [
        { minHelpers: 0, drops: 10 },
        { minHelpers: 5, drops: 15 },
        { minHelpers: 15, drops: 25 },
      ],
      newFriendExtraDrops: 10,
      contributionPeriod: { seconds: 86_400n },
      dropsPerCup: 200n,
      carryOver: CarryOver.KEEP,
      maxCupsPerUser: 10,
      freeCoffeeTemplateId: 'free-coffee',
    },
    budget: { totalFen: 10_000_000n, dailyFen: 0n },
  });
