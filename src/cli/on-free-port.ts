import { Failure } from './failure.ts'

/** Serves on a port, or says which flag takes another one. */
export async function onFreePort<T>(port: number, flag: string, serve: () => Promise<T>): Promise<T> {
  try {
    return await serve()
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')) throw error
    throw new Failure(`Port ${port} is in use by another program`, `${flag} ${port + 100}`)
  }
}
