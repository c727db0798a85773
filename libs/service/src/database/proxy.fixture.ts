import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A wire to PostgreSQL that a spec can cut and mend, and that can swallow everything without a word. */
export const wireTo = async (url: string) => {
  const target = new URL(url);
  const sockets = new Set<Socket>();
  let silent = false;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (data) => silent || upstream.write(data));
    upstream.on('data', (data) => silent || client.write(data));
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const through = (address: string) => {
    const wired = new URL(address);
    wired.host = `127.0.0.1:${port}`;
    return wired.toString();
  };
  return {
    through,
    cut: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
    mend: () => listen(port),
    silence: (on: boolean) => void (silent = on),
  };
};
