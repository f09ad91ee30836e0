import {rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fingerprint} from '../../source/host/host-key.ts';
import {booted} from './booted.ts';
import {startCloud} from './cloud.ts';
import {cloudInit, createKeys} from './keys.ts';
import {boot} from './machine.ts';
import {Operator} from './operator.ts';
import {scratch, shortPaths} from './scratch.ts';
import {Shell} from './shell.ts';
import {ask} from './site.ts';
import {domain} from './world.ts';

booted('a machine that the operator has already is set up without Azure, and kept as it is by a rerun', async t => {
	t.timeout(600_000);
	const folder = await scratch('standing', shortPaths);
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	const keys = await createKeys(folder);
	const cloud = await startCloud();
	t.teardown(cloud.close);
	const machine = await boot({cloudInit: cloudInit(keys)});
	t.teardown(machine.stop);
	const knownHosts = join(folder, 'known_hosts');
	await writeFile(knownHosts, `${machine.address} ${keys.hostPublic}\n`);
	await new Shell(machine.address, keys.privatePath, knownHosts).answers();
	const ada = await Operator.sitDown(cloud);
	t.teardown(async () => ada.leave());

	const place = ['--host', `wasperadmin@${machine.address}`, '--ssh-key', keys.privatePath];
	const create = ['create', ...place, '--yes', '--json', '--domain', domain, '--owner-email', 'ada@example.com'];
	const another = await ada.run([...create, '--host-key', 'SHA256:another']);
	t.is(another.code, 3, another.stderr);

	const first = await ada.run([...create, '--host-key', fingerprint(keys.hostPublic)]);
	t.is(first.code, 0, JSON.stringify(first.events.findLast(({type}) => type === 'step.failed')) + first.stderr);
	t.false('azure.group' in first.outcomes);
	const answer = await ask(machine.address, domain, '/api/v1/health', {ca: await cloud.authority.issuingRoot()});
	t.deepEqual(JSON.parse(answer.body), {status: 'Healthy'});

	const again = await ada.run(create);
	const findings = again.events.filter(event => event.type === 'step.inspected' && event.finding.state !== 'ok');
	t.deepEqual([...new Set(Object.values(again.outcomes))], ['kept'], JSON.stringify(findings));
	const status = await ada.run(['status', ...place]);
	t.regex(status.stdout, /^disk +ok/m, status.stderr);
});
