import type { App } from '../app/index.ts'
import { storeWebhooks, type WebhookDelivery } from '../track/index.ts'

/** Takes in webhooks; each promise resolves when its delivery is in the database. */
export interface WebhookInbox {
  add(delivery: WebhookDelivery): Promise<void>
}

/**
 * Stores what arrives within a few milliseconds in one transaction together: each commit waits for the disk, and a mail
 * service may send a thousand events a second (WH-05).
 */
export function webhookInbox(app: () => App): WebhookInbox {
  let waiting: Waiting[] = []
  let state: 'idle' | 'writing' = 'idle'
  const write = async () => {
    while (waiting.length > 0) {
      const lot = waiting
      waiting = []
      await storeWebhooks(
        app(),
        lot.map(({ delivery }) => delivery),
      ).then(
        () => lot.map(({ done }) => done()),
        (error: unknown) => lot.map(({ failed }) => failed(error)),
      )
    }
    state = 'idle'
  }
  return {
    add: (delivery) =>
      new Promise((done, failed) => {
        waiting.push({ delivery, done, failed })
        if (state === 'writing') return
        state = 'writing'
        void gather().then(write)
      }),
  }
}

interface Waiting {
  readonly delivery: WebhookDelivery
  done(): void
  failed(error: unknown): void
}

/** As long as a commit takes: then half of the time at most goes to the disk, and nobody notices. In ms. */
const GATHERING = 5

function gather(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, GATHERING))
}
