import { useI18n } from '@/i18n';
import { findings as chinese } from '@/i18n/zh/findings';
import { sayAgain } from '@/lib/findingWords';
import type { Finding } from '@/gen/fudai/admin/v1/campaigns_pb';

/** What the validator says, in the reader's language where the page knows its code, with moments in the campaign's zone. */
export function FindingWords({ finding, zone }: { finding: Finding; zone: string }) {
  const { language, locale } = useI18n();
  const said = language === 'zh' ? sayAgain(finding, chinese, zone, locale) : undefined;
  return said ? <span>{said}</span> : <span lang="en">{finding.message}</span>;
}
