// What may not change once a campaign has been published, said while it is being typed: services/admin/campaigns/edit_rules.h, which has
// the last word, gives the reasons.
import type { I18n } from '@/i18n';
import type { CampaignSpec } from '@/gen/fudai/campaign/v1/campaign_pb';
import { toDate } from './dates';
import { formatFen } from './money';

export interface EditFinding {
  /** Path of the field. */
  readonly field: string;
  /** What is wrong with it and what would be right, in the reader's language. */
  readonly words: (i18n: I18n) => string;
}

/** One finding for each field of an edited campaign that bags, cups and budgets which are out depend on. */
export const editFindings = (published: CampaignSpec, edited: CampaignSpec, now: Date): EditFinding[] => [
  ...timeFindings(published, edited, now),
  ...templateFindings(published, edited),
  ...countFindings(published, edited),
  ...capFindings('budget.total_fen', published.budget?.totalFen, edited.budget?.totalFen),
  ...capFindings('budget.daily_fen', published.budget?.dailyFen, edited.budget?.dailyFen),
];

function timeFindings(published: CampaignSpec, edited: CampaignSpec, now: Date): EditFinding[] {
  const found: EditFinding[] = [];
  const { timeZone: zone } = published;
  if (edited.timeZone !== zone) {
    found.push({ field: 'time_zone', words: ({ t }) => t('frozen.zone', { value: edited.timeZone, published: zone }) });
  }
  const [start, editedStart] = [toDate(published.startTime), toDate(edited.startTime)];
  if (start && start <= now && editedStart?.getTime() !== start.getTime()) {
    found.push({
      field: 'start_time',
      words: ({ t, moment }) => t('frozen.start', { published: moment(start, zone) }),
    });
  }
  const end = toDate(edited.endTime);
  if (end && end <= now) {
    found.push({ field: 'end_time', words: ({ t, moment }) => t('frozen.end', { value: moment(end, zone) }) });
  }
  return found;
}

function templateFindings(published: CampaignSpec, edited: CampaignSpec): EditFinding[] {
  return published.templates.flatMap(({ templateId, displayName, budgetFen }) => {
    const index = edited.templates.findIndex(each => each.templateId === templateId);
    const name = displayName || templateId;
    return index >= 0
      ? capFindings(`templates[${index}].budget_fen`, budgetFen, edited.templates[index]?.budgetFen)
      : [{ field: 'templates', words: ({ t }: I18n) => t('frozen.template', { name, id: templateId }) }];
  });
}

function countFindings(published: CampaignSpec, edited: CampaignSpec): EditFinding[] {
  const found: EditFinding[] = [];
  const drops = published.growth?.dropsPerCup ?? 0n;
  if ((edited.growth?.dropsPerCup ?? 0n) !== drops) {
    found.push({
      field: 'growth.drops_per_cup',
      words: ({ t, count }) => t('frozen.drops', { published: count(drops) }),
    });
  }
  if (edited.holdoutPermille !== published.holdoutPermille) {
    const share = published.holdoutPermille / 1000;
    found.push({
      field: 'holdout_permille',
      words: ({ t, percent }) => t('frozen.holdout', { published: percent(share) }),
    });
  }
  return found;
}

// A cap, 0 for none, may be raised or lifted.
function capFindings(field: string, before = 0n, after = 0n): EditFinding[] {
  if (after === before || after === 0n || (before > 0n && after > before)) return [];
  const [value, published] = [formatFen(after), formatFen(before)];
  return [
    {
      field,
      words: ({ t }) => (before === 0n ? t('frozen.newCap', { value }) : t('frozen.lowerCap', { value, published })),
    },
  ];
}
