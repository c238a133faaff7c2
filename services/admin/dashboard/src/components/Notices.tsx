import { useNotice } from '@/lib/notices';

export function Notices() {
  const notice = useNotice();
  return (
    <div className="notices" role="status" aria-live="polite">
      {notice && <span className="notice">{notice}</span>}
    </div>
  );
}
