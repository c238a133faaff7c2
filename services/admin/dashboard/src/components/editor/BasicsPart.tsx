import { create } from '@bufbuild/protobuf';
import { DurationSchema } from '@bufbuild/protobuf/wkt';
import { useI18n } from '@/i18n';
import { toDate, toTimestamp } from '@/lib/dates';
import { OrderTriggerSchema } from '@/gen/fudai/campaign/v1/campaign_pb';
import type { PartProps } from './SpecForm';
import { MomentField, PermilleField, TextField, WholeField, YuanField } from './inputs';

const hourSeconds = 3600;

/** Name, window, and which orders earn a bag. */
export function BasicsPart({ spec, onChange }: PartProps) {
  const { t } = useI18n();
  const trigger = spec.trigger ?? create(OrderTriggerSchema);
  const hours = Math.round(Number(spec.bagLife?.seconds ?? 0n) / hourSeconds);
  return (
    <section className="panel" aria-labelledby="basics-title">
      <h2 className="panel-title" id="basics-title">
        {t('edit.basics')}
      </h2>
      <div className="grid">
        <TextField
          label={t('edit.displayName')}
          path="display_name"
          value={spec.displayName}
          onChange={displayName => onChange({ displayName })}
        />
        <TextField
          label={t('edit.zone')}
          path="time_zone"
          value={spec.timeZone}
          onChange={timeZone => onChange({ timeZone })}
          help={t('edit.zoneHelp')}
        />
        <MomentField
          label={t('edit.start')}
          path="start_time"
          zone={spec.timeZone}
          value={toDate(spec.startTime) ?? new Date(0)}
          onChange={date => onChange({ startTime: toTimestamp(date) })}
        />
        <MomentField
          label={t('edit.end')}
          path="end_time"
          zone={spec.timeZone}
          value={toDate(spec.endTime) ?? new Date(0)}
          onChange={date => onChange({ endTime: toTimestamp(date) })}
        />
        <YuanField
          label={t('edit.minAmount')}
          path="trigger.min_amount_fen"
          value={trigger.minAmountFen}
          onChange={minAmountFen => onChange({ trigger: { ...trigger, minAmountFen } })}
        />
        <TextField
          label={t('edit.shops')}
          path="trigger.shop_ids"
          value={trigger.shopIds.join(', ')}
          help={t('edit.shopsHelp')}
          onChange={text => onChange({ trigger: { ...trigger, shopIds: text.split(/[,，\s]+/).filter(Boolean) } })}
        />
        <WholeField
          label={t('edit.bagLife')}
          path="bag_life"
          value={hours}
          onChange={value => onChange({ bagLife: create(DurationSchema, { seconds: BigInt(value * hourSeconds) }) })}
        />
        <PermilleField
          label={t('edit.holdout')}
          path="holdout_permille"
          value={spec.holdoutPermille}
          help={t('edit.holdoutHelp')}
          onChange={holdoutPermille => onChange({ holdoutPermille })}
        />
      </div>
    </section>
  );
}
