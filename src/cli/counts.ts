/** A count with thousands separators: `1,870`. */
export function count(number: number): string {
  return String(number).replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',')
}

/** A count with its noun: `1 order`, `1,870 orders`; `many` where an s is not enough. */
export function counted(number: number, one: string, many = `${one}s`): string {
  return `${count(number)} ${number === 1 ? one : many}`
}

/** A span of milliseconds: `0.4 s`, `3 minutes`, `2 hours`, `5 days`. */
export function span(milliseconds: number): string {
  const seconds = milliseconds / 1000
  if (seconds < 60) return `${seconds.toFixed(1)} s`
  if (seconds < 7200) return counted(Math.round(seconds / 60), 'minute')
  if (seconds < 2 * 86_400) return counted(Math.round(seconds / 3600), 'hour')
  return counted(Math.floor(seconds / 86_400), 'day')
}

/** A number of bytes as people say it: `0.3 MB`, `12 MB`, `1.4 GB`. */
export function megabytes(bytes: number): string {
  const mega = bytes / 1024 ** 2
  if (mega >= 1000) return `${(mega / 1024).toFixed(1)} GB`
  return `${mega < 10 ? mega.toFixed(1) : Math.round(mega)} MB`
}
