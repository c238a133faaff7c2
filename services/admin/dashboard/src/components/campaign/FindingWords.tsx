import { useI18n } from '@/i18n';
import { findings as chinese } from '@/i18n/zh/findings';
import { sayAgain } from '@/lib/findingWords';
import type { Finding } from '@/gen/fudai/admin/v1/campaigns_pb';

/** A finding of the validator, or one of the page's own, which has its words in the reader's language already. */
export type ShownFinding = Finding & { readonly words?: string };

/** What the validator says, in the reader's language where the page knows its code, with moments in the campaign's zone. */
export function FindingWords({ finding, zone }: { finding: ShownFinding; zone: string }) {
  const { language, locale } = useI18n();
  const said = language === 'zh' ? sayAgain(finding, chinese, zone, locale) : undefined;
  const words = finding.words ?? said;
  return words ? <span>{words}</span> : <span lang="en">{finding.message}</span>;
}
