import {UsageError} from '../../errors/kinds.ts';

/** What a name of Microsoft's may hold: an id, or a domain for a tenant. */
const plain = ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID'] as const;
const trimmed = [...plain, 'AZURE_CLIENT_SECRET', 'AZURE_CLIENT_CERTIFICATE_PATH'] as const;

/**
 * The variables of a sign-in without what files and shells leave at their ends: blanks, a carriage return, a pair of quotes.
 * Throws a UsageError that names a character which no id has.
 */
export function cleanVariables(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
	const clean = {...environment};
	for (const name of trimmed) {
		const value = environment[name];
		if (value !== undefined) {
			clean[name] = value
				.trim()
				.replace(/^(["'])(.*)\1$/s, '$2')
				.trim();
		}
	}

	for (const name of plain) {
		const [odd] = /[^\w.-]/u.exec(clean[name] ?? '') ?? [];
		if (odd !== undefined) {
			throw new UsageError({
				code: 'signIn.variable',
				cause: `${name} contains ${JSON.stringify(odd)}, which no id or domain name has.`,
				outcome: 'Nothing was begun.',
				next: `Set ${name} to the id as the Azure portal shows it, without quotes.`,
			});
		}
	}

	return clean;
}
