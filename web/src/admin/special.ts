// What the inputs of single fields share.
import type { KindField } from '../api/kinds';
import type { OfficeMessages } from '../i18n/office';

export interface SpecialProps {
  field: KindField;
  label: string;
  error?: string;
  values: Record<string, unknown>;
  set(value: unknown): void;
  setOther(field: string, value: unknown): void;
  /** It does not exist yet. */
  fresh: boolean;
}

/** What a name of the server's closed lists is called. */
export const sayName = (t: OfficeMessages, name: string): string => t.admin.values[name] ?? t.level[name] ?? name;

/** Names that the browser knows. */
export const zones = typeof Intl.supportedValuesOf === 'function' ? ['UTC', ...Intl.supportedValuesOf('timeZone')] : [];
