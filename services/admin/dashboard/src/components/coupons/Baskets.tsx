import { barsHeight, barsOption } from '@/components/chart/bars';
import { DataTable } from '@/components/DataTable';
import { ChartPart } from '@/components/section/ChartPart';
import { Part } from '@/components/section/Part';
import { useI18n } from '@/i18n';
import { yuanFormats } from '@/lib/formats';
import { formatMeanFen, meanToDecimal } from '@/lib/money';
import { templateName, type Template } from '@/lib/templates';

/** What orders with coupons cost before discount, by template. */
export function Baskets({ templates, file }: { templates: readonly Template[]; file: string }) {
  const { t, locale, count, decimal } = useI18n();
  const rows = templates
    .filter(({ meanBasketFen }) => meanBasketFen !== undefined)
    .sort((a, b) => (b.meanBasketFen ?? 0) - (a.meanBasketFen ?? 0));
  const part = {
    name: 'baskets',
    title: 'templates.basketTitle',
    definition: 'templates.basketDefinition',
    file,
    header: [
      t('coupons.name'),
      t('templates.baskets'),
      t('csv.yuan', { metric: t('templates.basket') }),
      t('templates.items'),
    ],
    cells: rows.map(each => [
      templateName(each),
      each.baskets,
      meanToDecimal(each.meanBasketFen),
      each.meanItems ?? '',
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
    labels: rows.map(templateName),
    values: rows.map(each => (each.meanBasketFen ?? 0) / 100),
    format: yuanFormats(locale).format,
  };
  return (
    <ChartPart
      {...part}
      option={theme => barsOption(bars, theme)}
      height={barsHeight(rows.length)}
      label={t('templates.basketTitle')}
      table={() => (
        <DataTable
          caption={t('templates.basketTitle')}
          columns={[
            { name: t('coupons.name'), render: templateName },
            { name: t('templates.baskets'), render: (each: Template) => count(each.baskets), figure: true },
            { name: t('templates.basket'), render: each => formatMeanFen(each.meanBasketFen), figure: true },
            { name: t('templates.items'), render: each => decimal(each.meanItems), figure: true },
          ]}
          rows={rows}
          rowKey={({ templateId }) => templateId}
        />
      )}
    />
  );
}
