import { createServer } from 'node:net';
import { PortInUse, PortNotAllowed } from './errors.ts';

/** A port of this machine that nobody listens on: the preferred one if it is still free. */
export async function freePort(preferred?: number): Promise<number> {
  if (preferred !== undefined) {
    try {
      return await listenOnce(preferred, '127.0.0.1');
    } catch {
      // taken by somebody else since: any other will do
    }
  }
  return listenOnce(0, '127.0.0.1');
}

/** Tells before anything is started that the pages could not be served on this port. */
export async function requireFreePort(port: number): Promise<void> {
  try {
    await listenOnce(port);
  } catch (error) {
    throw portError(port, error);
  }
}

/** What a failed `listen` means to the one who chose the port; any other error stays what it is. */
export function portError(port: number, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EADDRINUSE') return new PortInUse(port);
  if (code === 'EACCES') return new PortNotAllowed(port);
  return error;
}

function listenOnce(port: number, host?: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => resolve(bound));
    });
  });
}
