import { isAbsolute, join } from 'node:path'
import { readSettings, type SettingSources } from '../config/index.ts'

/** The file of the shop's database, there or not; undefined where it lies in memory or on a server. */
export function databaseFile(dir: string, sources: Omit<SettingSources, 'file'>): string | undefined {
  const url = readSettings({ ...sources, file: {} }).value?.database
  if (url === undefined || !url.startsWith('sqlite:')) return undefined
  const path = url.slice('sqlite:'.length)
  if (path === ':memory:') return undefined
  return isAbsolute(path) ? path : join(dir, path)
}
