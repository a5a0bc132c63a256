import { spawn } from 'node:child_process'

/** What git answered; `failed` is its own sentence. */
export type GitAnswer = { readonly out: Buffer } | { readonly failed: string }

/** Runs git in a folder; `input` goes to its standard input. */
export function git(dir: string, words: readonly string[], input = ''): Promise<GitAnswer> {
  return new Promise((resolve) => {
    const child = spawn('git', ['-C', dir, ...words], { stdio: ['pipe', 'pipe', 'pipe'] })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => out.push(part))
    child.stderr.on('data', (part: Buffer) => err.push(part))
    // A git that ends early closes its input: its own words say why.
    child.stdin.on('error', () => undefined)
    child.on('error', (error) => resolve({ failed: error.message }))
    child.on('close', (code) => {
      if (code === 0) resolve({ out: Buffer.concat(out) })
      else resolve({ failed: Buffer.concat(err).toString('utf8').trim() || `git ended with ${code}` })
    })
    child.stdin.end(input)
  })
}
