/** A flag as parsing, help and completion read it. */
export interface Flag {
	/** Its line in the help. */
	help: string;
	/** Its placeholder in the help; absent for a switch. */
	placeholder?: string;
	/** The only values that it takes. */
	values?: readonly string[];
	/** What completion offers as its value. */
	completes?: 'files' | 'folders';
	/** Why a value is refused, as a sentence that follows the flag's name; undefined when it is fine. */
	check?: (value: string) => string | undefined;
}

export type FlagTable = Readonly<Record<string, Flag>>;

/** The values of the flags that were given: true for a switch. */
export type FlagValues<Table extends FlagTable> = {[Name in keyof Table]?: Table[Name] extends {placeholder: string} ? string : true};
