import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';

/** A way to a server that can be cut, or fall silent, and be mended. */
export type Way = {
  port: number;
  /** Ends all connections and takes no new ones. */
  cut(): void;
  /** Takes everything and passes nothing on, in either direction. */
  silence(): void;
  mend(): Promise<void>;
};

export async function openWay({ port: to, hostname }: URL): Promise<Way> {
  const sockets = new Set<Socket>();
  let silent = false;
  let server: Server;
  const pass = (from: Socket, to: Socket) => from.on('data', (bytes) => void (silent || to.write(bytes)));
  const open = async (port: number) => {
    server = createServer((near) => {
      const far = connect(Number(to), hostname);
      for (const socket of [near, far]) {
        sockets.add(socket);
        socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
      }
      pass(near, far);
      pass(far, near);
      near.on('close', () => far.destroy());
      far.on('close', () => near.destroy());
    }).listen(port, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  };
  const port = await open(0);
  const cut = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return {
    port,
    cut,
    silence: () => void (silent = true),
    async mend() {
      cut();
      silent = false;
      await open(port);
    },
  };
}
