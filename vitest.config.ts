import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

/** What runs on PostgreSQL, too: all that decides or sends, and rules against plain loops. */
const onPostgres = [
  ...['postgres', 'dialect', 'copy-shop', 'storage', 'wipe-traces'].map((file) => `test/db/${file}.test.ts`),
  'test/worker/**/*.test.ts',
  ...['any-order', 'order-lines', 'orders', 'consent', 'online-retail', 'real-files'].map(
    (file) => `test/ingest/${file}.test.ts`,
  ),
  ...['move-house', 'server'].map((file) => `test/upkeep/${file}.test.ts`),
  'test/simulate/home.test.ts',
  ...['dates', 'engagement', 'events', 'golden', 'local-day', 'orders', 'profile', 'rhythm', 'scores'].map(
    (file) => `test/facts/${file}.test.ts`,
  ),
  ...['campaign-stats', 'holdouts', 'lift', 'retention', 'run-decisions'].map(
    (file) => `test/insights/${file}.test.ts`,
  ),
  ...[
    'copy-from',
    'pepper',
    'link-secrets',
    'log-of-sending',
    'stats',
    'daily',
    'why',
    'members',
    'import',
    'simulate',
  ].map((file) => `test/cli/${file}.test.ts`),
  ...['home', 'segments', 'campaigns', 'preview', 'insights', 'runs', 'outbox', 'customers', 'stories', 'diff'].map(
    (page) => `test/web/${page}.test.ts`,
  ),
  ...['kills', 'kills-beside', 'processes', 'slots', 'endless-reader', 'eight-workers', 'soak'].map(
    (file) => `test/faults/${file}.test.ts`,
  ),
  ...['stories', 'plan', 'deliver', 'consent', 'track', 'campaigns'].map((room) => `test/${room}/**/*.test.ts`),
  'test/{recommend,predictions}/*.test.ts',
  ...['property', 'carry', 'one-customer', 'evaluation', 'sizes-over-time', 'real-shops', 'history'].map(
    (file) => `test/segments/${file}.test.ts`,
  ),
]

/** Minutes on PostgreSQL; `two-homes` and `kills` hold a sample of each equal to SQLite. `FAULTS=full` runs them, too. */
const onlyInFull = [
  'test/stories/shop-294-days.test.ts',
  'test/plan/why-real-shop.test.ts',
  'test/plan/next-dates.test.ts',
  'test/track/keep-list.test.ts',
  'test/ingest/{order*,consent,online-retail,real-files}.test.ts',
  'test/segments/{sizes-over-time,real-shops,history}.test.ts',
  'test/insights/run-decisions.test.ts',
  'test/predictions/predictions.test.ts',
  'test/cli/{pepper,link-secrets,log-of-sending,stats,daily,why,members,import,simulate}.test.ts',
  'test/web/{home,segments,campaigns,preview,insights,outbox,stories,diff}.test.ts',
  'test/recommend/recommend.test.ts',
  'test/deliver/crash.test.ts',
  'test/faults/kills-beside.test.ts',
]

export default defineConfig({
  test: {
    setupFiles: ['test/support/seed.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // A process keeps its modules from file to file: importing them anew for each took a third of the time.
    isolate: false,
    // Tests wait for browsers, servers and processes a quarter of their time.
    maxWorkers: Math.min(4, availableParallelism() + 1),
    projects: [
      {
        extends: true,
        test: { name: 'sqlite', include: ['test/**/*.test.ts'], globalSetup: ['test/support/with-children.ts'] },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: onPostgres,
          exclude: process.env.FAULTS === undefined ? onlyInFull : [],
          globalSetup: ['test/support/with-postgres.ts', 'test/support/with-children.ts'],
        },
      },
    ],
  },
})
