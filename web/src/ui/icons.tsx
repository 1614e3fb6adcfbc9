// The few marks that the console draws, as outlines on a 20-unit grid. They are decoration: the name stands beside or in the label.
import type { SVGProps } from 'react';

function make(path: string, filled?: string) {
  return function Icon({ size = 18, ...rest }: SVGProps<SVGSVGElement> & { size?: number }) {
    return (
      <svg
        viewBox="0 0 20 20"
        width={size}
        height={size}
        fill="none"
        stroke="currentColor"
        strokeWidth={1.6}
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
        {...rest}
      >
        <path d={path} />
        {filled && <path d={filled} fill="currentColor" stroke="none" />}
      </svg>
    );
  };
}

export const QueueIcon = make('M3 5h14M3 10h14M3 15h9');
export const RegisterIcon = make('M4 3h12v14H4zM7 7h6M7 10h6M7 13h3');
export const OnCallIcon = make(
  'M5 3.5h3l1.5 4-2 1.5a9 9 0 0 0 3.5 3.5l1.5-2 4 1.5v3a1.5 1.5 0 0 1-1.5 1.5A12 12 0 0 1 3.5 5 1.5 1.5 0 0 1 5 3.5z',
);
export const AdminIcon = make('M3 6h6M13 6h4M3 14h2M9 14h8M11 4v4M7 12v4');
export const PlusIcon = make('M10 4v12M4 10h12');
export const SearchIcon = make('M9 3.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 0 0 0-11zM13.2 13.2 17 17');
export const CommandIcon = make('M4 6l4 4-4 4M10 15h6');
export const PersonIcon = make('M10 3.5a3 3 0 1 0 0 6a3 3 0 0 0 0-6zM4 17c.5-3.2 2.9-5 6-5s5.5 1.8 6 5');
export const TeamIcon = make(
  'M7.5 4.5a2.5 2.5 0 1 0 0 5a2.5 2.5 0 0 0 0-5zM2.5 16c.4-2.7 2.4-4.2 5-4.2s4.6 1.5 5 4.2' +
    'M13 5a2.2 2.2 0 1 1 0 4.4M14.5 12c1.8.4 2.9 1.8 3.2 4',
);
export const DotsIcon = make(
  '',
  'M4.5 8.7a1.3 1.3 0 1 1 0 2.6a1.3 1.3 0 0 1 0-2.6zM10 8.7a1.3 1.3 0 1 1 0 2.6a1.3 1.3 0 0 1 0-2.6z' +
    'M15.5 8.7a1.3 1.3 0 1 1 0 2.6a1.3 1.3 0 0 1 0-2.6z',
);
export const CloseIcon = make('M5 5l10 10M15 5L5 15');
export const CheckIcon = make('M4 10.5l4 4 8-9');
export const ChevronIcon = make('M5 8l5 5 5-5');
export const BackIcon = make('M12 4l-6 6 6 6');
export const ForwardIcon = make('M8 4l6 6-6 6');
export const EditIcon = make('M4 16l.8-3.5L13 4.3a1.5 1.5 0 0 1 2.2 0l.5.5a1.5 1.5 0 0 1 0 2.2L7.5 15.2z');
export const LockIcon = make('M5 9h10v8H5zM7 9V6.5a3 3 0 0 1 6 0V9');
export const EyeIcon = make(
  'M2.5 10c1.8-3.3 4.3-5 7.5-5s5.7 1.7 7.5 5c-1.8 3.3-4.3 5-7.5 5s-5.7-1.7-7.5-5z' +
    'M10 7.8a2.2 2.2 0 1 0 0 4.4a2.2 2.2 0 0 0 0-4.4z',
);
export const ClipIcon = make('M14.5 9.5l-5 5a3 3 0 0 1-4.3-4.3l6-6a2 2 0 0 1 2.9 2.9l-5.8 5.8a1 1 0 0 1-1.5-1.5l4.9-4.9');
export const LinkIcon = make(
  'M8.5 11.5a3 3 0 0 0 4.3 0l2.7-2.7a3 3 0 0 0-4.3-4.3l-1 1M11.5 8.5a3 3 0 0 0-4.3 0l-2.7 2.7a3 3 0 0 0 4.3 4.3l1-1',
);
export const FilterIcon = make('M3 5h14l-5.5 6.5V16l-3-1.5v-3z');
export const PaneIcon = make('M3 4h14v12H3zM12 4v12');
export const UndoIcon = make('M7 4L3.5 7.5 7 11M4 7.5h7.5a4.5 4.5 0 0 1 0 9H8');
export const ClockIcon = make('M10 3a7 7 0 1 0 0 14a7 7 0 0 0 0-14zM10 6v4.3l2.7 1.7');
export const AlertIcon = make('M10 3.5 17.5 16.5h-15zM10 8.5v3.5M10 14.2v.1');
export const InfoIcon = make('M10 9v5M10 6.2v.1');
export const BellIcon = make(
  'M10 3.2a4.6 4.6 0 0 0-4.6 4.6c0 4-1.4 5.2-1.9 5.9h13c-.5-.7-1.9-1.9-1.9-5.9A4.6 4.6 0 0 0 10 3.2zM8.3 16.4a1.8 1.8 0 0 0 3.4 0',
);
/** What one was told. */
export const InboxIcon = make('M3.5 11.5 5.5 4h9l2 7.5v4.5h-13zM3.5 11.5h4a2.5 2.5 0 0 0 5 0h4');
/** Somebody has asked and waits for an answer. */
export const AskedIcon = make('M4 4h12v9h-7l-4 3v-3h-1zM8.4 7.2a1.7 1.7 0 1 1 1.6 2.2v.6M10 11.6v.1');
export const EscalatedIcon = make('M5.5 9.5 10 5l4.5 4.5M5.5 15 10 10.5l4.5 4.5');
export const DownloadIcon = make('M10 3v9M6 8.5l4 4 4-4M4 16.5h12');
export const CopyIcon = make('M7 7h9v9H7zM4 13V4h9');
export const HelpIcon = make('M7.5 7.5a2.5 2.5 0 1 1 3.7 2.2c-.8.5-1.2 1-1.2 1.9M10 14.5v.1');

// States: a shape each, so that they can be told apart without colour.
export const NewShape = make('M10 5a5 5 0 1 0 0 10a5 5 0 0 0 0-10z');
export const ProgressShape = make('M10 5a5 5 0 1 0 0 10a5 5 0 0 0 0-10z', 'M10 5a5 5 0 0 1 0 10z');
export const HoldShape = make('M7.5 5.5v9M12.5 5.5v9');
export const ResolvedShape = make('M4.5 10.5l3.7 3.7 7.3-8');
export const ClosedShape = make('', 'M10 5a5 5 0 1 0 0 10a5 5 0 0 0 0-10z');
export const CancelledShape = make('M6 6l8 8M14 6l-8 8');

export function Mark({ size = 28 }: { size?: number }) {
  return (
    <svg viewBox="0 0 32 32" width={size} height={size} aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="7" fill="#2b4c6f" />
      <path d="M5 13h22c-1 6-5 10-11 10S6 19 5 13z" fill="#fff" />
      <path d="M4 10h24" stroke="#fff" strokeWidth="2" strokeLinecap="round" opacity=".55" />
    </svg>
  );
}
