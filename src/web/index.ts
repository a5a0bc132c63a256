/** Pages for the people who run the shop. */
export { type Gate, localGate, openGate } from './gate/gate.ts'
export { type Listening, type ServedPages, serveWeb } from './serve-web.ts'
export { installLine, type Pictures, type Sitter, sittersOf, takePictures } from './preview/take-pictures.ts'
export { webApp } from './web-app.tsx'
export type { WebSource } from './web-source.ts'
