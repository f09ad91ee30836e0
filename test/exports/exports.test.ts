import {Buffer} from 'node:buffer';
import {spawnSync} from 'node:child_process';
import test, {type ExecutionContext} from 'ava';
import type {Deployment} from '../../source/deployment/deployment.ts';
import {toArm} from '../../source/exports/arm.ts';
import {toTerraform} from '../../source/exports/terraform.ts';
import {nvmeSize, scsiSize} from '../azure/fixtures.ts';
import {connect, makeWireDeployment} from '../azure/wire.ts';
import {Plane} from '../steps/azure/plane.ts';
import {readArm} from './arm-reader.ts';
import {readHcl} from './hcl-reader.ts';

interface Made {
	id: string;
	apiVersion: string;
	body: unknown;
}

/** Everything that a first run in the sandbox asked the resource manager to make, as it went over the wire. */
async function firstRun(t: ExecutionContext, deployment: Deployment): Promise<Made[]> {
	const {server, gateway} = await connect(t);
	await new Plane(deployment, gateway).setUp();
	return server.log
		.filter(({method}) => method === 'PUT')
		.map(({path, body = ''}) => {
			const url = new URL(path.replace(/^\/+/, '/'), 'https://localhost');
			const apiVersion = url.searchParams.get('api-version') ?? '';
			// The SDK writes the group's own address in lower case; for Azure it is the same.
			return {
				id: decodeURIComponent(url.pathname).replace('/resourcegroups/', '/resourceGroups/'),
				apiVersion,
				body: readInstructions(JSON.parse(body)),
			};
		});
}

/** The body with the machine's first instructions as an object: how their JSON is spaced means nothing. */
function readInstructions(body: unknown): unknown {
	return JSON.parse(JSON.stringify(body), (name, value: unknown) => {
		if (name !== 'customData') {
			return value;
		}

		const text = Buffer.from(String(value), 'base64').toString();
		const [first, ...rest] = text.split('\n');
		return [first, JSON.parse(rest.join('\n'))];
	});
}

function parametersOf({hostKey, choices}: Deployment): Record<string, string> {
	return {hostPrivateKey: hostKey.privateKey ?? '', hostPublicKey: hostKey.publicKey, sshPublicKey: choices.sshKey.publicKey};
}

const groupOf = ({choices, names}: Deployment) => `/subscriptions/${choices.subscription.id}/resourceGroups/${names.group}`;

const deployments: Array<[string, () => Deployment]> = [
	['a SCSI size with Ubuntu 24.04', () => makeWireDeployment()],
	['an NVMe size with Ubuntu 26.04 and SSH from everywhere', () => makeWireDeployment({ubuntu: '26.04', sshFrom: '*'}, nvmeSize)],
	['a size without Trusted Launch', () => makeWireDeployment({ubuntu: '22.04'}, {...scsiSize, trustedLaunch: false})],
];

for (const [title, make] of deployments) {
	test(`the ARM template makes what a first run makes, to the letter: ${title}`, async t => {
		const deployment = make();
		const [, ...made] = await firstRun(t, deployment);
		const exported = readArm(await toArm(deployment), groupOf(deployment), parametersOf(deployment));
		t.deepEqual(
			exported.map(({id, apiVersion, body}) => ({id, apiVersion, body: readInstructions(body)})),
			made,
		);
	});

	test(`the Terraform file makes what a first run makes, to the letter: ${title}`, async t => {
		const deployment = make();
		const made = await firstRun(t, deployment);
		t.deepEqual(readTerraform(await toTerraform(deployment), parametersOf(deployment)), made);
	});
}

/** What azapi would send for each resource: its body with the write-only part merged in, and location and tags beside it. */
function readTerraform(text: string, parameters: Record<string, string>): Made[] {
	const ids = new Map<string, string>();
	const lookup = (name: string): unknown => {
		const [kind, label = ''] = name.split('.');
		return kind === 'var' ? parameters[label.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())] : ids.get(label);
	};

	return readHcl(text)
		.filter(({type}) => type === 'resource')
		.map(({labels, attributes}) => {
			const value = (name: string) => attributes[name]?.(lookup);
			const [type = '', apiVersion = ''] = String(value('type')).split('@');
			const isGroup = type === 'Microsoft.Resources/resourceGroups';
			const id = `${String(value('parent_id'))}/${isGroup ? 'resourceGroups' : `providers/${type}`}/${String(value('name'))}`;
			ids.set(labels[1] ?? '', id);
			const body = {location: value('location'), tags: value('tags'), ...(value('body') as object)};
			return {id, apiVersion, body: readInstructions(merge(body, value('sensitive_body')))};
		});
}

function merge(one: unknown, other: unknown): unknown {
	if (typeof one !== 'object' || one === null || typeof other !== 'object' || other === null) {
		return other ?? one;
	}

	const names = new Set([...Object.keys(one), ...Object.keys(other)]);
	const [left, right] = [one as Record<string, unknown>, other as Record<string, unknown>];
	return Array.isArray(one) ? one : Object.fromEntries([...names].map(name => [name, merge(left[name], right[name])]));
}

test('a template makes nothing before what it names is created', async t => {
	const deployment = makeWireDeployment();
	const exported = readArm(await toArm(deployment), groupOf(deployment), parametersOf(deployment));
	for (const {id, body, needs} of exported) {
		const text = JSON.stringify(body);
		const named = exported.filter(other => other.id !== id && text.includes(`${other.id}"`)).map(other => other.id);
		const parents = exported.filter(other => text.includes(`${other.id}/subnets/`)).map(other => other.id);
		t.deepEqual(needs.toSorted(), [...named, ...parents].toSorted(), id);
	}
});

test('no export holds a key or another secret, even where the choices do', async t => {
	const deployment = makeWireDeployment();
	for (const text of [await toArm(deployment), await toTerraform(deployment)]) {
		t.false(text.includes(deployment.hostKey.privateKey?.trim() ?? ''));
		t.false(text.includes(deployment.hostKey.publicKey));
		t.notRegex(JSON.stringify(deployment.choices), /password|token/i, 'no secret is in a deployment at all');
		t.notRegex(text, /REDACTED|«/);
	}

	t.is(
		(JSON.parse(await toArm(deployment)) as {parameters: Record<string, {type: string}>}).parameters['hostPrivateKey']?.type,
		'secureString',
	);
	t.regex(await toTerraform(deployment), /variable "host_private_key" {[^}]*sensitive += true\n[^}]*ephemeral += true/);
});

test('a name that HCL could take for a template stays a text', async t => {
	const deployment = makeWireDeployment();
	const odd = {...deployment, tags: {...deployment.tags, 'odd:tag': '${x} "y" %{z}'}};
	const text = await toTerraform(odd);
	t.true(text.includes('"odd:tag"'));
	t.true(text.includes('"$${x} \\"y\\" %%{z}"'), text);
});

test('Terraform itself reads the file, and would write it no other way', async t => {
	const fmt = spawnSync('terraform', ['fmt', '-check', '-'], {input: await toTerraform(makeWireDeployment()), encoding: 'utf8'});
	if (fmt.error) {
		t.log('not run: terraform is not on this computer');
		return t.pass();
	}

	t.is(fmt.status, 0, fmt.stdout + fmt.stderr);
});
