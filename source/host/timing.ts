/** Timeouts and intervals of the gateway, in milliseconds. */
export interface HostTiming {
	/** Timeout of one attempt to connect, TCP and SSH handshake together. */
	attempt: number;
	/** Between two attempts. */
	pause: number;
	/** Between two lines that say what is being waited for. */
	heartbeat: number;
	/** Between two keepalive packets; three unanswered ones end the connection. */
	keepalive: number;
	/** Deadline of one round trip that should answer at once. */
	answer: number;
	/** Deadline of reconnecting after the connection was lost. */
	reconnect: number;
	/** How long to wait for a lock that another run holds. */
	lock: number;
	/** Deadline of one unit. */
	apply: number;
	/** Factor on the time to wait for a machine that is booting. */
	patience: number;
}

export const hostTiming: HostTiming = {
	attempt: 20_000,
	pause: 2000,
	heartbeat: 10_000,
	keepalive: 10_000,
	answer: 60_000,
	reconnect: 180_000,
	lock: 300_000,
	apply: 1_800_000,
	patience: 1,
};

/** The timing for stand-ins that take `scale` of the real time; the usual one from 1 on. */
export function timingAt(scale: number): HostTiming {
	if (scale >= 1) {
		return hostTiming;
	}

	const factor = Math.max(0.1, scale);
	return {...hostTiming, attempt: 5000, pause: hostTiming.pause * factor, heartbeat: hostTiming.heartbeat * factor, patience: factor};
}
