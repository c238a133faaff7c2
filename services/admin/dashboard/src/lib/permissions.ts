import { Role } from '@/gen/fudai/admin/v1/people_pb';

/** What somebody may want to do here; the server has the last word. */
export type Act = 'edit' | 'rehearse' | 'review' | 'run' | 'readAudit' | 'managePeople';

const allowed: Record<Act, readonly Role[]> = {
  edit: [Role.EDITOR, Role.OWNER],
  rehearse: [Role.EDITOR, Role.OWNER],
  review: [Role.APPROVER, Role.OWNER],
  run: [Role.EDITOR, Role.APPROVER, Role.OWNER],
  readAudit: [Role.APPROVER, Role.OWNER],
  managePeople: [Role.OWNER],
};

/** Who may do it. */
export const rolesFor = (act: Act): readonly Role[] => allowed[act];

export const may = (role: Role | undefined, act: Act): boolean => role !== undefined && allowed[act].includes(role);
