import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Names and values as the environment or a `.env` file gives them. */
export type Variables = Readonly<Record<string, string | undefined>>

/** The environment of this process: the only place that reads it. */
export function processEnvironment(): Variables {
  return process.env
}

/** The variables of `.env` in a folder; empty when there is none. */
export function dotenvOf(dir: string): Variables {
  try {
    return parseDotenv(readFileSync(join(dir, '.env'), 'utf8'))
  } catch {
    return {}
  }
}

/** `NAME=value` lines; `export`, quotes and `# comments` as people write them. */
export function parseDotenv(text: string): Variables {
  const variables: Record<string, string> = {}
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    const found = /^\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=\s*(.*?)\s*$/.exec(line)
    if (found?.[1] !== undefined && found[2] !== undefined) variables[found[1]] = unquoted(found[2])
  }
  return variables
}

function unquoted(value: string): string {
  const quoted = /^(["'])(.*?)\1(?:\s+#.*)?$/.exec(value)
  if (quoted?.[2] !== undefined) return quoted[1] === '"' ? quoted[2].replaceAll('\\n', '\n') : quoted[2]
  return value.replace(/(^|\s)#.*$/, '').trim()
}
