// Two tones, made by the browser itself. Browsers keep quiet until somebody has touched the page: the sound is made ready with the first
// touch, and one that comes before is lost.
let context: AudioContext | null = null;

/** From a click or a key: from then on this page may be heard. */
export function allowSound(): void {
  if (typeof AudioContext === 'undefined') return;
  context ??= new AudioContext();
  void context.resume().catch(() => undefined);
}

const tones = [
  { at: 0, hertz: 880 },
  { at: 0.22, hertz: 660 },
  { at: 0.55, hertz: 880 },
  { at: 0.77, hertz: 660 },
];
const toneSeconds = 0.18;
const loudness = 0.2;

/** Whether it can be heard. */
export function playUrgent(): boolean {
  if (!context || context.state !== 'running') return false;
  for (const { at, hertz } of tones) {
    const begins = context.currentTime + at;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.type = 'triangle';
    tone.frequency.value = hertz;
    // Swells and fades, or it would click.
    volume.gain.setValueAtTime(0, begins);
    volume.gain.linearRampToValueAtTime(loudness, begins + 0.02);
    volume.gain.linearRampToValueAtTime(0, begins + toneSeconds);
    tone.connect(volume).connect(context.destination);
    tone.start(begins);
    tone.stop(begins + toneSeconds);
  }
  return true;
}
