import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A wire to a server that a spec can cut, mend and lead to another; `onAnswer` sees what the server says before it is passed on, and may swallow it. */
export const wireTo = async (host: string, port: number, onAnswer: (data: Buffer) => boolean = () => true) => {
  const sockets = new Set<Socket>();
  let to = port;
  const server = createServer((client) => {
    const upstream = connect(to, host);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (data) => upstream.write(data));
    upstream.on('data', (data) => {
      if (onAnswer(data)) client.write(data);
      else client.destroy();
    });
  });
  const listen = (at: number) => new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  await listen(0);
  const own = (server.address() as AddressInfo).port;
  const drop = () => sockets.forEach((socket) => socket.destroy());
  const cut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      drop();
    });
  const lead = (other: number) => {
    to = other;
    drop();
  };
  return { port: own, cut, mend: () => listen(own), lead };
};
