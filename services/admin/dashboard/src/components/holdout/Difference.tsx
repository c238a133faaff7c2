import { intervalHeight, intervalOption } from '@/components/chart/interval';
import { FigureItem } from '@/components/FigureItem';
import { ChartPart } from '@/components/section/ChartPart';
import { useI18n } from '@/i18n';
import { yuanFormats } from '@/lib/formats';
import { verdictWords, type Interval } from '@/lib/holdout';
import { formatMeanFen, meanToDecimal } from '@/lib/money';
import { HoldoutVerdict, type QueryHoldoutResponse } from '@/gen/fudai/admin/v1/stats_holdout_pb';

interface Props {
  readonly answer: QueryHoldoutResponse;
  readonly interval: Interval;
  readonly file: string;
}

/** The difference with its confidence interval, in words and drawn, and what it comes to. */
export function Difference({ answer, interval, file }: Props) {
  const { t, locale, factor } = useI18n();
  const { low, difference, high, verdict } = interval;
  const words = t(verdictWords[verdict], {
    amount: formatMeanFen(Math.abs(difference)),
    low: formatMeanFen(low),
    high: formatMeanFen(high),
  });
  const data = { low: low / 100, value: difference / 100, high: high / 100, format: yuanFormats(locale).format };
  return (
    <>
      <p className={`alarm ${levels[verdict]}`} data-verdict={HoldoutVerdict[verdict]}>
        {words}
      </p>
      <ChartPart
        name="holdout-difference"
        title="holdout.difference"
        definition="holdout.differenceDefinition"
        file={file}
        header={[t('holdout.csvDifference'), t('holdout.csvLow'), t('holdout.csvHigh')]}
        cells={[[meanToDecimal(difference), meanToDecimal(low), meanToDecimal(high)]]}
        option={theme => intervalOption(data, theme)}
        height={intervalHeight}
        label={words}
      />
      <dl className="figures figures-four">
        <FigureItem
          name="holdout-difference"
          label="holdout.differenceEach"
          definition="holdout.differenceDefinition"
          value={formatMeanFen(difference)}
          note={t('holdout.interval', { low: formatMeanFen(low), high: formatMeanFen(high) })}
        />
        <FigureItem
          name="holdout-extra"
          label="holdout.extra"
          definition="holdout.extraDefinition"
          value={formatMeanFen(answer.extraRevenueFen)}
        />
        <FigureItem
          name="holdout-return"
          label="holdout.return"
          definition="holdout.returnDefinition"
          value={factor(answer.returnOnDiscount)}
        />
      </dl>
    </>
  );
}

const levels: Record<Interval['verdict'], string> = {
  [HoldoutVerdict.NOT_SEEN]: 'alarm-warning',
  [HoldoutVerdict.MORE]: 'alarm-good',
  [HoldoutVerdict.LESS]: 'alarm-error',
};
