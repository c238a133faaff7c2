import { Button } from 'antd';
import { useState } from 'react';
import { useFunnel } from '@/api/useGrowth';
import { ErrorNote } from '@/components/ErrorNote';
import { Loading } from '@/components/Loading';
import { useI18n } from '@/i18n';
import { toCsv } from '@/lib/csv';
import { downloadCsv } from '@/lib/download';
import { funnelCells, funnelRows, isEmptyFunnel } from '@/lib/funnel';
import { isWholeLife, type Range } from '@/lib/range';
import { fileOf, type Subject } from '@/lib/subject';
import { DaysNote } from '@/components/section/DaysNote';
import { EarlierError } from '@/components/section/EarlierError';
import { FunnelSteps } from './FunnelSteps';
import { FunnelTable } from './FunnelTable';

interface Props {
  readonly subject: Subject;
  readonly days: Range;
  /** The days to compare with, if any. */
  readonly previous: Range | undefined;
}

/** From orders to second orders: as bars or as a table, alone or beside the days before, to keep as CSV. */
export function FunnelPanel({ subject, days, previous }: Props) {
  const { t } = useI18n();
  const current = useFunnel(subject.campaignId, days);
  const before = useFunnel(subject.campaignId, previous);
  const [asTable, setAsTable] = useState(false);
  const wholeLife = isWholeLife(days);
  const funnel = current.data?.funnel;
  const rows = funnel ? funnelRows(funnel, previous && before.data?.funnel, wholeLife) : [];
  const compared = rows.some(row => row.previous !== undefined);
  const empty = isEmptyFunnel(rows);
  const header = [t('funnel.step'), t('funnel.count')];
  const save = (): void =>
    downloadCsv(
      `${fileOf(subject)}-funnel.csv`,
      toCsv(compared ? [...header, t('chart.previous')] : header, funnelCells(rows, t)),
    );
  return (
    <section className="panel" aria-labelledby="funnel-title">
      <div className="panel-head">
        <h2 className="panel-title" id="funnel-title">
          {t('funnel.title')}
        </h2>
        <div className="panel-actions">
          <Button size="small" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
            {t(asTable ? 'chart.asChart' : 'chart.asTable')}
          </Button>
          <Button size="small" disabled={empty} onClick={save}>
            {t('chart.csv')}
          </Button>
        </div>
      </div>
      {current.error && <ErrorNote error={current.error} onRetry={() => void current.refetch()} />}
      <EarlierError query={before} />
      {current.isLoading && <Loading rows={7} />}
      {funnel && empty && <p className="quiet chart-empty">{t(wholeLife ? 'funnel.none' : 'chart.empty')}</p>}
      {!empty && (asTable ? <FunnelTable rows={rows} /> : <FunnelSteps rows={rows} />)}
      {!empty && !wholeLife && <p className="quiet chart-foot">{t('funnel.lead')}</p>}
      {current.data && <DaysNote days={days} zone={current.data.timeZone} />}
    </section>
  );
}
