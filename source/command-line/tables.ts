import {questionKeys, questions, type QuestionKey} from '../answers/questions.ts';
import {commonTable, sharedTable} from './flags.ts';
import type {Flag, FlagTable} from './flag.ts';
import type {VerbDescription} from './verb.ts';

/** The question behind each flag that answers one. */
export const questionOfFlag: ReadonlyMap<string, QuestionKey> = new Map(
	questionKeys.flatMap(key => (questions[key].flag === undefined ? [] : [[questions[key].flag, key] as const])),
);

/** The flags of these answers, as rows beside those of other flags. */
export function answerFlags(keys: readonly QuestionKey[]): FlagTable {
	return Object.fromEntries(
		keys.flatMap(key => {
			const {flag, placeholder, choices, kind, help, fallback} = questions[key];
			const row: Flag = {
				help: fallback === undefined || placeholder === undefined ? help : `${help} (${fallback})`,
				...(placeholder !== undefined && {placeholder}),
				...(choices && placeholder !== undefined && {values: choices}),
				...((kind === 'secret' || key === 'sshKey') && {completes: 'files' as const}),
			};
			return flag === undefined ? [] : [[flag, row] as const];
		}),
	);
}

/** The shared flags that a verb takes. */
export function sharedFlagsOf({shared}: VerbDescription): FlagTable {
	return Object.fromEntries(shared.map(name => [name, sharedTable[name]]));
}

/** Every flag that any of these verbs takes, by name. */
export function allFlags(verbs: readonly VerbDescription[]): FlagTable {
	return Object.assign({}, answerFlags(questionKeys), sharedTable, ...verbs.map(({flags}) => flags), commonTable) as FlagTable;
}

/** The verbs that take a flag; undefined for a flag of all of them. */
export function verbsWithFlag(name: string, verbs: readonly VerbDescription[]): readonly VerbDescription[] | undefined {
	return Object.hasOwn(commonTable, name) || questionOfFlag.has(name)
		? undefined
		: verbs.filter(({flags, shared}) => Object.hasOwn(flags, name) || shared.some(taken => taken === name));
}
