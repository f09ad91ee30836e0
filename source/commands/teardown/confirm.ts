import type {Given} from '../../answers/answers.ts';
import type {Arguments} from '../../command-line/arguments.ts';
import {normalizeDomain} from '../../deployment/domain-name.ts';
import type {ResourceList} from '../../deployment/owned-resource.ts';
import {CancelledError, UsageError} from '../../errors/kinds.ts';
import type {Prompter} from '../../wizard/prompter.ts';

/** Whether the command line itself confirms: `--yes`, and the name typed there and not left in a file or in the environment. */
export function confirmedByFlag({flags}: Arguments, {origins}: Given): boolean {
	return Boolean(flags.yes) && origins.domain === '--domain';
}

/** Has the operator type the name. Throws a CancelledError when it is another one. */
export async function confirmByName(domain: string, prompter: Prompter): Promise<void> {
	const typed = await prompter.text(`Type ${domain} to remove it:`);
	if (normalizeDomain(typed) !== domain) {
		throw new CancelledError({cause: typed.trim() ? `“${typed.trim()}” is not ${domain}.` : `${domain} was not typed.`});
	}
}

/** The error of a teardown that nobody confirmed; it lists what would be removed. */
export function unconfirmed({flags}: Arguments, domain: string, {toRemove}: ResourceList): UsageError {
	return new UsageError({
		code: 'unconfirmed',
		cause: flags.yes
			? `--yes alone removes nothing: --domain ${domain} must be given on the command line, too.`
			: `Nobody has confirmed this yet: Wasper at ${domain} would be removed.`,
		outcome: 'Nothing was removed.',
		next: `Add --yes --domain ${domain} to confirm it, or run the command in a terminal to be asked.`,
		evidence: toRemove.map(({kind, name, note}) => `${kind} ${name}${note ? `, ${note}` : ''}`),
	});
}
