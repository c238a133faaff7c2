import { useI18n, type PlainKey } from '@/i18n';
import { changeSettings, useSettings, type Language, type ThemeChoice } from '@/lib/settings';
import { Choice } from './Choice';

const languages: readonly { value: Language; text: string }[] = [
  { value: 'zh', text: '中文' },
  { value: 'en', text: 'English' },
];

const themes: readonly { value: ThemeChoice; label: PlainKey }[] = [
  { value: 'light', label: 'theme.light' },
  { value: 'dark', label: 'theme.dark' },
  { value: 'system', label: 'theme.system' },
];

/** Language and theme. */
export function Settings() {
  const { t } = useI18n();
  const { language, themeChoice } = useSettings();
  return (
    <div className="settings">
      <Choice
        label={t('language')}
        value={language}
        options={languages}
        onChange={value => changeSettings({ language: value })}
      />
      <Choice
        label={t('theme')}
        value={themeChoice}
        options={themes.map(({ value, label }) => ({ value, text: t(label) }))}
        onChange={value => changeSettings({ themeChoice: value })}
      />
    </div>
  );
}
