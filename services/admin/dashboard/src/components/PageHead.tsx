import { useEffect, type ReactNode } from 'react';
import { useI18n } from '@/i18n';

interface Props {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly children?: ReactNode;
}

/** A page's title, which is also the window's, with what can be done on it. */
export function PageHead({ title, lead, children }: Props) {
  const { t } = useI18n();
  useEffect(() => {
    document.title = `${title} · ${t('brand')}`;
  }, [title, t]);
  return (
    <div className="page-head">
      <div>
        <h1>{title}</h1>
        {lead && <div className="quiet">{lead}</div>}
      </div>
      {children && <div className="page-actions">{children}</div>}
    </div>
  );
}
