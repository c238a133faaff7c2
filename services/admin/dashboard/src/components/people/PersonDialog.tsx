import { useMutation } from '@tanstack/react-query';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { people } from '@/api/clients';
import { Code, codeOf } from '@/api/errors';
import { queryClient } from '@/api/queryClient';
import { ErrorNote } from '@/components/ErrorNote';
import { roleLabels } from '@/components/roles';
import { useI18n } from '@/i18n';
import { announce } from '@/lib/notices';
import { Role, type Person } from '@/gen/fudai/admin/v1/people_pb';

const roles: readonly Role[] = [Role.VIEWER, Role.EDITOR, Role.APPROVER, Role.OWNER];

interface Draft {
  readonly name: string;
  readonly displayName: string;
  readonly role: Role;
  readonly disabled: boolean;
  readonly password: string;
}

// Creates the person, or changes what differs; a new password goes by a call of its own, and ends their sessions.
async function save(person: Person | undefined, { name, displayName, role, disabled, password }: Draft): Promise<void> {
  if (!person) {
    await people.createPerson({ name, displayName, role, password });
    return;
  }
  await people.updatePerson({ name, displayName, role, disabled, etag: person.etag });
  if (password) await people.resetPassword({ name, newPassword: password });
}

/** Creates somebody, or changes their role, name, access or password. */
export function PersonDialog({ person, onClose }: { person?: Person; onClose: () => void }) {
  const { t } = useI18n();
  const [draft, setDraft] = useState<Draft>({
    name: person?.name ?? '',
    displayName: person?.displayName ?? '',
    role: person?.role ?? Role.VIEWER,
    disabled: person?.disabled ?? false,
    password: '',
  });
  const change = (part: Partial<Draft>): void => setDraft({ ...draft, ...part });
  const mutation = useMutation({
    mutationFn: () => save(person, { ...draft, name: draft.name.trim() }),
    onSuccess: () => {
      announce(t('people.saved', { name: draft.name }));
      onClose();
    },
    onSettled: () => void queryClient.invalidateQueries({ queryKey: ['people'] }),
  });
  const ready = draft.name.trim() !== '' && (person !== undefined || draft.password !== '');
  return (
    <Modal
      open
      title={person ? t('people.editTitle', { name: person.name }) : t('people.new')}
      okText={t('save')}
      cancelText={t('cancel')}
      okButtonProps={{ disabled: !ready }}
      confirmLoading={mutation.isPending}
      onOk={() => mutation.mutate()}
      onCancel={onClose}
    >
      <div className="form">
        {mutation.error && <ErrorNote error={mutation.error} />}
        {mutation.error && codeOf(mutation.error) === Code.Aborted && <p>{t('people.conflict')}</p>}
        {!person && (
          <label className="field">
            <span>{t('people.name')}</span>
            <Input
              value={draft.name}
              maxLength={64}
              autoComplete="off"
              onChange={event => change({ name: event.target.value })}
            />
          </label>
        )}
        <label className="field">
          <span>{t('people.displayName')}</span>
          <Input
            value={draft.displayName}
            maxLength={100}
            autoComplete="off"
            onChange={event => change({ displayName: event.target.value })}
          />
        </label>
        <label className="field">
          <span>{t('people.role')}</span>
          <select
            className="select"
            value={draft.role}
            onChange={event => change({ role: Number(event.target.value) })}
          >
            {roles.map(role => (
              <option key={role} value={role}>
                {t(roleLabels[role])}
              </option>
            ))}
          </select>
        </label>
        <label className="field">
          <span>{t(person ? 'people.newPassword' : 'people.password')}</span>
          <Input
            type="password"
            value={draft.password}
            autoComplete="new-password"
            onChange={event => change({ password: event.target.value })}
          />
          <small className="quiet">{t(person ? 'people.newPasswordHelp' : 'people.passwordHelp')}</small>
        </label>
        {person && (
          <label className="check">
            <input
              type="checkbox"
              checked={draft.disabled}
              onChange={event => change({ disabled: event.target.checked })}
            />
            {t('people.disable')}
          </label>
        )}
      </div>
    </Modal>
  );
}
