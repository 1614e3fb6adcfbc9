// A caller writes one text; the first sentence or line of it becomes the title, the whole of it the description.

/** Longer titles are cut at a word. */
const titleMost = 120;

export function titleOf(text: string): { title: string; description?: string } {
  const whole = text.trim();
  const line = (whole.split('\n')[0] ?? '').trim();
  const sentence = /^.{8,}?[.!?](?=\s)/.exec(line)?.[0] ?? line;
  let title = sentence.replace(/[.\s]+$/, '');
  if (Array.from(title).length > titleMost) {
    const cut = Array.from(title)
      .slice(0, titleMost - 1)
      .join('');
    const space = cut.lastIndexOf(' ');
    title = `${cut.slice(0, space > titleMost / 2 ? space : undefined).trimEnd()}…`;
  }
  return title === whole ? { title } : { title, description: whole };
}
