import { Button } from 'antd';
import { DataTable, type Column } from '@/components/DataTable';
import { useI18n } from '@/i18n';
import { toCsv } from '@/lib/csv';
import { downloadCsv } from '@/lib/download';
import { fenToDecimal, formatFen } from '@/lib/money';
import type { Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';
import type { CampaignSummary } from '@/gen/fudai/admin/v1/stats_pb';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly given: bigint;
  readonly valueFen: bigint | undefined;
}

/** The coupons that left bags, by template. */
export function CouponsGiven({ summary, campaign }: { summary: CampaignSummary; campaign: Campaign }) {
  const { t, count, share } = useI18n();
  const templates = new Map(campaign.spec?.templates.map(each => [each.templateId, each]));
  const rows: Row[] = Object.entries(summary.couponsByTemplate)
    .map(([id, given]) => ({
      id,
      given,
      name: templates.get(id)?.displayName ?? id,
      valueFen: templates.get(id)?.valueFen,
    }))
    .sort((a, b) => Number(b.given - a.given));
  const columns: Column<Row>[] = [
    { name: t('coupons.name'), render: row => row.name },
    { name: t('coupons.template'), render: row => <code>{row.id}</code> },
    {
      name: t('coupons.value'),
      render: row => (row.valueFen === undefined ? '–' : formatFen(row.valueFen)),
      figure: true,
    },
    { name: t('coupons.given'), render: row => count(row.given), figure: true },
    { name: t('coupons.share'), render: row => share(row.given, summary.couponsIssued), figure: true },
  ];
  const save = (): void =>
    downloadCsv(
      `${campaign.campaignId}-coupons.csv`,
      toCsv(
        [t('coupons.name'), t('coupons.template'), t('coupons.valueYuan'), t('coupons.given')],
        rows.map(row => [row.name, row.id, row.valueFen === undefined ? '' : fenToDecimal(row.valueFen), row.given]),
      ),
    );
  if (rows.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="coupons-title">
      <div className="panel-head">
        <h2 className="panel-title" id="coupons-title">
          {t('coupons.title')}
        </h2>
        <Button size="small" onClick={save}>
          {t('chart.csv')}
        </Button>
      </div>
      <DataTable caption={t('coupons.title')} columns={columns} rows={rows} rowKey={row => row.id} />
    </section>
  );
}
