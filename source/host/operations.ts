// Apart from the protocol and its schemas, so that the command line knows these words at once.

/** What an operator does with a machine that is set up, through `wasperctl` on it. */
export const hostOperations = ['start', 'stop', 'restart', 'status', 'logs', 'health', 'stats', 'clean', 'remove'] as const;
export type HostOperation = (typeof hostOperations)[number];

/** Containers whose logs can be read one by one. */
export const hostServices = ['app', 'postgres', 'redis', 'nginx'] as const;
