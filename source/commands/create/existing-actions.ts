import type {ExistingAction} from '../../answers/existing.ts';
import type {VerbDescription} from '../../command-line/verb.ts';

/** The verbs that the wizard offers for an existing deployment. */
export function existingActions(verbs: readonly VerbDescription[]): ExistingAction[] {
	return verbs.flatMap(({name, existing}) => (existing ? [{verb: name, ...existing}] : []));
}
