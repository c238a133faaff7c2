import { Definition } from '@/components/Definition';
import { useValue } from '@/components/Figure';
import { useI18n } from '@/i18n';
import { shopFigureNames, shopFigures, type ComparedShop, type Order, type ShopFigureName } from '@/lib/shops';

interface Props {
  readonly shops: readonly ComparedShop[];
  readonly order: Order;
  readonly onSort: (order: Order) => void;
}

/** Shops with their figures; each head sorts by its column. */
export function ShopTable({ shops, order, onSort }: Props) {
  const { t, change } = useI18n();
  const show = useValue();
  const columns: readonly (ShopFigureName | 'shop')[] = ['shop', ...shopFigureNames];
  const direction = (by: Order['by']) =>
    by !== order.by ? 'none' : order.ascending ? ('ascending' as const) : ('descending' as const);
  return (
    // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard
    <div className="table-frame shop-frame first-fixed" role="region" aria-label={t('shop.title')} tabIndex={0}>
      <table className="table table-tight">
        <caption className="hidden">{t('shop.title')}</caption>
        <thead>
          <tr>
            {columns.map(by => (
              <th key={by} scope="col" className={by === 'shop' ? '' : 'cell-figure'} aria-sort={direction(by)}>
                <button
                  type="button"
                  className="sort"
                  onClick={() => onSort({ by, ascending: by === order.by ? !order.ascending : by === 'shop' })}
                >
                  {t(by === 'shop' ? 'event.shop' : shopFigures[by].label)}
                  <span aria-hidden="true">{by !== order.by ? '' : order.ascending ? ' ↑' : ' ↓'}</span>
                </button>{' '}
                {by !== 'shop' && <Definition of={t(shopFigures[by].label)} text={shopFigures[by].definition} />}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shops.map(({ now, before }) => (
            <tr key={now.shopId} data-shop={now.shopId}>
              <th scope="row">
                <code>{now.shopId}</code>
              </th>
              {shopFigureNames.map(name => {
                const { unit, value } = shopFigures[name];
                return (
                  <td key={name} className="cell-figure">
                    {show(value(now), unit)}
                    {before && <span className="figure-note">{change(value(now), value(before))}</span>}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
