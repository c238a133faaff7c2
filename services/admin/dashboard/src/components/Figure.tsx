import type { ReactNode } from 'react';
import { useI18n } from '@/i18n';
import { formatFen } from '@/lib/money';
import { figures, type Unit } from '@/lib/metrics';
import type { CampaignSummary } from '@/gen/fudai/admin/v1/stats_pb';
import { FigureItem } from './FigureItem';

/** A value in its unit. */
export function useValue(): (value: bigint, unit: Unit) => string {
  const { count } = useI18n();
  return (value, unit) => (unit === 'fen' ? formatFen(value) : count(value));
}

interface Props {
  readonly name: keyof typeof figures;
  readonly summary: CampaignSummary;
  readonly note?: ReactNode;
}

/** One figure of a summary with its name and definition. */
export function Figure({ name, summary, note }: Props) {
  const show = useValue();
  const { label, definition, unit, value } = figures[name];
  return <FigureItem {...{ name, label, definition, note }} value={show(value(summary), unit)} />;
}
