// The condition language as chips: a filter is cut at its outermost `and`s, and put together again. The server alone decides
// whether it is right; this only knows quotes and brackets.

interface Outer {
  word: 'and' | 'or';
  at: number;
}

/** The `and`s and `or`s outside quotes and brackets; null when a quote or a bracket stays open. */
export function outerWords(text: string): Outer[] | null {
  const found: Outer[] = [];
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c === '\\') i++;
      else if (c === '"') quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === '(') depth++;
    else if (c === ')') depth--;
    else if (depth === 0) {
      const word = isWord(text, i, 'and') ? 'and' : isWord(text, i, 'or') ? 'or' : null;
      if (word) found.push({ word, at: i });
    }
  }
  return quoted || depth !== 0 ? null : found;
}

/** The outermost terms. Unbalanced text is one term, so that nothing is lost while somebody is still typing. */
export function splitTerms(text: string): string[] {
  const words = outerWords(text);
  const cuts = words?.every(({ word }) => word === 'and') ? words : [];
  const ends = [...cuts.map(({ at }) => at), text.length];
  return ends.map((end, i) => text.slice(i === 0 ? 0 : (cuts[i - 1]?.at ?? 0) + 3, end).trim()).filter((term) => term !== '');
}

export function joinTerms(terms: string[]): string {
  const kept = terms.map((term) => term.trim()).filter((term) => term !== '');
  if (kept.length < 2) return kept[0] ?? '';
  return kept.map((term) => (hasOuterOr(term) ? `(${term})` : term)).join(' and ');
}

/** With `term` added once; a term on the same field with `=` or `in` takes the place of the former one. */
export function withTerm(text: string, term: string): string {
  const terms = splitTerms(text);
  if (terms.includes(term)) return joinTerms(terms);
  const field = equalityField(term);
  const at = field === null ? -1 : terms.findIndex((other) => equalityField(other) === field);
  return joinTerms(at < 0 ? [...terms, term] : terms.map((other, i) => (i === at ? term : other)));
}

export function withoutTerm(text: string, term: string): string {
  return joinTerms(splitTerms(text).filter((other) => other !== term));
}

/** A literal of the language. */
export function quote(text: string): string {
  return `"${text.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;
}

/** Where in the text the server found the mistake, as an index into it; the server counts characters from 1. Null: it did not say. */
export function errorPosition(detail: string, text: string): number | null {
  const found = /\bat position (\d+)/i.exec(detail);
  if (!found) return null;
  return Array.from(text)
    .slice(0, Math.max(Number(found[1]) - 1, 0))
    .join('').length;
}

function equalityField(term: string): string | null {
  return /^([a-z_][\w.]*)\s*(?:=|in\b)/i.exec(term)?.[1] ?? null;
}

function isWord(text: string, at: number, word: string): boolean {
  if (text.slice(at, at + word.length).toLowerCase() !== word) return false;
  return !/[\w.]/.test(text[at - 1] ?? ' ') && !/[\w.]/.test(text[at + word.length] ?? ' ');
}

function hasOuterOr(term: string): boolean {
  return outerWords(term)?.some(({ word }) => word === 'or') ?? false;
}
