import { useMoney } from '@/api/useSections';
import type { Asked } from '@/components/section/RangedSection';
import { SectionPanel } from '@/components/section/SectionPanel';
import { isWholeLife } from '@/lib/range';
import { fileOf } from '@/lib/subject';
import { moneyRows } from '@/lib/moneyDays';
import type { QueryMoneyResponse } from '@/gen/fudai/admin/v1/stats_money_pb';
import { MoneyByDay } from './MoneyByDay';
import { MoneyFigures } from './MoneyFigures';

const hasNothing = ({ money, days }: QueryMoneyResponse): boolean => days.length === 0 && !money?.outstandingFen;

/** The money of a range of days: sums, cost and return, and day by day. */
export function MoneyPanel({ subject, days, previous }: Asked) {
  const query = useMoney(subject.campaignId, days);
  const earlier = useMoney(subject.campaignId, previous);
  const before = previous && earlier.data;
  return (
    <SectionPanel
      name="money-days"
      title="value.title"
      query={query}
      earlier={earlier}
      zone={subject.zone}
      days={days}
      empty={answer =>
        hasNothing(answer) && (!before || hasNothing(before))
          ? isWholeLife(days)
            ? 'value.noneYet'
            : 'value.none'
          : undefined
      }
    >
      {({ money, days: found, timeZone }) => (
        <>
          {money && (
            <MoneyFigures
              money={money}
              before={before?.money}
              file={fileOf(subject)}
              single={subject.campaignId !== ''}
            />
          )}
          {found.length > 0 && <MoneyByDay rows={moneyRows(found, timeZone)} zone={timeZone} file={fileOf(subject)} />}
        </>
      )}
    </SectionPanel>
  );
}
