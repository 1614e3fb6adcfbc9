// The order of a story: the newest first, and within one instant the later change first.
import type { StoryItem } from '../api/types';

export function newestFirst(items: StoryItem[]): StoryItem[] {
  const seen = new Set<string>();
  const kept = items.filter((item) => {
    const key = String(item.id ?? item.seq);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return kept.sort((a, b) => Number(b.seq ?? 0) - Number(a.seq ?? 0) || Date.parse(b.at) - Date.parse(a.at));
}
