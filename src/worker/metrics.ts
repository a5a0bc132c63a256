import type { Registry } from 'prom-client'
import type { HealthSource } from './health.ts'
import { OUTCOMES } from './outcomes.ts'
import { type Gauges, readGauges } from './read-gauges.ts'
import type { Tallies } from './tallies.ts'

/** Answers Prometheus: the text and its type. Nothing in it names a person. */
export type Metrics = () => Promise<{ readonly text: string; readonly type: string }>

/** The metrics of a process, and of the shop as its database says. prom-client is loaded by the first who asks. */
export function metricsOf(source: HealthSource): Metrics {
  let told: ReturnType<typeof openRegistry> | undefined
  return async () => {
    told ??= openRegistry()
    const { registry, tell } = await told
    const gauges = await readGauges(source.app(), source.now()).catch(() => undefined)
    tell(gauges, source.tallies)
    return { text: await registry.metrics(), type: registry.contentType }
  }
}

interface Told {
  readonly registry: Registry
  /** `gauges` is undefined where the database does not answer: then only the process speaks. */
  tell(gauges: Gauges | undefined, tallies: Tallies): void
}

async function openRegistry(): Promise<Told> {
  const { default: prom } = await import('prom-client')
  const registry = new prom.Registry()
  prom.collectDefaultMetrics({ register: registry })
  const shared = { registers: [registry] }
  const gauge = (name: string, help: string) => new prom.Gauge({ name: `perennial_${name}`, help, ...shared })
  const labelled = (name: string, help: string, label: string) =>
    new prom.Gauge({ name: `perennial_${name}`, help, labelNames: [label], ...shared })
  const counter = (name: string, help: string, ...labelNames: string[]) =>
    new prom.Counter({ name: `perennial_${name}`, help, labelNames, ...shared })
  const emails = counter('emails_total', 'Emails of this process by what came of them', 'outcome')
  const webhooks = counter('webhooks_stored_total', 'Events of mail services that this process stored')
  const failures = counter('failures_total', 'Failures of this process that are tried again')
  const runs = new prom.Histogram({
    name: 'perennial_run_seconds',
    help: 'How long the runs of this process took',
    buckets: [1, 5, 15, 60, 300, 900, 3600],
    ...shared,
  })
  const up = gauge('database_up', '1 where the database answers')
  const ofShop = {
    due: gauge('emails_due', 'Emails whose instant has come'),
    queued: gauge('emails_queued', 'Emails in the queue, those of later too'),
    uncertain: gauge('emails_uncertain', 'Emails of which nobody knows whether they were sent'),
    oldestDue: gauge('oldest_due_email_seconds', 'Since when the oldest due email waits'),
    tickAge: gauge('tick_age_seconds', 'Since when nobody has looked at the clock'),
    lastEnded: gauge('last_run_timestamp_seconds', 'When the last run ended'),
    lastTook: gauge('last_run_seconds', 'How long the last run took'),
    openWebhooks: gauge('webhooks_open', 'Events that wait to be worked off'),
  }
  const waiting = labelled('jobs_waiting', 'Jobs that wait or are worked on', 'job')
  const failed = labelled('jobs_failed', 'Jobs that failed for good', 'job')
  return {
    registry,
    tell(gauges, tallies) {
      for (const outcome of OUTCOMES) setTotal(emails, tallies.emails[outcome], { outcome })
      setTotal(webhooks, tallies.webhooks)
      setTotal(failures, tallies.failures)
      // Each is observed once; Prometheus wants all of a process.
      for (const seconds of tallies.runs.splice(0)) runs.observe(seconds)
      up.set(gauges ? 1 : 0)
      for (const [name, one] of Object.entries(ofShop)) one.set(gaugeOf(gauges, name as keyof typeof ofShop))
      waiting.reset()
      failed.reset()
      for (const { name, ...count } of gauges?.jobs ?? []) {
        waiting.set({ job: name }, count.waiting)
        failed.set({ job: name }, count.failed)
      }
    },
  }
}

/** What is not known is NaN, which Prometheus takes for no value. */
function gaugeOf(gauges: Gauges | undefined, name: string): number {
  const flat = { ...gauges, lastEnded: gauges?.lastRun?.ended, lastTook: gauges?.lastRun?.took }
  const value = (flat as Readonly<Record<string, unknown>>)[name]
  return typeof value === 'number' ? value : Number.NaN
}

interface Total {
  inc(labels: Record<string, string>, by: number): void
  remove(labels: Record<string, string>): void
}

/** Counters of prom-client only go up by a difference; ours know their sum. */
function setTotal(counter: Total, sum: number, labels: Record<string, string> = {}): void {
  counter.remove(labels)
  counter.inc(labels, sum)
}
