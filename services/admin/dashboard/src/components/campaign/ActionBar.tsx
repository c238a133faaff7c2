import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useSession } from '@/api/session';
import { useI18n } from '@/i18n';
import { actions, type ActionName } from '@/lib/actions';
import { may } from '@/lib/permissions';
import type { Campaign } from '@/gen/fudai/admin/v1/campaigns_pb';

const ActionDialog = lazy(() => import('./ActionDialog'));

const primary: readonly ActionName[] = ['publish', 'approve', 'resume'];

/** The acts that this campaign's state and the reader's role allow. */
export function ActionBar({ campaign }: { campaign: Campaign }) {
  const { t } = useI18n();
  const { session } = useSession();
  const [chosen, choose] = useState<ActionName>();
  const names = (Object.keys(actions) as ActionName[]).filter(
    name => actions[name].available(campaign) && may(session?.role, actions[name].act),
  );
  return (
    <>
      {names.map(name => (
        <Button
          key={name}
          type={primary.includes(name) ? 'primary' : 'default'}
          danger={actions[name].danger}
          onClick={() => choose(name)}
        >
          {t(actions[name].label)}
        </Button>
      ))}
      {chosen && (
        <Suspense fallback={null}>
          <ActionDialog key={chosen} name={chosen} campaign={campaign} onClose={() => choose(undefined)} />
        </Suspense>
      )}
    </>
  );
}
