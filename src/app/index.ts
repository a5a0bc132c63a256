/**
 * Opens a shop: wires the rooms together for the command line, the web view and the schedule. What a command does not
 * call it does not wait for: functions that need the database or the rules load them when they are called.
 */
import { lazily } from './lazily.ts'

export { type ShopOnThread, withAppOnThread } from './app-on-thread.ts'
export { checkShop, type ShopCheck } from './check-shop.ts'
export type { Begun } from './audit.ts'
export type { CustomerPrediction, PredictionRequest, Predictions } from './predict.ts'
export type { BrokenCampaign } from './check-templates.ts'
export type { CustomerFact } from './customer-facts.ts'
export { evaluationContext, planContext } from './contexts.ts'
export type { FoundCustomer } from './find-customer.ts'
export type { App, AppOptions } from './open-app.ts'
export type { Formatted } from './format-shop.ts'
export type { OpenFiles } from './open-files.ts'
export type { GuardedPlan } from './plan.ts'
export type { Programme } from './read-programme.ts'
export type { Choices, Preferences } from './preferences.ts'
export { type Reloaded, reloadApp } from './reload.ts'
export type { HardCase, HardestCase } from './hardest-cases.ts'
export type { Around, Pickable } from './pick-customers.ts'
export type { EmailRequest, MadeEmail, Seen } from './render-emails.ts'
export type { InsightRange } from './sample-days.ts'
export type { InsightProgress } from './bring-up-to-date.ts'
export type { InsightKind } from './insight-tasks.ts'
export type { ReportPart, ReportRequest, RetentionReport } from './report.ts'
export type { GoalLine } from './goal-lines.ts'
export type { GoalState } from './goal-states.ts'
export { alertSentences } from './alert-sentences.ts'
export { noticeSentence } from './notice-sentence.ts'
export type { AlertsSent } from './send-alerts.ts'
export { usualReport } from './usual-report.ts'
export type { Adopted, AdoptedNumbers } from './adopt-winners.ts'
export type { ComparedVariants } from './variant-tests.ts'
export type { Power } from './power.ts'
export type { Experiments, MeasuredHoldout, Unmeasured } from './experiments.ts'
export type { Counted, Insights, SendsOfDay, StagesOfDay } from './read-insights.ts'
export { nameOf, readShopFiles, type ShopFiles, shopFile, type SourceFile, sourceOf } from './shop-files.ts'
export { type LastRun, nextRun, type Status, statusOf } from './status.ts'
export type { Shown } from './shown.ts'
export { templatesOf } from './template-uses.ts'
export { nameOfUse, type Use, useInAddress, useOf, usesOfTemplate } from './use-of.ts'
export type { Templates } from './templates.ts'
export type { TriedText } from './try-segment.ts'
export type { TestedGuard } from './test-guards.ts'
export type { TestedExample, TestedFile } from './test-shop.ts'

/** Opens a shop with its database; no value where the shop file or a setting is broken. */
export const openApp = lazily(async () => (await import('./open-app.ts')).openApp)

/** Reads shop file, segments and campaigns: no database, no template. */
export const readProgramme = lazily(async () => (await import('./read-programme.ts')).readProgramme)

/** What customers will probably do, and how good the model would have been. */
export const predictShop = lazily(async () => (await import('./predict.ts')).predictShop)

/** What one customer will probably do. */
export const predictCustomer = lazily(async () => (await import('./predict.ts')).predictCustomer)

/** Which moments of a customer's life a shop's campaigns are there for. */
export const auditShop = lazily(async () => (await import('./audit.ts')).auditShop)

/** Writes the files with which a moment begins; nothing is written over. */
export const beginTouchpoint = lazily(async () => (await import('./audit.ts')).beginTouchpoint)

/** The canonical text of every rule of a shop. */
export const formatShop = lazily(async () => (await import('./format-shop.ts')).formatShop)

/** The JSON Schemas of a shop, for its editors. */
export const schemaFiles = lazily(async () => (await import('./manual-files.ts')).schemaFiles)

/** Whether the schemas of a shop say what its files say now. */
export const schemaState = lazily(async () => (await import('./schema-state.ts')).schemaState)

/** Writes a file whole or not at all. */
export const writeSource = lazily(async () => (await import('./write-source.ts')).writeSource)

/** Reads files that are not the open shop's, with their templates. */
export const openFiles = lazily(async () => (await import('./open-files.ts')).openFiles)

/** Who would get what in the day from an instant, and why not. */
export const planOf = lazily(async () => (await import('./plan.ts')).planOf)

/** The reasons for one customer. */
export const whyOf = lazily(async () => (await import('./plan.ts')).whyOf)

/** Runs the examples of segments and campaigns: no database. */
export const testShop = lazily(async () => (await import('./test-shop.ts')).testShop)

/** Holds the guards against the database. */
export const testGuards = lazily(async () => (await import('./test-guards.ts')).testGuards)

/** The file of the database, there or not. */
export const databaseFile = lazily(async () => (await import('./database-file.ts')).databaseFile)

/** The URL of the database, which a command handles without opening the shop. */
export const databaseUrl = lazily(async () => (await import('./database-url.ts')).databaseUrl)

/** Whether there is a database already. */
export const hasDatabase = lazily(async () => (await import('./has-database.ts')).hasDatabase)

/** The app without the campaigns whose templates are broken. */
export const withSoundTemplates = lazily(async () => (await import('./plan.ts')).withSoundTemplates)

/** How many customers each segment holds. */
export const segmentSizes = lazily(async () => (await import('./members.ts')).segmentSizes)

/** What is kept of a segment's sizes at past instants. */
export const keptSizes = lazily(async () => (await import('./past-sizes.ts')).keptSizes)

/** The sizes of a segment at past instants, counted where none is kept. */
export const countSizes = lazily(async () => (await import('./past-sizes.ts')).countSizes)

/** Forgets the sizes at past instants. */
export const forgetSizes = lazily(async () => (await import('./past-sizes.ts')).forgetSizes)

/** The SQL that finds a segment's members. */
export const segmentSql = lazily(async () => (await import('./segment-sql.ts')).segmentSql)

/** The members of a segment with the values behind each line. */
export const memberValues = lazily(async () => (await import('./member-values.ts')).memberValues)

/** What there is to say of a name: a segment, a campaign, a template. */
export const shownOf = lazily(async () => (await import('./shown.ts')).shownOf)

/** A segment's file as somebody would have it, read among the others. */
export const trySegment = lazily(async () => (await import('./try-segment.ts')).trySegment)

/** The ids of a segment's members. */
export const segmentMembers = lazily(async () => (await import('./members.ts')).segmentMembers)

/** The emails of a batch, made as they are for sending. */
export const renderEmails = lazily(async () => (await import('./render-emails.ts')).renderEmails)

/** A message that exists only on the screen. */
export const previewRequest = lazily(async () => (await import('./preview-request.ts')).previewRequest)

/** Sends a test email to one of the shop's test addresses. */
export const sendTest = lazily(async () => (await import('./send-test.ts')).sendTest)

/** A customer and those around them. */
export const customerAround = lazily(async () => (await import('./pick-customers.ts')).customerAround)

/** The customers that break emails. */
export const hardestCases = lazily(async () => (await import('./hardest-cases.ts')).hardestCases)

/** What is wrong with one template as its campaigns use it. */
export const templateProblems = lazily(async () => (await import('./check-templates.ts')).templateProblems)

/** Notes that rows were imported. */
export const recordImport = lazily(async () => (await import('./data-age.ts')).recordImport)

/** How many customers the problems of a check concern, and who. */
export const countConcerned = lazily(async () => (await import('./count-concerned.ts')).countConcerned)

/** When rows were last imported. */
export const lastImport = lazily(async () => (await import('./data-age.ts')).lastImport)

/** When the next queued message is due. */
export const nextDue = lazily(async () => (await import('./queue.ts')).nextDue)

/** Lets everything in the queue go at once: the demo does not wait. */
export const hurryQueue = lazily(async () => (await import('./queue.ts')).hurryQueue)

/** What delivery needs, wired from an open shop. */
export const deliveryOf = lazily(async () => (await import('./delivery.ts')).deliveryOf)

/** Why nothing can be sent through the shop's mail service, if so. */
export const sendingFault = lazily(async () => (await import('./mail-service.ts')).sendingFault)

/** An email as a file for mail programs. */
export const composeEmail = lazily(async () => (await import('./delivery.ts')).composeEmail)

/** The customer with an id or an address. */
export const findCustomer = lazily(async () => (await import('./find-customer.ts')).findCustomer)

/** What rules know of one customer. */
export const customerFacts = lazily(async () => (await import('./customer-facts.ts')).customerFacts)

/** How to call customers and how to ask for them, by id. */
export const customerNames = lazily(async () => (await import('./find-customer.ts')).customerNames)

/** The topics that a customer can leave, with their words. */
export const offeredTopics = lazily(async () => (await import('./preferences.ts')).offeredTopics)

/** What a customer has chosen. */
export const preferencesOf = lazily(async () => (await import('./preferences.ts')).preferencesOf)

/** Writes down what a customer chooses. */
export const choose = lazily(async () => (await import('./preferences.ts')).choose)

/** Works off what mail services sent. */
export const workOffWebhooks = lazily(async () => (await import('./work-off-webhooks.ts')).workOffWebhooks)

/** Takes a customer out of every table and file. */
export const eraseCustomer = lazily(async () => (await import('./erase-customer.ts')).eraseCustomer)

/** Erases anew whoever was erased before a restore. */
export const eraseAgain = lazily(async () => (await import('./erase-customer.ts')).eraseAgain)

/** Refuses a machine that would not recognise who was erased. */
export const assurePepper = lazily(async () => (await import('./pepper.ts')).assurePepper)

/** Whether this machine recognises who was erased. */
export const pepperStateOf = lazily(async () => (await import('./pepper.ts')).pepperStateOf)

/** This machine's pepper counts from now on. */
export const takeNewPepper = lazily(async () => (await import('./pepper.ts')).takeNewPepper)

/** Refuses a machine that would not accept the links of sent emails; notes which secret signs. */
export const assureSecrets = lazily(async () => (await import('./link-secrets.ts')).assureSecrets)

/** Whether this machine accepts the links of sent emails. */
export const secretStateOf = lazily(async () => (await import('./link-secrets.ts')).secretStateOf)

/** Only links of this machine's secret count from now on. */
export const takeNewSecret = lazily(async () => (await import('./link-secrets.ts')).takeNewSecret)

/** Ends an erasure that was interrupted. */
export const payWipe = lazily(async () => (await import('./pay-wipe.ts')).payWipe)

/** Which erasure is unfinished. */
export const owedWipe = lazily(async () => (await import('./pay-wipe.ts')).owedWipe)

/** What was sent and what came of it. */
export const statsOf = lazily(async () => (await import('./stats.ts')).statsOf)

/** Which campaigns are above half of a limit at which they stop themselves. */
export const strainsOf = lazily(async () => (await import('./stats.ts')).strainsOf)

/** Takes in a message of a bounce mailbox. */
export const takeBounce = lazily(async () => (await import('./take-bounce.ts')).takeBounceOf)

/** Notes the second yes of a double opt-in. */
export const confirmConsent = lazily(async () => (await import('./confirm-consent.ts')).confirmConsent)

/** What is known of a shop's customers over a range, from kept answers. */
export const readInsights = lazily(async () => (await import('./read-insights.ts')).readInsights)

/** Counts what the pictures of a range still need, and keeps it. */
export const updateInsights = lazily(async () => (await import('./insight-thread.ts')).updateInsights)

/** Counts some of what a range still needs here and now, and keeps it. */
export const bringUpToDate = lazily(async () => (await import('./bring-up-to-date.ts')).bringUpToDate)

/** Forgets what was counted for pictures: the next page counts anew. */
export const forgetInsights = lazily(async () => (await import('../insights/index.ts')).forgetAnswers)

/** Keeps the mail service's list of suppressed addresses and ours the same. */
export const keepSuppressionList = lazily(async () => (await import('./suppression-list.ts')).keepSuppressionList)

/** Suppresses a customer, here and on the mail service's list. */
export const suppressByHand = lazily(async () => (await import('./suppression-list.ts')).suppressByHand)

/** Lifts it again, here and there. */
export const liftByHand = lazily(async () => (await import('./suppression-list.ts')).liftByHand)

/** The retention report of a period, as it was counted today or counted now and kept. */
export const retentionReport = lazily(async () => (await import('./report.ts')).retentionReport)

/** Counts what recommendations are made from, where templates recommend anything. */
export const keepFirstPredictions = lazily(async () => (await import('./keep-predictions.ts')).keepFirstPredictions)
export const keepPredictions = lazily(async () => (await import('./keep-predictions.ts')).keepPredictions)
export const keepRecommendations = lazily(async () => (await import('./keep-recommendations.ts')).keepRecommendations)

/** What is recommended to customers, and why. */
export const recommendFor = lazily(async () => (await import('./recommend-for.ts')).recommendFor)

/** Adopts the variants that have won, where their files leave it to the daily run. */
export const adoptWinners = lazily(async () => (await import('./adopt-winners.ts')).adoptWinners)

/** Adopts a variant because somebody says so. */
export const adoptByHand = lazily(async () => (await import('./adopt-winners.ts')).adoptByHand)

/** What an email recommends to its customer, and why. */
export const recommendedIn = lazily(async () => (await import('./recommended-in.ts')).recommendedIn)

/** What is being tried, and what came of it. */
export const experimentsOf = lazily(async () => (await import('./experiments.ts')).experimentsOf)

/** How the numbers of the goals went since they were set. */
export const goalLines = lazily(async () => (await import('./goal-lines.ts')).goalLines)
/** How the goals of the shop stand. */
export const goalStates = lazily(async () => (await import('./goal-states.ts')).goalStates)

/** How long experiments take, from simulated days. */
export const powerOf = lazily(async () => (await import('./power.ts')).powerOf)
/** Tells the shop's own people what is new, once a day. */
export const sendAlerts = lazily(async () => (await import('./send-alerts.ts')).sendAlerts)
