'use strict';
// Loaded before the command: leaves its peak memory, in KiB, in the file that the bench names.
process.on('exit', () => {
	require('node:fs').writeFileSync(process.env.BENCH_MEMORY_FILE, String(process.resourceUsage().maxRSS));
});
