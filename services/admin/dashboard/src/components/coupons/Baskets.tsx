import { barsHeight, barsOption } from '@/components/chart/bars';
import { DataTable } from '@/components/DataTable';
import { ChartPart } from '@/components/section/ChartPart';
import { Part } from '@/components/section/Part';
import { useBefore } from '@/components/section/useBefore';
import { useI18n } from '@/i18n';
import type { Cell } from '@/lib/csv';
import { yuanFormats } from '@/lib/formats';
import { formatMeanFen, meanToDecimal } from '@/lib/money';
import { comparedTemplates, templateName, type ComparedTemplate as Compared, type Template } from '@/lib/templates';

interface Props {
  readonly templates: readonly Template[];
  /** Those of the range before, if that is compared. */
  readonly before: readonly Template[] | undefined;
  readonly file: string;
}

/** What orders with coupons cost before discount, by template. */
export function Baskets({ templates, before, file }: Props) {
  const { t, locale } = useI18n();
  const rows = comparedTemplates(templates, before)
    .filter(each => [each.now, each.before].some(template => template?.meanBasketFen !== undefined))
    .sort((a, b) => (b.now.meanBasketFen ?? 0) - (a.now.meanBasketFen ?? 0));
  const numbers = [t('templates.baskets'), t('csv.yuan', { metric: t('templates.basket') }), t('templates.items')];
  const part = {
    name: 'baskets',
    title: 'templates.basketTitle',
    definition: 'templates.basketDefinition',
    file,
    header: [t('coupons.name'), ...numbers, ...(before ? numbers.map(metric => t('csv.previous', { metric })) : [])],
    cells: rows.map(each => [
      templateName(each.now),
      ...numbersOf(each.now),
      ...(each.before ? numbersOf(each.before) : []),
    ]),
  } as const;
  if (rows.length === 0) {
    return (
      <Part {...part}>
        <p className="quiet">{t('templates.noneUsed')}</p>
      </Part>
    );
  }
  const bars = {
    name: t('templates.basket'),
    labels: rows.map(({ now }) => templateName(now)),
    values: rows.map(({ now: { meanBasketFen } }) => (meanBasketFen === undefined ? undefined : meanBasketFen / 100)),
    format: yuanFormats(locale).format,
  };
  return (
    <ChartPart
      {...part}
      option={theme => barsOption(bars, theme)}
      height={barsHeight(rows.length)}
      label={t('templates.basketTitle')}
      table={() => <BasketTable rows={rows} />}
    />
  );
}

const numbersOf = ({ baskets, meanBasketFen, meanItems }: Template): Cell[] => [
  baskets,
  meanToDecimal(meanBasketFen),
  meanItems ?? '',
];

function BasketTable({ rows }: { rows: readonly Compared[] }) {
  const { t, count, decimal } = useI18n();
  const { counted, written } = useBefore();
  const figure = (name: string, show: (each: Template) => string, note: (row: Compared) => string | undefined) => ({
    name,
    render: (row: Compared) => (
      <>
        {show(row.now)}
        {row.before && <span className="figure-note">{note(row)}</span>}
      </>
    ),
    figure: true,
  });
  const mean = (name: string, show: (each: Template) => string) =>
    figure(name, show, ({ before }) => written(before && show(before)));
  return (
    <DataTable
      caption={t('templates.basketTitle')}
      columns={[
        { name: t('coupons.name'), render: ({ now }) => templateName(now) },
        figure(
          t('templates.baskets'),
          each => count(each.baskets),
          ({ now, before }) => counted(now.baskets, before?.baskets),
        ),
        mean(t('templates.basket'), each => formatMeanFen(each.meanBasketFen)),
        mean(t('templates.items'), each => decimal(each.meanItems)),
      ]}
      rows={rows}
      rowKey={({ now }) => now.templateId}
    />
  );
}
