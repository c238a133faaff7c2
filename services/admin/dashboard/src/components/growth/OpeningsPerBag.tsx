import { SpreadPart } from '@/components/section/SpreadPart';
import { useI18n } from '@/i18n';
import type { Span } from '@/lib/groups';
import { openingGroups } from '@/lib/virality';
import type { OpeningsBucket } from '@/gen/fudai/admin/v1/stats_pb';

/** How often bags were opened, those that nobody opened included. */
export function OpeningsPerBag({ buckets, file }: { buckets: readonly OpeningsBucket[]; file: string }) {
  const { t } = useI18n();
  const say = ({ from, to }: Span): string => {
    if (from === 0) return t('openings.none');
    if (to === undefined) return t('openings.over', { from });
    return to === from + 1 ? t('openings.times', { times: from }) : t('openings.span', { from, to: to - 1 });
  };
  return (
    <SpreadPart
      name="openings-per-bag"
      title="openings.title"
      definition="openings.definition"
      file={file}
      header={[t('openings.csv'), t('virality.bags')]}
      cells={buckets.map(({ openings, bags }) => [openings, bags])}
      shares={openingGroups(buckets).map(group => ({
        key: String(group.from),
        label: say(group),
        count: group.count,
      }))}
      counted="virality.bags"
      by="openings.csv"
      none="virality.none"
    />
  );
}
