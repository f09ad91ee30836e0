import net, {type AddressInfo, type Socket} from 'node:net';

/** Ports of a machine that are open to the internet. */
export const publicPorts = [22, 80, 443] as const;
export type PublicPort = (typeof publicPorts)[number];

/** Takes a connection to one port of one address. */
export type Accept = (port: PublicPort, socket: Socket) => void;

/**
 * One loopback port for each public port of each address, opened at once, so that the addresses are known in advance.
 * Where no machine runs, a connection is reset.
 */
export class Ports {
	readonly #accepting = new Map<string, Accept>();
	readonly #targets = new Map<string, number>();
	readonly #sockets = new Map<Socket, string>();
	readonly #servers: net.Server[] = [];

	/** Opens the ports of these addresses. */
	static async open(addresses: string[]): Promise<Ports> {
		const ports = new Ports();
		await Promise.all(addresses.flatMap(address => publicPorts.map(async port => ports.#listen(address, port))));
		return ports;
	}

	/** `address:port=127.0.0.1:PORT` for each. */
	get connectTo(): string[] {
		return [...this.#targets].map(([from, port]) => `${from}=127.0.0.1:${port}`);
	}

	/** Where a connection really goes; undefined for addresses of other servers. */
	target(address: string, port: number): {host: string; port: number} | undefined {
		const target = this.#targets.get(`${address}:${port}`);
		return target === undefined ? undefined : {host: '127.0.0.1', port: target};
	}

	/** From now on `accept` takes the connections to `address`. */
	attach(address: string, accept: Accept): void {
		this.#accepting.set(address, accept);
	}

	/** No machine has `address` any more: its connections are reset. */
	detach(address: string): void {
		this.#accepting.delete(address);
		for (const [socket, at] of this.#sockets) {
			if (at === address) {
				socket.resetAndDestroy();
			}
		}
	}

	async close(): Promise<void> {
		for (const socket of this.#sockets.keys()) {
			socket.destroy();
		}

		await Promise.all(this.#servers.map(async server => new Promise(resolve => server.close(resolve))));
	}

	async #listen(address: string, port: PublicPort): Promise<void> {
		const server = net.createServer({noDelay: true}, socket => {
			this.#sockets.set(socket, address);
			socket.once('close', () => this.#sockets.delete(socket));
			socket.on('error', () => {});
			const accept = this.#accepting.get(address);
			if (accept) {
				accept(port, socket);
			} else {
				socket.resetAndDestroy();
			}
		});
		await new Promise<void>((resolve, reject) => {
			server.once('error', reject);
			server.listen(0, '127.0.0.1', resolve);
		});
		this.#servers.push(server);
		// A TCP server's address is always an AddressInfo.
		this.#targets.set(`${address}:${port}`, (server.address() as AddressInfo).port);
	}
}
