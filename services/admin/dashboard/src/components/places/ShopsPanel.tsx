import { Input } from 'antd';
import { useShops } from '@/api/useSections';
import { barsHeight, barsOption } from '@/components/chart/bars';
import { useAddress } from '@/components/range/useAddress';
import { ChartPart } from '@/components/section/ChartPart';
import { Part } from '@/components/section/Part';
import type { Asked } from '@/components/section/RangedSection';
import { SectionPanel } from '@/components/section/SectionPanel';
import { useI18n, type Translate } from '@/i18n';
import { yuanFormats } from '@/lib/formats';
import {
  chosenShops,
  comparedShops,
  isShopFigure,
  shopCells,
  shopFigureNames,
  shopFigures,
  type ComparedShop,
  type Order,
  type ShopFigureName,
} from '@/lib/shops';
import { fileOf } from '@/lib/subject';
import { ShopTable } from './ShopTable';

const mostBars = 20;

/** Shops side by side; order and search are in the page's address. */
export function ShopsPanel({ subject, days, previous }: Asked) {
  const { t } = useI18n();
  const { get, change } = useAddress();
  const query = useShops(subject.campaignId, days);
  const earlier = useShops(subject.campaignId, previous);
  const before = previous && earlier.data?.shops;
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
      earlier={earlier}
      zone={subject.zone}
      days={days}
      empty={({ shops }) => (comparedShops(shops, before).length > 0 ? undefined : 'shop.none')}
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
        const chosen = chosenShops(comparedShops(shops, before), text, order);
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
              header={csvHeader(shopFigureNames, before !== undefined, t)}
              cells={shopCells(chosen)}
            >
              <ShopTable shops={chosen} order={order} onSort={sort} />
            </Part>
          </>
        );
      }}
    </SectionPanel>
  );
}

function csvHeader(names: readonly ShopFigureName[], compared: boolean, t: Translate): string[] {
  const numbers = names.map(name => {
    const { label, unit } = shopFigures[name];
    return unit === 'fen' ? t('csv.yuan', { metric: t(label) }) : t(label);
  });
  return [t('event.shop'), ...numbers, ...(compared ? numbers.map(metric => t('csv.previous', { metric })) : [])];
}

// The figure by which the table is sorted, of the shops at its top; of those sorted by name, their orders.
function ShopBars({ shops, order, file }: { shops: readonly ComparedShop[]; order: Order; file: string }) {
  const { t, locale, count } = useI18n();
  const name = order.by === 'shop' ? 'orders' : order.by;
  const { label, definition, unit, value } = shopFigures[name];
  const top = shops.slice(0, mostBars);
  const fen = unit === 'fen';
  const bars = {
    name: t(label),
    labels: top.map(({ now }) => now.shopId),
    values: top.map(({ now }) => Number(value(now)) / (fen ? 100 : 1)),
    format: fen ? yuanFormats(locale).format : count,
  };
  return (
    <ChartPart
      name="shop-bars"
      title={label}
      definition={definition}
      file={`${file}-${name}`}
      header={csvHeader(
        [name],
        top.some(({ before }) => before),
        t,
      )}
      cells={shopCells(top, [name])}
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
