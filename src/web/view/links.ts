/** The same address, as a path of ours, with some of its parameters changed; `undefined` takes one off. A filter lives in the address. */
export function withParams(url: URL, changes: Readonly<Record<string, string | number | undefined>>): string {
  const params = new URLSearchParams(url.search)
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined || value === '') params.delete(name)
    else params.set(name, String(value))
  }
  const search = params.toString()
  // Two slashes at the beginning would lead to another host.
  const path = url.pathname.replace(/^\/+/, '/')
  return search === '' ? path : `${path}?${search}`
}
