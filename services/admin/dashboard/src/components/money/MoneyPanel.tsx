import { useMoney } from '@/api/useSections';
import type { Asked } from '@/components/section/RangedSection';
import { SectionPanel } from '@/components/section/SectionPanel';
import { isWholeLife } from '@/lib/range';
import { fileOf } from '@/lib/subject';
import { moneyRows } from '@/lib/moneyDays';
import { MoneyByDay } from './MoneyByDay';
import { MoneyFigures } from './MoneyFigures';

/** The money of a range of days: sums, cost and return, and day by day. */
export function MoneyPanel({ subject, days, previous }: Asked) {
  const query = useMoney(subject.campaignId, days);
  const before = useMoney(subject.campaignId, previous);
  return (
    <SectionPanel
      name="money-days"
      title="value.title"
      query={query}
      zone={subject.zone}
      days={days}
      empty={({ money, days: found }) =>
        found.length === 0 && !money?.outstandingFen ? (isWholeLife(days) ? 'value.noneYet' : 'value.none') : undefined
      }
    >
      {({ money, days: found, timeZone }) => (
        <>
          {money && (
            <MoneyFigures
              money={money}
              before={previous && before.data?.money}
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
