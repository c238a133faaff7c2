import { Definition } from '@/components/Definition';
import { useValue } from '@/components/Figure';
import { useI18n } from '@/i18n';
import { shopFigureNames, shopFigures, type Order, type Shop, type ShopFigureName } from '@/lib/shops';

interface Props {
  readonly shops: readonly Shop[];
  /** The same shops in the range before, if that is compared. */
  readonly before: readonly Shop[] | undefined;
  readonly order: Order;
  readonly onSort: (order: Order) => void;
}

/** Shops with their figures; each head sorts by its column. */
export function ShopTable({ shops, before, order, onSort }: Props) {
  const { t, change } = useI18n();
  const show = useValue();
  const earlier = new Map(before?.map(shop => [shop.shopId, shop]));
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
          {shops.map(shop => (
            <tr key={shop.shopId} data-shop={shop.shopId}>
              <th scope="row">
                <code>{shop.shopId}</code>
              </th>
              {shopFigureNames.map(name => {
                const { unit, value } = shopFigures[name];
                const then = earlier.get(shop.shopId);
                return (
                  <td key={name} className="cell-figure">
                    {show(value(shop), unit)}
                    {before && <span className="figure-note">{change(value(shop), then ? value(then) : 0n)}</span>}
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
