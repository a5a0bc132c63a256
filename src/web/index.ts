/** Pages for the people who run the shop. */
export { type ServedPages, serveStatus, statusApp, type StatusSource } from './status.tsx'
