import { existsSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { readSettings, type SettingSources } from '../config/index.ts'

/** Whether the shop in a folder has a database already; opening one would make it. */
export function hasDatabase(dir: string, sources: Omit<SettingSources, 'file'>): boolean {
  const url = readSettings({ ...sources, file: {} }).value?.database
  if (url === undefined || !url.startsWith('sqlite:')) return url !== undefined
  const path = url.slice('sqlite:'.length)
  return path !== ':memory:' && existsSync(isAbsolute(path) ? path : join(dir, path))
}
