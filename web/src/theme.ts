// How the console looks where Mantine draws it: small steps, one accent colour, contrast checked in both schemes.
import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

const keel: MantineColorsTuple = [
  '#eef3f9',
  '#dae5f1',
  '#b6cbe3',
  '#8fafd4',
  '#6e98c8',
  '#5788bf',
  '#3f6fa8',
  '#30598b',
  '#274a75',
  '#1d3a5e',
];
const dark: MantineColorsTuple = [
  '#e4e7eb',
  '#c3c9d1',
  '#9ea8b4',
  '#7a8593',
  '#47515d',
  '#353d47',
  '#1d2228',
  '#1b2026',
  '#14181d',
  '#0e1115',
];

export const theme = createTheme({
  primaryColor: 'keel',
  // White text has 4.5:1 on both shades; Mantine decides the text colour by the light one.
  primaryShade: { light: 7, dark: 6 },
  autoContrast: true,
  colors: { keel, dark },
  fontFamily: "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', Menlo, monospace",
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.45', lg: '1.5', xl: '1.4' },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  radius: { xs: '2px', sm: '4px', md: '6px', lg: '10px', xl: '16px' },
  defaultRadius: 'md',
  headings: {
    fontWeight: '600',
    sizes: { h1: { fontSize: '1.25rem', lineHeight: '1.4' }, h2: { fontSize: '1rem' }, h3: { fontSize: '0.875rem' } },
  },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Button: { defaultProps: { size: 'sm' } },
    SegmentedControl: { styles: { label: { paddingInline: 10 } } },
    Switch: { defaultProps: { withThumbIndicator: false } },
    Tooltip: {
      defaultProps: {
        openDelay: 400,
        withArrow: false,
        multiline: true,
        maw: 360,
        events: { hover: true, focus: true, touch: false },
      },
    },
    Modal: {
      defaultProps: {
        padding: 'lg',
        styles: { title: { fontWeight: 600 } },
        centered: false,
        yOffset: '8vh',
        transitionProps: { duration: 120 },
        overlayProps: { backgroundOpacity: 0.35 },
      },
    },
    // Focus goes to the first item: a place before it is no part that a menu may have.
    Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 80 }, withInitialFocusPlaceholder: false } },
    Select: { defaultProps: { comboboxProps: { transitionProps: { duration: 80 }, shadow: 'md' }, checkIconPosition: 'right' } },
    MultiSelect: { defaultProps: { comboboxProps: { transitionProps: { duration: 80 }, shadow: 'md' } } },
  },
});

/** Our own colours stand in tokens.css; here Mantine is told to use them. */
export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': 'var(--ek-surface)',
    '--mantine-color-text': 'var(--ek-text)',
    '--mantine-color-dimmed': 'var(--ek-dim)',
    '--mantine-color-default-border': 'var(--ek-line-strong)',
    '--mantine-color-placeholder': 'var(--ek-placeholder)',
    '--mantine-color-error': 'var(--ek-error)',
    '--mantine-color-anchor': 'var(--ek-accent)',
  },
  dark: {
    '--mantine-color-body': 'var(--ek-surface)',
    '--mantine-color-text': 'var(--ek-text)',
    '--mantine-color-dimmed': 'var(--ek-dim)',
    '--mantine-color-default': 'var(--ek-field)',
    '--mantine-color-default-hover': 'var(--ek-hover)',
    '--mantine-color-default-border': 'var(--ek-line-strong)',
    '--mantine-color-placeholder': 'var(--ek-placeholder)',
    '--mantine-color-error': 'var(--ek-error)',
    '--mantine-color-anchor': 'var(--ek-accent)',
  },
});
