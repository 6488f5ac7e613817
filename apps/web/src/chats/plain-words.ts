/** Markdown on one line without its marks, for a place that shows words only. Single marks stay: `2 * 3`, `a_b`. */
export function plainWords(markdown: string): string {
  return markdown
    .replace(/\*\*|__|~~|`+/g, '')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\s*(?:#{1,6}|>|[-*+]|\d+\.)\s+/gm, '')
    .replace(/\s+/g, ' ')
    .trim()
}
