import { timestampDate } from '@bufbuild/protobuf/wkt';
import { Button } from 'antd';
import { useState } from 'react';
import { chooseWorld, useSession } from '@/api/session';
import { useRehearsal } from '@/api/useRehearsal';
import { Allowed } from '@/components/Allowed';
import { EmptyNote } from '@/components/EmptyNote';
import { Loading } from '@/components/Loading';
import { PageHead } from '@/components/PageHead';
import { ClockPanel } from '@/components/rehearsal/ClockPanel';
import { ImportPanel } from '@/components/rehearsal/ImportPanel';
import { StatePanel } from '@/components/rehearsal/StatePanel';
import { WipePanel } from '@/components/rehearsal/WipePanel';
import { useI18n } from '@/i18n';
import { ownZone } from '@/lib/dates';

/** What the rehearsal holds, and what can be done with it as a whole. */
export default function RehearsalPage() {
  const { t } = useI18n();
  const { world } = useSession();
  return (
    <>
      <PageHead title={t('world.rehearsal')} lead={t('rehearsal.lead')} />
      {world === 'rehearsal' ? <Controls /> : <Elsewhere />}
    </>
  );
}

// Where the rehearsal does not answer, the banner above the page says so.
function Controls() {
  const { data, isPending } = useRehearsal();
  const [zone, setZone] = useState(ownZone);
  if (isPending) return <Loading rows={6} />;
  if (!data?.now) return null;
  return (
    <>
      <StatePanel rehearsal={data} zone={zone} />
      <Allowed act="rehearse">
        <ClockPanel now={timestampDate(data.now)} zone={zone} onZone={setZone} />
        <ImportPanel />
        <WipePanel zone={zone} />
      </Allowed>
    </>
  );
}

function Elsewhere() {
  const { t } = useI18n();
  return (
    <EmptyNote title={t('rehearsal.elsewhere')}>
      <p className="quiet">{t('rehearsal.elsewhereHelp')}</p>
      <Button type="primary" onClick={() => chooseWorld('rehearsal')}>
        {t('rehearsal.enter')}
      </Button>
    </EmptyNote>
  );
}
