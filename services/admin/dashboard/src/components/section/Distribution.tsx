import { useI18n } from '@/i18n';
import { ratio } from '@/lib/numbers';
import { useBefore } from './useBefore';

export interface Share {
  readonly key: string;
  readonly label: string;
  readonly count: bigint;
  /** How many in the range before, if that is compared. */
  readonly before?: bigint;
}

/** How a whole is spread, as bars with counts and shares, and with those of the range before where it is compared. */
export function Distribution({ shares }: { shares: readonly Share[] }) {
  const { count, share } = useI18n();
  const { counted, written } = useBefore();
  const whole = shares.reduce((sum, each) => sum + each.count, 0n);
  const compares = shares.some(({ before }) => before !== undefined);
  const hadAny = shares.some(({ before = 0n }) => before > 0n);
  const top = shares.reduce((most, each) => (each.count > most ? each.count : most), 1n);
  return (
    <>
      <ol className="distribution">
        {shares.map(each => (
          <li key={each.key} className="distribution-row">
            <span>{each.label}</span>
            <span className="distribution-track" aria-hidden="true">
              <span
                className="funnel-bar"
                style={{ width: `${Math.max(ratio(each.count, top) * 100, each.count > 0n ? 0.6 : 0)}%` }}
              />
            </span>
            <span className="distribution-count" data-bucket={each.key}>
              {count(each.count)}
            </span>
            <span className="quiet distribution-share">{share(each.count, whole)}</span>
            {hadAny && <span className="quiet distribution-before">{counted(each.count, each.before)}</span>}
          </li>
        ))}
      </ol>
      {compares && !hadAny && <p className="quiet chart-foot">{written(count(0n))}</p>}
    </>
  );
}
