// The @login that is being typed at the caret, after the server's rule: it begins a word, and consists of what logins consist of.
export interface Typing {
  /** Where its @ stands. */
  from: number;
  typed: string;
}
const ofLogin = /[\p{L}\p{N}._+@-]/u;

export function mentionAt(text: string, caret: number): Typing | null {
  let from = caret;
  while (from > 0 && ofLogin.test(text[from - 1] ?? '')) from--;
  const word = text.slice(from, caret);
  return word.startsWith('@') ? { from, typed: word.slice(1) } : null;
}

/** The text with the login in place of what was typed, and where the caret stands then. */
export function withMention(text: string, { from }: Typing, caret: number, login: string): { text: string; caret: number } {
  const rest = text.slice(caret);
  const said = `@${login}${/^\s/.test(rest) ? '' : ' '}`;
  return { text: text.slice(0, from) + said + rest, caret: from + said.length + (/^\s/.test(rest) ? 1 : 0) };
}
