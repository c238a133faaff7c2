import { useI18n } from '@/i18n';
import { formatFen } from '@/lib/money';

export interface BeforeWords {
  /** What a count was in the range before, and by how much it changed; undefined without one. */
  readonly counted: (value: bigint, previous: bigint | undefined) => string | undefined;
  /** The same for an amount. */
  readonly paid: (value: bigint, previous: bigint | undefined) => string | undefined;
  /** The same for what has been written already and cannot be set against each other. */
  readonly written: (previous: string | undefined) => string | undefined;
}

/** What figures say of the range before. */
export function useBefore(): BeforeWords {
  const { t, count, change } = useI18n();
  const words = (value: bigint, previous: bigint | undefined, say: (value: bigint) => string) =>
    previous === undefined ? undefined : t('funnel.before', { count: say(previous), change: change(value, previous) });
  return {
    counted: (value, previous) => words(value, previous, count),
    paid: (value, previous) => words(value, previous, formatFen),
    written: previous => (previous === undefined ? undefined : t('section.before', { value: previous })),
  };
}
