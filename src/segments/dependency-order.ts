/** Names in an order in which each comes after all it needs, and the rings that make that impossible. */
export interface DependencyOrder {
  readonly order: readonly string[]
  /** `['vip', 'loyal']`: vip needs loyal, loyal needs vip. */
  readonly rings: readonly (readonly string[])[]
}

/** Sorts names by what they need; equal names keep the given order. Names that `needs` does not know are left out. */
export function dependencyOrder(needs: ReadonlyMap<string, readonly string[]>): DependencyOrder {
  const order: string[] = []
  const rings: string[][] = []
  const done = new Set<string>()
  const visit = (name: string, path: readonly string[]): void => {
    if (done.has(name)) return
    const from = path.indexOf(name)
    if (from >= 0) {
      rings.push(path.slice(from))
      return
    }
    for (const needed of needs.get(name) ?? []) if (needs.has(needed)) visit(needed, [...path, name])
    if (done.has(name)) return
    done.add(name)
    order.push(name)
  }
  for (const name of needs.keys()) visit(name, [])
  return { order, rings }
}

/** The names that `wanted` need, themselves included, in the order of `order`. */
export function withNeeds(
  wanted: readonly string[],
  order: readonly string[],
  needs: ReadonlyMap<string, readonly string[]>,
): string[] {
  const found = new Set<string>()
  const queue = [...wanted]
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (found.has(name)) continue
    found.add(name)
    queue.push(...(needs.get(name) ?? []))
  }
  return order.filter((name) => found.has(name))
}
