// When the first frame has been drawn and the browser has time again: what nobody sees yet waits until then.
import { useEffect, useState } from 'react';

/** Not every browser tells when it has time; then this long after the first frame, in milliseconds. */
const soon = 300;

export function useCalm(): boolean {
  const [calm, setCalm] = useState(false);
  useEffect(() => {
    const tell = () => setCalm(true);
    if (!('requestIdleCallback' in window)) {
      const timer = setTimeout(tell, soon);
      return () => clearTimeout(timer);
    }
    const idle = requestIdleCallback(tell, { timeout: 2_000 });
    return () => cancelIdleCallback(idle);
  }, []);
  return calm;
}
