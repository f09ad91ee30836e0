import test from 'ava';
import {cleanVariables} from '../../../source/azure/account/variables.ts';
import {UsageError} from '../../../source/errors/kinds.ts';

const id = '11111111-2222-3333-4444-555555555555';

for (const [what, value] of Object.entries({quotes: `"${id}"`, 'a carriage return': `${id}\r`, both: ` '${id}'\r\n`})) {
	test(`${what} around an id of the sign-in are left out`, t => {
		for (const name of ['AZURE_TENANT_ID', 'AZURE_CLIENT_ID', 'AZURE_CLIENT_SECRET']) {
			t.is(cleanVariables({[name]: value})[name], id);
		}
	});
}

test('a character inside an id is named, and is a wrong answer', t => {
	const error = t.throws(() => cleanVariables({AZURE_TENANT_ID: 'con“toso'}), {instanceOf: UsageError});
	t.regex(error.explanation.cause, /AZURE_TENANT_ID contains "“"/);
});

test('what is not set stays not set, and other variables are untouched', t => {
	t.deepEqual(cleanVariables({OTHER: '"as is"'}), {OTHER: '"as is"'});
});
