import { useI18n, type PlainKey } from '@/i18n';

// What people call the RPCs that change something; one that is not here is shown by its own name.
const acts: Partial<Record<string, PlainKey>> = {
  CreateCampaign: 'act.create',
  UpdateCampaign: 'act.update',
  CopyCampaign: 'action.copy',
  SubmitCampaign: 'action.submit',
  ApproveCampaign: 'action.approve',
  RejectCampaign: 'action.reject',
  PublishCampaign: 'action.publish',
  PauseCampaign: 'action.pause',
  ResumeCampaign: 'action.resume',
  EndCampaign: 'action.end',
  ArchiveCampaign: 'action.archive',
  AdvanceClock: 'act.advanceClock',
  WipeRehearsal: 'act.wipeRehearsal',
  ImportCampaign: 'act.importCampaign',
  SignIn: 'signIn',
  SignOut: 'signOut',
  ChangePassword: 'act.changePassword',
  CreatePerson: 'people.new',
  UpdatePerson: 'act.updatePerson',
  ResetPassword: 'act.resetPassword',
};

const roles: Partial<Record<string, PlainKey>> = {
  viewer: 'role.viewer',
  editor: 'role.editor',
  approver: 'role.approver',
  owner: 'role.owner',
};

/** Acts and roles of the audit log in the reader's words. */
export function useAuditWords(): { act: (rpc: string) => string; role: (role: string) => string } {
  const { t } = useI18n();
  const say = (key: PlainKey | undefined, name: string): string => (key ? t(key) : name);
  return { act: rpc => say(acts[rpc], rpc), role: role => say(roles[role], role) };
}
