declare const resultType: unique symbol;

/** Names a result that one step gives and other steps need; the type of the result travels with it. */
export interface Handle<Result> {
	readonly id: string;
	/** Exists for the compiler only. */
	readonly [resultType]?: Result;
}

/** Two handles with the same id are the same. */
export function handle<Result>(id: string): Handle<Result> {
	return {id};
}
