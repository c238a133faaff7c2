import { timestampDate } from '@bufbuild/protobuf/wkt';
import type { I18n } from '@/i18n';
import type { Cell } from '@/lib/csv';
import { toLocal } from '@/lib/dates';
import { fenToDecimal } from '@/lib/money';
import type { Series, Unit } from '@/lib/metrics';
import type { QueryTimeseriesResponse } from '@/gen/fudai/admin/v1/stats_pb';

/** One bucket of a series, with the one at the same place of the stretch before. */
export interface SeriesRow {
  readonly start: Date;
  readonly value: bigint;
  readonly previous?: bigint;
}

export const seriesRows = (
  current: QueryTimeseriesResponse | undefined,
  previous: QueryTimeseriesResponse | undefined,
): SeriesRow[] =>
  (current?.points ?? []).flatMap(({ startTime, value }, index) =>
    startTime ? [{ start: timestampDate(startTime), value, previous: previous?.points[index]?.value }] : [],
  );

/** Header and rows for a spreadsheet: local times of the zone, amounts in yuan. */
export function seriesCsv(rows: readonly SeriesRow[], series: Series, zone: string, { t }: I18n): [string[], Cell[][]] {
  const compared = rows.some(row => row.previous !== undefined);
  const name = series.unit === 'fen' ? t('csv.yuan', { metric: t(series.label) }) : t(series.label);
  const header = [t('csv.time', { zone }), name, ...(compared ? [t('csv.previous', { metric: name })] : [])];
  return [
    header,
    rows.map(({ start, value, previous }) => [
      toLocal(start, zone).replace('T', ' '),
      plain(value, series.unit),
      ...(compared ? [previous === undefined ? '' : plain(previous, series.unit)] : []),
    ]),
  ];
}

const plain = (value: bigint, unit: Unit): Cell => (unit === 'fen' ? fenToDecimal(value) : value);
