import type { Finding } from '@/gen/fudai/admin/v1/campaigns_pb';

/** What the validator says, in its own words. */
export function FindingWords({ finding }: { finding: Finding }) {
  return <span lang="en">{finding.message}</span>;
}
