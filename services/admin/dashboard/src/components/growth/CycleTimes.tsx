import { TimesPart } from '@/components/section/TimesPart';
import { useI18n } from '@/i18n';
import type { Durations } from '@/gen/fudai/admin/v1/stats_common_pb';

/** How long it took from a bag to the first orders that it brought. */
export function CycleTimes({ cycle, file }: { cycle: Durations | undefined; file: string }) {
  const { t } = useI18n();
  return (
    <TimesPart
      name="cycle-time"
      title="cycle.title"
      definition="cycle.definition"
      file={file}
      times={cycle}
      counted="step.newCustomers"
      none="cycle.none"
      medianDefinition="cycle.medianDefinition"
      p90Definition="cycle.p90Definition"
    >
      <p className="quiet chart-foot">{t('cycle.young')}</p>
    </TimesPart>
  );
}
