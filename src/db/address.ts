import { isAbsolute, join } from 'node:path'

/** Which database a URL means, with the whole path of a file and without names and passwords of a server. */
export function databaseAddress(url: string, dir: string): string {
  if (url.startsWith('sqlite:')) {
    const path = url.slice('sqlite:'.length)
    return `sqlite:${path === ':memory:' || isAbsolute(path) ? path : join(dir, path)}`
  }
  try {
    const { hostname, port, pathname } = new URL(url)
    return `postgres://${hostname || 'localhost'}:${port || '5432'}${pathname}`
  } catch {
    return 'an address that cannot be read'
  }
}
