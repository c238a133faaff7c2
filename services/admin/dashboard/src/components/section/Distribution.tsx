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

/** How a whole is spread, as bars with counts and shares. */
export function Distribution({ shares }: { shares: readonly Share[] }) {
  const { count, share } = useI18n();
  const { counted } = useBefore();
  const whole = shares.reduce((sum, each) => sum + each.count, 0n);
  const top = shares.reduce((most, each) => (each.count > most ? each.count : most), 1n);
  return (
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
          {each.before !== undefined && (
            <span className="quiet distribution-before">{counted(each.count, each.before)}</span>
          )}
        </li>
      ))}
    </ol>
  );
}
