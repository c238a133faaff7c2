import type { PlainKey } from '@/i18n';
import { Role } from '@/gen/fudai/admin/v1/people_pb';

export const roleLabels: Record<Role, PlainKey> = {
  [Role.UNSPECIFIED]: 'role.unknown',
  [Role.VIEWER]: 'role.viewer',
  [Role.EDITOR]: 'role.editor',
  [Role.APPROVER]: 'role.approver',
  [Role.OWNER]: 'role.owner',
};
