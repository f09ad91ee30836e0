/** A unit that could not be applied: the fields of the protocol's error event. */
export class UnitError extends Error {
	constructor(
		readonly code: string,
		cause: string,
		readonly more: {fix?: string; evidence?: string[]} = {},
	) {
		super(cause);
	}
}
