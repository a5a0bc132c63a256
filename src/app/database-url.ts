import { readSettings, type SettingSources } from '../config/index.ts'

/** The URL of the shop's database, as settings name it; undefined where a setting is broken. */
export function databaseUrl(sources: Omit<SettingSources, 'file'>): string | undefined {
  return readSettings({ ...sources, file: {} }).value?.database
}
