import type {Backend} from '../../../test/machine/backend.ts';

export const services = ['app', 'postgres', 'redis', 'nginx'] as const;

interface Container {
	address: string;
	/** Bytes in use, without file cache that can be dropped at any time. */
	memory: number;
	/** CPU time since its start. */
	cpuSeconds: number;
}

interface Stats {
	memory_stats: {usage: number; stats: {inactive_file?: number; total_inactive_file?: number}};
	cpu_stats: {cpu_usage: {total_usage: number}};
}

interface Inspection {
	NetworkSettings: {Networks: Record<string, {IPAddress: string}>};
}

/** What Docker's engine says of one of our containers. */
export async function container(backend: Backend, service: (typeof services)[number]): Promise<Container> {
	const ask = async (path: string) =>
		JSON.parse(
			await backend.shell.must(
				`sudo curl --silent --fail --max-time 10 --unix-socket /run/docker.sock 'http://docker/containers/wasper-${service}/${path}'`,
			),
		) as unknown;
	const stats = (await ask('stats?stream=false&one-shot=true')) as Stats;
	const {NetworkSettings: network} = (await ask('json')) as Inspection;
	const {usage, stats: memory} = stats.memory_stats;
	return {
		address: Object.values(network.Networks)[0]?.IPAddress ?? '',
		memory: usage - (memory.total_inactive_file ?? memory.inactive_file ?? 0),
		cpuSeconds: stats.cpu_stats.cpu_usage.total_usage / 1e9,
	};
}
