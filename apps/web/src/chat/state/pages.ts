import type { MessageView } from '@parley/api'

/** A page of `message.list`: newest first. */
export interface Page {
  items: MessageView[]
  nextCursor: string | null
}

/** The pages of `message.list` as vue-query keeps them. */
export interface Pages {
  pages: Page[]
  pageParams: (string | null)[]
}

/** All rows, oldest first. */
export const rowsOf = (pages: Pages | undefined): MessageView[] =>
  pages?.pages.flatMap(({ items }) => items).reverse() ?? []

/** Puts a newly read first page over what is kept: what is older than it stays, so that the reader's place does. */
export function withHead(kept: Pages | undefined, head: Page): Pages {
  const fresh: Pages = { pages: [head], pageParams: [null] }
  const oldest = head.items.at(-1)
  if (!kept || !oldest || head.nextCursor === null) return fresh
  const rows = kept.pages.flatMap(({ items }) => items)
  const overlap = rows.findIndex(({ id }) => id === oldest.id)
  if (overlap < 0) return fresh
  const older = new Set(rows.slice(overlap + 1).map(({ id }) => id))
  const rest = kept.pages
    .map((page, index) => ({
      page: { ...page, items: page.items.filter(({ id }) => older.has(id)) },
      param: kept.pageParams[index] ?? null,
    }))
    .filter(({ page }) => page.items.length > 0)
  return {
    pages: [head, ...rest.map(({ page }) => page)],
    // A first page that is cut in two is read again, should it ever be, from where the new one ends.
    pageParams: [null, ...rest.map(({ param }) => param ?? head.nextCursor)],
  }
}

/** Writes the branch that is shown into the pages, so that they have what so far only the events told. */
export function withBranch(kept: Pages, branch: readonly MessageView[]): Pages {
  const shown = new Map(branch.map((message) => [message.id, message]))
  const [first, ...rest] = kept.pages
  if (!first) return kept
  const inRest = new Set(rest.flatMap(({ items }) => items.map(({ id }) => id)))
  const known = (items: MessageView[]) => items.flatMap(({ id }) => shown.get(id) ?? [])
  return {
    ...kept,
    pages: [
      { ...first, items: branch.filter(({ id }) => !inRest.has(id)).toReversed() },
      ...rest.map((page) => ({ ...page, items: known(page.items) })),
    ],
  }
}
