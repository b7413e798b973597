import { theme, type ThemeConfig } from 'antd';

const shared: ThemeConfig['token'] = {
  fontFamily:
    "system-ui, -apple-system, 'Segoe UI', 'PingFang SC', 'Hiragino Sans GB', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', sans-serif",
  fontFamilyCode: "ui-monospace, 'SF Mono', 'Cascadia Mono', Menlo, Consolas, monospace",
  borderRadius: 6,
  fontSize: 14,
  controlHeight: 32,
};

/** Text and status colours keep 4.5:1 against their ground, which Ant's own greys and greens do not. */
const light: ThemeConfig['token'] = {
  colorPrimary: '#14508c',
  colorInfo: '#14508c',
  colorInfoBg: '#e9f1f9',
  colorInfoBorder: '#b4cde6',
  colorLink: '#14508c',
  // What is pointed at stays legible: Ant's own is a light blue.
  colorLinkHover: '#0e3a66',
  colorLinkActive: '#0e3a66',
  colorPrimaryBg: '#e3edf7',
  colorPrimaryBgHover: '#d3e3f3',
  controlItemBgActive: '#e3edf7',
  controlItemBgActiveHover: '#d3e3f3',
  colorSuccess: '#1e7145',
  colorWarning: '#8f5600',
  colorWarningBg: '#fdf4e3',
  colorWarningBorder: '#e6c88f',
  colorError: '#b3261e',
  colorErrorBg: '#fceeec',
  colorErrorBorder: '#e6b3ae',
  colorTextSecondary: '#4b5563',
  colorTextTertiary: '#5b6472',
  colorTextQuaternary: '#646d7a',
  colorTextDescription: '#4b5563',
  colorTextPlaceholder: '#646d7a',
  colorTextDisabled: '#6b7280',
  colorBgLayout: '#f4f6f8',
  colorBorderSecondary: '#e3e7ec',
};

const dark: ThemeConfig['token'] = {
  colorPrimary: '#5b9bd8',
  colorInfo: '#5b9bd8',
  colorInfoBg: '#14263a',
  colorInfoBorder: '#28486a',
  colorLink: '#7db4e8',
  colorLinkHover: '#a8cff3',
  colorLinkActive: '#a8cff3',
  colorPrimaryBg: '#22374d',
  colorPrimaryBgHover: '#2a435d',
  controlItemBgActive: '#22374d',
  controlItemBgActiveHover: '#2a435d',
  colorSuccess: '#5fbf8a',
  colorWarning: '#e0a84c',
  colorError: '#f08078',
  colorBgBase: '#12161c',
  colorBgLayout: '#12161c',
  colorBgContainer: '#191f27',
  colorBgElevated: '#232b36',
  colorBorder: '#3b4552',
  colorBorderSecondary: '#2c343f',
  colorFillAlter: '#202733',
  colorTextSecondary: '#b6bec9',
  colorTextTertiary: '#a2abb8',
  colorTextQuaternary: '#97a1ae',
  colorTextDescription: '#b6bec9',
  colorTextPlaceholder: '#97a1ae',
  colorTextDisabled: '#8c96a4',
};

export function themeOf(isDark: boolean, calm: boolean): ThemeConfig {
  return {
    algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: { ...shared, ...(isDark ? dark : light), motion: !calm },
    components: {
      Layout: { headerHeight: 52, headerPadding: '0 16px', siderBg: 'transparent', headerBg: 'transparent' },
      Table: { cellPaddingBlockMD: 8, cellPaddingInlineMD: 10 },
      Menu: {
        itemHeight: 34,
        itemMarginBlock: 1,
        groupTitleFontSize: 12,
        itemSelectedBg: isDark ? '#22374d' : '#e3edf7',
        itemSelectedColor: isDark ? '#a9d0f5' : '#0f4274',
      },
      // White on the lightened blue of the dark theme would be too faint.
      Button: isDark ? { primaryColor: '#0b1420' } : {},
      Tabs: isDark ? { itemSelectedColor: '#7db4e8', inkBarColor: '#7db4e8' } : {},
    },
  };
}
