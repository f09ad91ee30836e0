import {rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {fingerprint} from '../../source/host/host-key.ts';
import type {ExecutionContext} from 'ava';
import type {RunEvent} from '../../source/runner/events.ts';
import {booted} from './booted.ts';
import {startCloud} from './cloud.ts';
import {cloudInit, createKeys} from './keys.ts';
import {boot, type Machine} from './machine.ts';
import {closed, metadataSeenByContainer} from './metadata.ts';
import {Operator, type Run} from './operator.ts';
import {scratch, shortPaths} from './scratch.ts';
import {Shell} from './shell.ts';
import {ask} from './site.ts';
import {chosenSystem, systems, type System} from './systems.ts';
import {domain} from './backend.ts';

interface Standing {
	machine: Machine;
	shell: Shell;
	ada: Operator;
	/** Words that set the machine up, its host key apart. */
	create: string[];
	place: string[];
	hostKey: string;
	issuingRoot: string;
}

/** A machine without Azure, and somebody who wants Wasper on it. */
async function standing(t: ExecutionContext, system: System): Promise<Standing> {
	const folder = await scratch('standing', shortPaths);
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	const keys = await createKeys(folder);
	const cloud = await startCloud();
	t.teardown(cloud.close);
	const machine = await boot({cloudInit: cloudInit(keys), system});
	t.teardown(machine.stop);
	const knownHosts = join(folder, 'known_hosts');
	await writeFile(knownHosts, `${machine.address} ${keys.hostPublic}\n`);
	const shell = new Shell(machine.address, keys.privatePath, knownHosts);
	await shell.answers();
	const ada = await Operator.sitDown(cloud);
	t.teardown(async () => ada.leave());

	const place = ['--host', `wasperadmin@${machine.address}`, '--ssh-key', keys.privatePath];
	const create = ['create', ...place, '--yes', '--json', '--domain', domain, '--owner-email', 'ada@example.com'];
	return {machine, shell, ada, create, place, hostKey: fingerprint(keys.hostPublic), issuingRoot: await cloud.authority.issuingRoot()};
}

function failure(run: Run): RunEvent | undefined {
	return run.events.find(({type}) => type === 'step.failed');
}

// What the tool chooses in Azure, and what WASPER_TEST_SYSTEM says; `npm run test:systems` takes all. The teardown below sets up Debian 13.
const every = process.env['WASPER_TEST_SYSTEMS'] === 'all' ? (Object.keys(systems) as System[]) : [];
const chosen = process.env['WASPER_TEST_SYSTEM'] ? [chosenSystem] : [];
for (const system of new Set<System>(['noble', ...chosen, ...every])) {
	const title = `a machine with ${systems[system].name} that the operator already has is set up without Azure, kept by a rerun, and up after a reboot`;
	booted(title, system, async t => {
		t.timeout(600_000);
		const {machine, shell, ada, create, place, hostKey, issuingRoot} = await standing(t, system);
		const another = await ada.run([...create, '--host-key', `SHA256:${'A'.repeat(43)}`]);
		t.is(another.code, 3, another.stderr);

		const first = await ada.run([...create, '--host-key', hostKey]);
		t.is(first.code, 0, JSON.stringify(failure(first)) + first.stderr);
		t.false('azure.group' in first.outcomes);
		const answer = await ask(machine.address, domain, '/api/v1/health', {ca: issuingRoot});
		t.deepEqual(JSON.parse(answer.body), {status: 'Healthy'});

		const again = await ada.run(create);
		const findings = again.events.filter(event => event.type === 'step.inspected' && event.findings.length > 0);
		t.deepEqual([...new Set(Object.values(again.outcomes))], ['kept'], JSON.stringify(findings));
		const status = await ada.run(['status', ...place]);
		t.regex(status.stdout, /^disk +ok/m, status.stderr);

		t.deepEqual(await metadataSeenByContainer(shell), closed);
		await shell.must('sudo systemctl restart docker', {seconds: 60});
		t.deepEqual(await metadataSeenByContainer(shell), closed);
		await shell.reboot();
		await shell.must('sudo timeout 90 sh -c "until wasperctl health; do sleep 1; done"', {seconds: 100});
		t.deepEqual(await metadataSeenByContainer(shell), closed);
		const {units} = await shell.inspect();
		t.deepEqual(
			Object.entries(units).filter(([, {findings}]) => findings.length > 0),
			[],
		);
	});
}

booted('a teardown of a given machine removes Wasper and nothing else, and the next setup has the same data', chosenSystem, async t => {
	t.timeout(600_000);
	const {shell, ada, create, place, hostKey} = await standing(t, chosenSystem);
	const said = async (command: string) => (await shell.must(command)).trim();
	const teardown = ['teardown', ...place, '--yes', '--json', '--domain', domain];
	const first = await ada.run([...create, '--host-key', hostKey]);
	t.is(first.code, 0, JSON.stringify(failure(first)) + first.stderr);
	const secrets = await said('sudo sha256sum /mnt/data/secrets/wasper.env');
	// Somebody else's container, of one of our images.
	await shell.must(
		'sudo docker run --detach --restart always --name theirs --entrypoint sleep "$(sudo docker inspect --format "{{.Config.Image}}" wasper-redis)" infinity',
	);

	const gone = await ada.run(teardown);
	t.is(gone.code, 0, JSON.stringify(failure(gone)) + gone.stderr);
	t.deepEqual(gone.outcomes, {'dns.record': 'removed', 'host.stack': 'removed'});
	t.is(await said('sudo docker ps --all --format "{{.Names}} {{.State}}"'), 'theirs running');
	t.is(await said('sudo docker network ls --quiet --filter name=wasper'), '');
	t.is(await said('sudo docker image ls --quiet | sort -u | wc -l'), '1');
	t.is(await said('ls -d /etc/systemd/system/wasper* /etc/systemd/system/*.wants/wasper* /opt/wasper/stack 2>/dev/null || true'), '');
	t.is(await said('systemctl list-units --all --plain --no-legend "wasper*"'), '');
	t.regex(await shell.must('sudo ufw status'), /Status: active/);
	t.is(await said('sudo sha256sum /mnt/data/secrets/wasper.env'), secrets);

	const second = await ada.run(teardown);
	t.is(second.code, 0, second.stderr);
	t.deepEqual(second.outcomes, {});

	const again = await ada.run(create);
	t.is(again.code, 0, JSON.stringify(failure(again)) + again.stderr);
	t.is(again.outcomes['host.secrets'], 'kept');
	t.is(again.outcomes['app.owner'], 'kept');
	t.is(await said('sudo sha256sum /mnt/data/secrets/wasper.env'), secrets);
	t.is(await said('sudo docker inspect --format "{{.State.Status}}" theirs'), 'running');
});
