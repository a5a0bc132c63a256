/**
 * `npm run test:soak [MINUTES] [sqlite|postgres]`: a shop at work for an hour on each database (SOAK_MINUTES), with a
 * little of everything going wrong, and how it stands at the end: lost, twice, memory, connections, oldest due email.
 */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

const words = process.argv.slice(2)
const minutes = words.find((word) => /^[\d.]+$/.test(word)) ?? process.env.SOAK_MINUTES ?? '60'
const databases = words.filter((word) => ['sqlite', 'postgres'].includes(word))
for (const database of databases.length > 0 ? databases : ['postgres', 'sqlite']) {
  console.log(`${minutes} minutes on ${database}`)
  const { status } = spawnSync('npx', ['vitest', 'run', '--project', database, 'test/faults/soak.test.ts'], {
    cwd: resolve(import.meta.dirname, '..'),
    stdio: 'inherit',
    env: { ...process.env, SOAK_MINUTES: minutes },
  })
  process.exitCode = process.exitCode || (status ?? 1)
}
