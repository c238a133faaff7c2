import { Button } from 'antd';
import { Code, codeOf, wordsOf } from '@/api/errors';
import { useI18n, type PlainKey } from '@/i18n';

const titles: Partial<Record<Code, PlainKey>> = {
  [Code.Unavailable]: 'error.unavailable',
  [Code.DeadlineExceeded]: 'error.late',
  [Code.PermissionDenied]: 'error.forbidden',
  [Code.NotFound]: 'error.notFound',
  [Code.InvalidArgument]: 'error.invalid',
  [Code.FailedPrecondition]: 'error.notNow',
  [Code.Aborted]: 'error.conflict',
  [Code.AlreadyExists]: 'error.exists',
  [Code.ResourceExhausted]: 'error.busy',
  [Code.Unimplemented]: 'error.unknownCall',
};

interface Props {
  readonly error: unknown;
  /** What is lacking because of it, where that does not show by itself. */
  readonly lacking?: PlainKey;
  readonly onRetry?: () => void;
}

/** A call that failed: what that means, the server's words, and a way on where there is one. */
export function ErrorNote({ error, lacking, onRetry }: Props) {
  const { t } = useI18n();
  const words = wordsOf(error);
  return (
    <div className="error-note" role="alert">
      <div>
        {lacking && <p>{t(lacking)}</p>}
        <strong>{t(titles[codeOf(error)] ?? 'error.other')}</strong>
        {words && <p lang="en">{words}</p>}
      </div>
      {onRetry && <Button onClick={onRetry}>{t('retry')}</Button>}
    </div>
  );
}
