import { useI18n } from '@/i18n';
import { shortened } from '@/lib/ids';
import { useAddress } from './useAddress';

/** Says of a parameter of the address that there is no such value, and that it is not heeded. */
export function AddressNote({ name, options }: { name: string; options: readonly string[] }) {
  const { t } = useI18n();
  const value = useAddress().get(name);
  if (!value || options.includes(value)) return null;
  return (
    <p className="address-note" role="status">
      {t('address.ignored', { name, value: shortened(value) })}
    </p>
  );
}
