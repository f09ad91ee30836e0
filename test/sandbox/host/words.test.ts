import {readFile} from 'node:fs/promises';
import test from 'ava';
import {hostUnits} from '../../../source/host/protocol.ts';
import {unitDefinitions} from '../../../source/sandbox/host/definitions.ts';

/** What bash fills in. */
const filledIn = /\$\((?:[^()]|\([^()]*\))*\)|\$\{(?:[^{}]|\{[^{}]*\})*\}|\$\w+/g;

/** Everything that `wasperctl` itself says of a unit in one way, as patterns. */
async function said(unit: string, how: 'ok' | 'absent'): Promise<RegExp[]> {
	const program = await readFile(new URL(`../../../assets/host/lib/unit-${unit}.sh`, import.meta.url), 'utf8');
	return [...program.matchAll(new RegExp(`report ${how} (?:'([^']*)'|"(.*?)"(?=\\s|;|$))`, 'gm'))].map(([, plain, filled]) => {
		const text = (plain ?? filled ?? '').split(filledIn).map(part => RegExp.escape(part));
		return new RegExp(`^${text.join('.+')}$`);
	});
}

for (const unit of hostUnits) {
	test(`a rehearsal says of ${unit} what the real machine says, and promises nothing else`, async t => {
		const {absent, evidence} = unitDefinitions[unit];
		const absences = await said(unit, 'absent');
		t.true(
			absences.some(pattern => pattern.test(absent)),
			`${absent}: ${absences.join(' ')}`,
		);
		// These two are told by the deed: of the certificate, of the account.
		if (unit !== 'tls' && unit !== 'owner') {
			const proofs = await said(unit, 'ok');
			t.true(
				proofs.some(pattern => pattern.test(evidence)),
				`${evidence}: ${proofs.join(' ')}`,
			);
		}
	});
}
