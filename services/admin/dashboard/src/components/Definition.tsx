import { Tooltip } from 'antd';
import { useI18n, type PlainKey } from '@/i18n';

/** A figure's definition, one hover or focus away. */
export function Definition({ of, text }: { of: string; text: PlainKey }) {
  const { t } = useI18n();
  return (
    <Tooltip title={t(text)} trigger={['hover', 'focus']}>
      <button type="button" className="definition" aria-label={t('definition.of', { name: of })}>
        i
      </button>
    </Tooltip>
  );
}
