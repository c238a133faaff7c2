import { DataTable, type Column } from '@/components/DataTable';
import { useI18n, type I18n } from '@/i18n';
import { formatFen } from '@/lib/money';
import { specChanges, type SpecChange } from '@/lib/specChanges';
import { specFields } from '@/lib/specFields';
import { patternOf } from '@/lib/specPath';
import type { CampaignSpec } from '@/gen/fudai/campaign/v1/campaign_pb';
import { placeWords } from './placeWords';

interface Props {
  readonly base: CampaignSpec;
  readonly mine: CampaignSpec;
  readonly theirs: CampaignSpec;
}

/** What each of two people has changed since both began from the same. */
export function Differences({ base, mine, theirs }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const say = (change: SpecChange, value: string | undefined): string =>
    valueWords(i18n, change.path, value, mine.timeZone);
  const columns: Column<SpecChange>[] = [
    {
      name: t('edit.field'),
      render: change => (
        <>
          {placeWords(i18n, mine, change.path)}{' '}
          {change.clash && <span className="tag tag-gold">{t('edit.bothChanged')}</span>}
        </>
      ),
    },
    { name: t('edit.before'), render: change => say(change, change.before) },
    { name: t('edit.theirs'), render: change => say(change, change.theirs) },
    { name: t('edit.mine'), render: change => say(change, change.mine) },
  ];
  return (
    <DataTable
      caption={t('edit.differences')}
      columns={columns}
      rows={specChanges(base, mine, theirs)}
      rowKey={change => change.path}
    />
  );
}

// The value as the form shows it, from its JSON.
function valueWords({ moment }: I18n, path: string, value: string | undefined, zone: string): string {
  if (value === undefined) return '–';
  const kind = specFields[patternOf(path)]?.kind;
  if (kind === 'yuan') return formatFen(BigInt(value));
  if (kind === 'moment') return moment(new Date(value), zone);
  return value;
}
