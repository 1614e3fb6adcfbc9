// A QR code, drawn here: what it says never leaves the page.
import { encode } from 'uqr';

/** White around the code, in its own squares; readers ask for four, two are enough on a screen. */
const border = 2;

export function Qr({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { border });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  // Dark on light in both themes: a reader expects it so.
  return (
    <svg viewBox={`0 0 ${size} ${size}`} width={196} height={196} role="img" aria-label={label} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
