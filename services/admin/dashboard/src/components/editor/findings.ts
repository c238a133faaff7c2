import { createContext } from 'react';
import type { Finding } from '@/gen/fudai/admin/v1/campaigns_pb';

/** What the validator says of the spec that is being edited. */
export const FindingsContext = createContext<readonly Finding[]>([]);

/** Those that are about this field. */
export const findingsAt = (findings: readonly Finding[], path: string): Finding[] =>
  findings.filter(finding => finding.field === path);
