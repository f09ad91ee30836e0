/** How patient the gateway is. All in milliseconds. */
export interface HostTiming {
	/** One attempt to connect, TCP and SSH handshake together. */
	attempt: number;
	/** Between two attempts. */
	pause: number;
	/** Between two lines that say what is awaited. */
	heartbeat: number;
	/** Between two keepalive packets; three unanswered ones end the connection. */
	keepalive: number;
	/** For one round trip that should answer at once. */
	answer: number;
	/** For coming back to the machine after the connection was lost. */
	reconnect: number;
	/** For a lock that another run holds. */
	lock: number;
	/** For one unit. */
	apply: number;
	/** Factor on the time that others wait for the machine to be born. */
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

/** The timing for a world that is quicker than the real one by `scale`; usual from 1 on. */
export function timingAt(scale: number): HostTiming {
	if (scale >= 1) {
		return hostTiming;
	}

	const factor = Math.max(0.1, scale);
	return {...hostTiming, attempt: 5000, pause: hostTiming.pause * factor, heartbeat: hostTiming.heartbeat * factor, patience: factor};
}
