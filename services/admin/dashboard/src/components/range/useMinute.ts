import { useEffect, useMemo, useState } from 'react';
import { useSession } from '@/api/session';
import { useRehearsal } from '@/api/useRehearsal';
import { toDate } from '@/lib/dates';

/** The present, to the minute; in the rehearsal what its clock shows. */
export function useMinute(): Date {
  const { world } = useSession();
  const { data } = useRehearsal();
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date()), 60_000);
    return () => clearInterval(timer);
  }, []);
  const rehearsed = useMemo(() => toDate(data?.now), [data]);
  return (world === 'rehearsal' && rehearsed) || now;
}
