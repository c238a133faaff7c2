import { theme, type ThemeConfig } from 'antd';
import type { Theme } from './settings';

/** The colours that charts and Ant Design need as values; styles/tokens.css has the same as variables. */
export const palette = {
  light: {
    accent: '#0b6e63',
    accentSoft: '#dcefeb',
    gold: '#e5b454',
    paper: '#f7f5f1',
    card: '#ffffff',
    ink: '#1d1b18',
    quiet: '#5f584f',
    line: '#e4dfd6',
    danger: '#b3261e',
    warning: '#8a5a00',
    previous: '#9b9184',
  },
  dark: {
    accent: '#4cc3b3',
    accentSoft: '#16372f',
    gold: '#d9a441',
    paper: '#141311',
    card: '#1d1b18',
    ink: '#f2eee7',
    quiet: '#b8b0a4',
    line: '#38342e',
    danger: '#ff8a80',
    warning: '#f0b95a',
    previous: '#8d857a',
  },
} as const satisfies Record<Theme, Record<string, string>>;

export const fontFamily =
  "Inter, 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif";

export function antTheme(mode: Theme, motion: boolean): ThemeConfig {
  const colors = palette[mode];
  return {
    algorithm: mode === 'dark' ? theme.darkAlgorithm : theme.defaultAlgorithm,
    cssVar: { key: `fudai-${mode}` },
    hashed: false,
    token: {
      colorPrimary: colors.accent,
      colorInfo: colors.accent,
      colorLink: colors.accent,
      colorError: mode === 'dark' ? '#e5645a' : '#b3261e',
      colorText: colors.ink,
      colorTextSecondary: colors.quiet,
      colorTextDescription: colors.quiet,
      colorTextPlaceholder: colors.quiet,
      colorBgContainer: colors.card,
      colorBgLayout: colors.paper,
      colorBorder: mode === 'dark' ? '#6f685d' : '#8d857a',
      colorBorderSecondary: colors.line,
      colorSplit: colors.line,
      borderRadius: 8,
      fontFamily,
      fontSize: 14,
      controlHeight: 36,
      // Else its parts wait for the end of transitions that never begin, which base.css has put away.
      motion,
    },
    components: {
      Button: {
        colorError: colors.danger,
        colorPrimary: colors.accent,
        primaryColor: mode === 'dark' ? '#07211d' : '#ffffff',
        dangerColor: mode === 'dark' ? '#2b0502' : '#ffffff',
        fontWeight: 500,
      },
      Table: { headerBg: 'transparent', headerColor: colors.quiet, cellPaddingBlock: 10 },
      Tooltip: { colorBgSpotlight: mode === 'dark' ? '#3a362f' : '#2a2723' },
    },
  };
}
