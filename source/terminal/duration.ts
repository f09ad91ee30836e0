/** Seconds as people say them: `0.4 s`, `12 s`, `3 min 05 s`, `1 h 02 min`. */
export function formatSeconds(seconds: number): string {
	if (seconds < 9.95) {
		return `${seconds.toFixed(1)} s`;
	}

	const whole = Math.round(seconds);
	if (whole < 60) {
		return `${whole} s`;
	}

	const two = (value: number) => String(value).padStart(2, '0');
	return whole < 3600
		? `${Math.floor(whole / 60)} min ${two(whole % 60)} s`
		: `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`;
}

/** Seconds of a clock that runs before one's eyes: whole ones, so that it ticks evenly. */
export function formatClock(seconds: number): string {
	const whole = Math.max(0, Math.floor(seconds));
	return whole < 10 ? `${whole} s` : formatSeconds(whole);
}

/** What is left, no more exact than an estimate can be. */
export function formatRemaining(seconds: number): string {
	if (seconds >= 90) {
		return `about ${Math.round(seconds / 60)} min left`;
	}

	return seconds >= 10 ? `about ${Math.ceil(seconds / 10) * 10} s left` : 'a few seconds left';
}
