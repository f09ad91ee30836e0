import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import test, {type ExecutionContext} from 'ava';
import {planDocument} from '../../source/answers/input/plan-file.ts';
import {runCli} from '../support/cli.ts';
import {emptyHome} from '../support/environment.ts';
import {answers, atOnce} from './rehearsal.ts';
import {meddle, standing} from './sandbox-state.ts';

const misery = fileURLToPath(new URL('../preflight/misery', import.meta.url));

/** An account that may not read what the check of its own would look at. */
const unreadable = (operation: string) => ({
	operation,
	times: 'always',
	answer: {
		status: 403,
		body: {error: {code: 'AuthorizationFailed', message: 'The client does not have authorization to perform this action.'}},
	},
});

async function plan(t: ExecutionContext, home: string, faults: unknown[]) {
	const file = path.join(home, 'faults.json');
	await writeFile(file, JSON.stringify({faults}));
	const flags = ['--sandbox', '--json', '--sandbox-faults', file, ...answers];
	const {code, stdout, stderr} = await runCli(t, ['plan', ...flags], {home, environment: atOnce, seconds: 60});
	const {checks} = planDocument.parse(JSON.parse(stdout));
	const find = (id: string) => checks.find(check => check.id === id);
	return {code, stderr, find, rehearsed: find('azure.validation')};
}

// One after the other: each starts a command.
test.serial('a policy that the account may not read is met in the plan: Azure rehearses what is to be created', async t => {
	const home = await emptyHome(t);
	const policies = await readFile(path.join(misery, 'azure-policies.table.json'), 'utf8');
	await meddle(home, state => {
		for (const [id, document] of Object.entries(JSON.parse(policies) as Record<string, never>)) {
			state.policies.set(id, document);
		}
	});
	const {code, find, rehearsed} = await plan(t, home, [unreadable('azure GET policyAssignments')]);
	t.is(code, 3);
	t.is(find('azure.policy')?.state, 'unknown');
	t.like(rehearsed, {state: 'failed', severity: 'must', overridable: true});
	t.regex(rehearsed?.cause ?? '', /^The Azure Policy “Europe only” of your organization does not allow wasper-vnet\./);
	t.regex(rehearsed?.evidence ?? '', /RequestDisallowedByPolicy: Resource 'wasper-vnet' was disallowed.* And 5 more\.$/s);
	t.deepEqual(await standing(home), [], 'nothing is made by rehearsing');
});

test.serial('a quota that can no longer be read is met in the plan', async t => {
	const home = await emptyHome(t);
	await meddle(home, state => state.subscription({quotas: {PublicIPAddresses: 0}}));
	const {code, find, rehearsed} = await plan(t, home, [{...unreadable('azure GET usages'), nth: 2}]);
	t.is(code, 3);
	t.is(find('azure.addresses')?.state, 'unknown');
	t.like(rehearsed, {state: 'failed', severity: 'must'});
	t.regex(rehearsed?.evidence ?? '', /PublicIPCountLimitReached: Cannot create more than 0 public IP addresses/);
});

test.serial('a size that the list offers and Azure has not to give is met in the plan', async t => {
	const home = await emptyHome(t);
	const message =
		"The requested VM size for resource 'Following SKUs have failed for Capacity Restrictions: Standard_D2as_v6' is currently not available in location 'eastus'. Please try another size or deploy to a different location or different zone. See https://aka.ms/azureskunotavailable for details.";
	const error = {
		code: 'InvalidTemplateDeployment',
		message:
			"The template deployment 'create-wasper-azure' is not valid according to the validation procedure. The tracking id is '0'. See inner errors for details.",
		details: [
			{code: 'ValidationForResourceFailed', message: 'Validation failed for a resource.', details: [{code: 'SkuNotAvailable', message}]},
		],
	};
	const faults = [{operation: 'azure POST deployments/validate', answer: {status: 400, body: {error}}}];
	const {code, find, rehearsed} = await plan(t, home, faults);
	t.is(code, 3);
	t.is(find('azure.size')?.state, 'passed');
	t.like(rehearsed, {state: 'failed', cause: 'Standard_D2as_v6 is currently not available in eastus.'});
	t.regex(rehearsed?.fix ?? '', /--size/);
});

test.serial('what another check has found is not found twice: one fault stops the run once', async t => {
	const home = await emptyHome(t);
	await meddle(home, state => state.subscription({quotas: {PublicIPAddresses: 0}}));
	const {find, rehearsed} = await plan(t, home, []);
	t.like(find('azure.addresses'), {state: 'failed', severity: 'must'});
	t.like(rehearsed, {state: 'failed', severity: 'note', cause: "Azure's own validation reports what azure.addresses found too."});
});

test.serial('an account without permission to validate a template is warned, and the run goes on', async t => {
	const {code, rehearsed} = await plan(t, await emptyHome(t), [unreadable('azure POST deployments/validate')]);
	t.is(code, 0);
	t.is(rehearsed?.state, 'unknown');
	t.regex(rehearsed?.cause ?? '', /required permissions/);
});
