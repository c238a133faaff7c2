import { useI18n, type PlainKey } from '@/i18n';
import { lacking } from '@/lib/holdout';
import { ratio } from '@/lib/numbers';
import type { QueryHoldoutResponse } from '@/gen/fudai/admin/v1/stats_holdout_pb';

/** Nothing can be said yet, and how many customers that still takes. */
export function TooEarly({ answer }: { answer: QueryHoldoutResponse }) {
  const { t, count } = useI18n();
  const { treated, heldOut, customersNeeded: needed } = answer;
  return (
    <div className="section-none" data-verdict="early">
      <strong>{t('holdout.early')}</strong>
      <p className="quiet">{t('holdout.earlyHelp', { needed: count(needed) })}</p>
      <dl className="progresses">
        <Progress label="holdout.treated" customers={treated?.customers ?? 0n} needed={needed} />
        <Progress label="holdout.heldOut" customers={heldOut?.customers ?? 0n} needed={needed} />
      </dl>
    </div>
  );
}

function Progress({ label, customers, needed }: { label: PlainKey; customers: bigint; needed: bigint }) {
  const { t, count } = useI18n();
  const left = lacking(customers, needed);
  return (
    <div>
      <dt>{t(label)}</dt>
      <dd>
        <div className="budget-bar" aria-hidden="true">
          <span style={{ width: `${Math.min(100, ratio(customers, needed) * 100)}%` }} />
        </div>
        <span>
          {left === 0n
            ? t('holdout.enough', { customers: count(customers) })
            : t('holdout.lacking', { customers: count(customers), left: count(left) })}
        </span>
      </dd>
    </div>
  );
}
