import { Input } from 'antd';
import { useShops } from '@/api/useSections';
import { barsHeight, barsOption } from '@/components/chart/bars';
import { useValue } from '@/components/Figure';
import { useAddress } from '@/components/range/useAddress';
import { ChartPart } from '@/components/section/ChartPart';
import { Part } from '@/components/section/Part';
import type { Asked } from '@/components/section/RangedSection';
import { SectionPanel } from '@/components/section/SectionPanel';
import { useI18n } from '@/i18n';
import { yuanFormats } from '@/lib/formats';
import { chosenShops, isShopFigure, shopCells, shopFigureNames, shopFigures, type Order, type Shop } from '@/lib/shops';
import { fileOf } from '@/lib/subject';
import { ShopTable } from './ShopTable';

const mostBars = 20;

/** Shops side by side; order and search are in the page's address. */
export function ShopsPanel({ subject, days, previous }: Asked) {
  const { t } = useI18n();
  const { get, change } = useAddress();
  const query = useShops(subject.campaignId, days);
  const before = useShops(subject.campaignId, previous);
  const asked = get('sort');
  const by = asked === 'shop' || isShopFigure(asked) ? asked : 'orders';
  const order: Order = { by, ascending: get('order') === 'up' };
  const text = get('shop');
  const sort = (next: Order): void => change({ sort: next.by, order: next.ascending ? 'up' : '' });
  return (
    <SectionPanel
      name="shops"
      title="shop.title"
      query={query}
      zone={subject.zone}
      days={days}
      empty={({ shops }) => (shops.length > 0 ? undefined : 'shop.none')}
      actions={
        <Input
          className="search-shop"
          aria-label={t('shop.search')}
          placeholder={t('shop.search')}
          value={text}
          onChange={event => change({ shop: event.target.value })}
          allowClear
        />
      }
    >
      {({ shops }) => {
        const chosen = chosenShops(shops, text, order);
        const file = fileOf(subject);
        if (chosen.length === 0) return <p className="quiet chart-empty">{t('shop.noneSuch', { text })}</p>;
        return (
          <>
            <ShopBars shops={chosen} order={order} file={file} />
            <Part
              name="shops"
              title="shop.table"
              definition="shop.definition"
              file={file}
              header={[t('event.shop'), ...shopFigureNames.map(name => csvName(name, t))]}
              cells={shopCells(chosen)}
            >
              <ShopTable shops={chosen} before={previous && before.data?.shops} order={order} onSort={sort} />
            </Part>
          </>
        );
      }}
    </SectionPanel>
  );
}

function csvName(name: keyof typeof shopFigures, t: ReturnType<typeof useI18n>['t']): string {
  const { label, unit } = shopFigures[name];
  return unit === 'fen' ? t('csv.yuan', { metric: t(label) }) : t(label);
}

// The figure by which the table is sorted, of the shops at its top; of those sorted by name, their orders.
function ShopBars({ shops, order, file }: { shops: readonly Shop[]; order: Order; file: string }) {
  const { t, locale, count } = useI18n();
  const show = useValue();
  const name = order.by === 'shop' ? 'orders' : order.by;
  const { label, definition, unit, value } = shopFigures[name];
  const top = shops.slice(0, mostBars);
  const fen = unit === 'fen';
  const bars = {
    name: t(label),
    labels: top.map(({ shopId }) => shopId),
    values: top.map(shop => Number(value(shop)) / (fen ? 100 : 1)),
    format: fen ? yuanFormats(locale).format : count,
  };
  return (
    <ChartPart
      name="shop-bars"
      title={label}
      definition={definition}
      file={`${file}-${name}`}
      header={[t('event.shop'), csvName(name, t)]}
      cells={top.map(shop => [shop.shopId, show(value(shop), unit)])}
      option={theme => barsOption(bars, theme)}
      height={barsHeight(top.length)}
      label={t('shop.barsLabel', { metric: t(label) })}
    >
      {shops.length > mostBars && (
        <p className="quiet chart-foot">{t('shop.first', { shops: mostBars, all: count(shops.length) })}</p>
      )}
    </ChartPart>
  );
}
