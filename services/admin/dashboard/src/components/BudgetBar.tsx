import { useI18n } from '@/i18n';
import type { CapUse } from '@/gen/fudai/admin/v1/budgets_pb';
import { formatFen } from '@/lib/money';
import { ratio } from '@/lib/numbers';
import { useCapName } from './capName';

/** How much of a cap has been given away, how fast, and when it may be used up. */
export function BudgetBar({ use, zone }: { use: CapUse; zone: string }) {
  const { t, share, moment } = useI18n();
  const name = useCapName()(use.cap);
  const used = use.limitFen - use.leftFen;
  const part = Math.min(1, ratio(used, use.limitFen));
  const tone = part >= 0.9 || use.leftFen <= 0n ? 'bad' : use.exhaustion ? 'warn' : 'good';
  return (
    <div className="budget">
      <div className="budget-head">
        <span>{name}</span>
        <span>
          {formatFen(used)} <span className="quiet">/ {formatFen(use.limitFen)}</span>
        </span>
      </div>
      <div
        className={`budget-bar budget-${tone}`}
        role="progressbar"
        aria-label={t('budget.used', { cap: name })}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(part * 100)}
        aria-valuetext={share(used, use.limitFen)}
      >
        {used > 0n && <span style={{ width: `${part * 100}%` }} />}
      </div>
      <div className="budget-foot quiet">
        <span>{t('budget.left', { amount: formatFen(use.leftFen), share: share(use.leftFen, use.limitFen) })}</span>
        <span>
          {use.exhaustion
            ? t('budget.exhaustion', { time: moment(use.exhaustion.estimatedTime, zone) })
            : t('budget.rate', { amount: formatFen(use.lastHourFenPerHour) })}
        </span>
      </div>
    </div>
  );
}
