import { Findings } from '@/components/campaign/Findings';
import { useEditor } from './EditorContext';
import { findingsOf } from './findings';

/** What the validator says of a part as a whole. */
export function Remarks({ path }: { path: string }) {
  const { spec, findings } = useEditor();
  const found = findingsOf(findings, path);
  return found.length > 0 ? <Findings findings={found} zone={spec.timeZone} /> : null;
}
