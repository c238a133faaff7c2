import { createContext, useContext } from 'react';
import type { Finding } from '@/gen/fudai/admin/v1/campaigns_pb';
import type { CampaignSpec } from '@/gen/fudai/campaign/v1/campaign_pb';
import type { PlainKey } from '@/i18n';

/** What the fields of one form share. */
export interface Editor {
  readonly spec: CampaignSpec;
  /** What the validator says of it. */
  readonly findings: readonly Finding[];
  readonly change: (part: Partial<CampaignSpec>) => void;
  readonly setAt: (path: string, value: unknown) => void;
  /** Says that what stands in a field cannot be read, until the returned function is called. */
  readonly noteFault: (path: string, fault: PlainKey) => () => void;
}

export const EditorContext = createContext<Editor | undefined>(undefined);

export function useEditor(): Editor {
  const editor = useContext(EditorContext);
  if (!editor) throw new Error('a field of a campaign stands outside its form');
  return editor;
}
