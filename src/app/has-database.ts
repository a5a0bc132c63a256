import { existsSync } from 'node:fs'
import { readSettings, type SettingSources } from '../config/index.ts'
import { databaseFile } from './database-file.ts'

/** Whether the shop in a folder has a database already; opening one would make it. */
export function hasDatabase(dir: string, sources: Omit<SettingSources, 'file'>): boolean {
  const url = readSettings({ ...sources, file: {} }).value?.database
  if (url === undefined || !url.startsWith('sqlite:')) return url !== undefined
  const file = databaseFile(dir, sources)
  return file !== undefined && existsSync(file)
}
