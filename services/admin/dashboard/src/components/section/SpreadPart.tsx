import type { ReactNode } from 'react';
import { barsHeight, barsOption } from '@/components/chart/bars';
import { DataTable, type Column } from '@/components/DataTable';
import { useI18n, type PlainKey } from '@/i18n';
import { Distribution, type Share } from './Distribution';
import { Part, type PartProps } from './Part';

interface Props extends Omit<PartProps, 'picture' | 'pictureHeight' | 'table'> {
  readonly shares: readonly Share[];
  /** What the counts count, and what they are spread over. */
  readonly counted: PlainKey;
  readonly by: PlainKey;
  /** Said where there is nothing to spread. */
  readonly none: PlainKey;
  /** What stands above the bars. */
  readonly lead?: ReactNode;
}

/** How a whole is spread: as bars with counts and shares, as a table, as a picture. */
export function SpreadPart({ shares, counted, by, none, lead, children, ...part }: Props) {
  const { t, count, share } = useI18n();
  const whole = shares.reduce((sum, each) => sum + each.count, 0n);
  const bars = {
    name: t(counted),
    labels: shares.map(({ label }) => label),
    values: shares.map(each => Number(each.count)),
    format: (value: number) => count(value),
  };
  const previous: Column<Share> = {
    name: t('chart.previous'),
    render: ({ before = 0n }) => count(before),
    figure: true,
  };
  const table = () => (
    <DataTable
      caption={t(part.title)}
      columns={[
        { name: t(by), render: row => row.label },
        { name: t(counted), render: row => count(row.count), figure: true },
        ...(shares.some(({ before }) => before !== undefined) ? [previous] : []),
        { name: t('funnel.share'), render: row => share(row.count, whole), figure: true },
      ]}
      rows={shares}
      rowKey={({ key }) => key}
    />
  );
  return (
    <Part
      {...part}
      picture={theme => barsOption(bars, theme)}
      pictureHeight={barsHeight(shares.length)}
      table={shares.length > 0 ? table : undefined}
    >
      {lead}
      {shares.length === 0 ? <p className="quiet">{t(none)}</p> : <Distribution shares={shares} />}
      {children}
    </Part>
  );
}
