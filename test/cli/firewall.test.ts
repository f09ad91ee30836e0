import test from 'ava';
import type {SecurityRule} from '../../source/sandbox/azure/resources/security-rules.ts';
import {rehearse, type Run} from './rehearsal.ts';
import {meddle} from './sandbox-state.ts';
import {change, resourceOf, standingModel, type SandboxState} from './standing-model.ts';

const deployed = standingModel();

function rule(name: string, priority: number, given: Partial<SecurityRule['properties']>): SecurityRule {
	const everything = {
		protocol: '*',
		sourceAddressPrefix: '*',
		sourcePortRange: '*',
		destinationAddressPrefix: '*',
		destinationPortRange: '*',
	};
	return {name, properties: {...everything, priority, direction: 'Inbound', access: 'Allow', ...given}};
}

const add =
	(...rules: SecurityRule[]) =>
	(state: SandboxState) =>
		change(state, 'wasper-nsg', ({properties}) => properties.rules.push(...rules));

const firewall = ({events}: Run) =>
	events.flatMap(event => (event.type === 'step.inspected' && event.step === 'azure.firewall' ? [event] : []))[0];

const additional: Record<string, {rules: SecurityRule[]; said: RegExp}> = {
	'a rule that opens everything to everybody': {
		rules: [rule('allow-all', 200, {})],
		said: /allow-all \(200\) opens all ports to everybody/,
	},
	'a rule that opens SSH to a whole network': {
		rules: [rule('office', 300, {destinationPortRange: '20-25', sourceAddressPrefix: '198.51.0.0/16'})],
		said: /office \(300\) opens ports 20-25 to 198\.51\.0\.0\/16/,
	},
	'a rule that keeps some out': {
		rules: [rule('block-bots', 150, {access: 'Deny', sourceAddressPrefix: '203.0.113.0/24'})],
		said: /block-bots \(150\) denies all ports to 203\.0\.113\.0\/24/,
	},
};
for (const [what, {rules, said}] of Object.entries(additional)) {
	test(`${what} stays, and stands beside what is said of the firewall`, async t => {
		const home = await deployed(t, add(...rules));
		const run = await rehearse(t, {home});
		t.is(run.code, 0, run.stderr);
		t.is(run.outcomes['azure.firewall'], 'kept');
		t.regex(firewall(run)?.evidence ?? '', said);
	});
}

test('a rule that takes no part says nothing: one behind ours, one for the inside, one that an earlier one covers', async t => {
	const rules = [
		rule('late', 3000, {access: 'Deny'}),
		rule('inside', 400, {sourceAddressPrefix: 'VirtualNetwork'}),
		rule('covered', 3001, {destinationPortRange: '8080'}),
	];
	const run = await rehearse(t, {home: await deployed(t, add(...rules))});
	t.is(run.code, 0, run.stderr);
	t.notRegex(firewall(run)?.evidence ?? '', /besides/);
});

test('a rule of ours that was narrowed to another destination is set right, with what else was written on it', async t => {
	const home = await deployed(t, state =>
		change(state, 'wasper-nsg', ({properties}) => {
			const https = properties.rules.find(({name}: SecurityRule) => name === 'allow-https');
			https.properties = {...https.properties, destinationAddressPrefix: '10.9.9.9', description: 'ticket 42'};
		}),
	);
	const run = await rehearse(t, {home});
	t.is(run.code, 0, run.stderr);
	t.is(run.outcomes['azure.firewall'], 'changed');
	await meddle(home, state => {
		const {rules} = resourceOf(state, 'wasper-nsg').properties;
		const https = rules.find(({name}: SecurityRule) => name === 'allow-https');
		t.like(https.properties, {destinationAddressPrefix: '*', description: 'ticket 42'});
	});
});

test('a rule that keeps everybody out is named with the command that moves it, and nothing is changed', async t => {
	const home = await deployed(t, add(rule('deny-all', 100, {access: 'Deny'})));
	const run = await rehearse(t, {home});
	t.is(run.code, 3);
	t.is(run.end.error?.code, 'azure.rule-overridden');
	t.regex(run.end.error?.cause ?? '', /rule deny-all \(priority 100\) in wasper-nsg, which is not ours, denies port 22/);
	t.regex(run.end.error?.next ?? '', /az network nsg rule update --resource-group wasper-rg --nsg-name wasper-nsg --name deny-all/);
});

test('a network security group in front of the subnet counts as well: what it does not allow is named', async t => {
	const home = await deployed(t, state => {
		const own = resourceOf(state, 'wasper-nsg');
		const id = own.id.replace('wasper-nsg', 'corp-nsg');
		const web = rule('web', 500, {protocol: 'Tcp', destinationPortRange: '80'});
		state.resources.set(id.toLowerCase(), {...own, id, name: 'corp-nsg', tags: {}, properties: {...own.properties, rules: [web]}});
		change(state, 'wasper-vnet/wasper-subnet', ({properties}) => {
			properties.networkSecurityGroup = id;
		});
	});
	const run = await rehearse(t, {home});
	t.is(run.code, 3);
	t.regex(run.end.error?.cause ?? '', /corp-nsg of the subnet has no rule that allows port 22\..*port 443\./);
	t.notRegex(run.end.error?.cause ?? '', /port 80/);
});
