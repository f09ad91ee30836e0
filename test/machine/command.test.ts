import test, {type ExecutionContext} from 'ava';
import {deploymentSteps} from '../../source/steps/steps.ts';
import {booted, missing} from './booted.ts';
import {startCloud, type Cloud} from './cloud.ts';
import {expireCertificate, fillDisk, freeDisk, holdMachine} from './harm.ts';
import {Operator, type Run} from './operator.ts';
import {ask} from './site.ts';
import {domain} from './backend.ts';

// The built command against sandboxed Azure with everything beneath it real: machine, SSH, names, certificate authority.
const everyStep = deploymentSteps()
	.map(({id}) => id)
	.toSorted();
let cloud: Cloud;
let ada: Operator;

test.before(async t => {
	t.timeout(600_000);
	if (!missing) {
		cloud = await startCloud();
		ada = await Operator.sitDown(cloud);
	}
});

test.after.always(async () => {
	await (cloud as Cloud | undefined)?.close();
	await (ada as Operator | undefined)?.leave();
});

/** Fails with what the run said. */
function succeeded(t: ExecutionContext, {code, stderr, events}: Run): void {
	t.deepEqual(cloud.problems, []);
	t.is(code, 0, JSON.stringify(events.findLast(({type}) => type === 'step.failed') ?? stderr, undefined, 2));
}

async function health(trust = true) {
	return ask(cloud.address, domain, '/api/v1/health', trust ? {ca: await cloud.authority.issuingRoot()} : {trust});
}

/** What a restart of anything would change. */
async function running(): Promise<string> {
	const shell = await ada.shell();
	return shell.must(
		'cat /proc/sys/kernel/random/boot_id; sudo docker inspect --format "{{.Id}} {{.State.StartedAt}}" wasper-app wasper-postgres wasper-redis wasper-nginx',
	);
}

booted('one command takes an empty subscription to a site with a trusted certificate, on a new machine', async t => {
	t.timeout(600_000);
	const run = await ada.create();
	succeeded(t, run);
	for (const event of run.events) {
		if (event.type === 'step.finished') {
			t.log(`${event.step} ${event.outcome} in ${event.seconds.toFixed(1)} s: ${event.evidence}`);
		}
	}

	t.deepEqual(Object.keys(run.outcomes).toSorted(), everyStep);
	t.deepEqual(JSON.parse((await health()).body), {status: 'Healthy'});
});

booted('a rerun keeps everything and restarts nothing', async t => {
	t.timeout(120_000);
	const before = await running();
	const run = await ada.create();
	succeeded(t, run);
	const findings = run.events.filter(event => event.type === 'step.inspected' && event.findings.length > 0);
	t.deepEqual([...new Set(Object.values(run.outcomes))], ['kept'], JSON.stringify(findings));
	t.is(await running(), before);
});

booted('two runs at once repair the same fault together, and neither fails', async t => {
	t.timeout(240_000);
	const shell = await ada.shell();
	await shell.must('sudo docker kill wasper-redis && sudo ufw --force disable');
	for (const run of await Promise.all([ada.create(), ada.create()])) {
		succeeded(t, run);
	}

	t.is((await health()).status, 200);
});

booted('the same command repairs faults on the machine: a stopped Docker, a killed PostgreSQL, an expired certificate', async t => {
	t.timeout(300_000);
	const shell = await ada.shell();
	const faults: Record<string, {fault: string; step: string}> = {
		'a stopped Docker': {fault: 'systemctl stop docker.socket docker.service', step: 'host.docker'},
		'a killed PostgreSQL': {fault: 'docker kill wasper-postgres', step: 'host.stack'},
		'an expired certificate': {fault: expireCertificate, step: 'tls.certificate'},
	};
	for (const [name, {fault, step}] of Object.entries(faults)) {
		// oxlint-disable no-await-in-loop -- One fault after the other.
		await shell.must('sudo bash -se', {input: fault});
		const run = await ada.create();
		succeeded(t, run);
		t.not(run.outcomes[step], 'kept', name);
		t.is(run.outcomes['host.secrets'], 'kept', name);
		t.is((await health()).status, 200, name);
		// oxlint-enable no-await-in-loop
	}
});

booted('a full data disk stops the run with a way out; the site stays up, and the run continues once there is room', async t => {
	t.timeout(240_000);
	const shell = await ada.shell();
	await shell.must('sudo bash -se', {input: fillDisk});
	const run = await ada.create();
	t.is(run.code, 3, run.stderr);
	const failed = run.events.find(event => event.type === 'step.failed');
	t.like(failed, {step: 'host.disk', error: {code: 'host.disk.DISK_FULL'}});
	t.regex(JSON.stringify(failed), /resize2fs/);
	t.is((await health()).status, 200);
	await shell.must('sudo bash -se', {input: freeDisk});
	succeeded(t, await ada.create());
});

booted('while another run holds the lock, a run says who and why, waits, and continues', async t => {
	t.timeout(240_000);
	const shell = await ada.shell();
	// Something to do, so that the run needs the machine for itself.
	await shell.must('sudo ufw --force disable');
	const bob = shell.must('sudo bash -se', {input: holdMachine});
	await shell.must('sudo timeout 20 sh -c "until grep -q bob /run/wasper/holder; do sleep 0.1; done"');
	let released: Promise<unknown> | undefined;
	const run = await ada.create({
		seen(event) {
			if (event.type === 'step.output' && event.line.includes('bob@elsewhere (investigating)')) {
				released ??= shell.must('sudo touch /run/wasper/holder-is-done');
			}
		},
	});
	t.truthy(released, 'no line names the holder');
	await Promise.all([released, bob]);
	succeeded(t, run);
	t.not(run.outcomes['host.firewall'], 'kept');
});

booted('the machine is operated from here with its own commands', async t => {
	t.timeout(240_000);
	const status = await ada.run(['status']);
	t.is(status.code, 0, status.stderr);
	t.regex(status.stdout, /^stack +ok/m);
	t.regex((await ada.run(['logs', 'app', '--grep', 'listening'])).stdout, /listening/);
	t.is((await ada.run(['logs', 'app', '--grep', "no ' such $(line)"])).stdout, '');
	t.is((await ada.run(['health'])).code, 0);
	t.regex((await ada.run(['stats'])).stdout, /wasper-app/);
	t.is((await ada.run(['clean'])).code, 0);
	t.is((await ada.run(['restart'])).code, 0);
	t.is((await health()).status, 200);
});

booted('a stopped and deallocated machine is healthy again after one command', async t => {
	t.timeout(240_000);
	const stopped = await ada.run(['stop', '--deallocate']);
	t.is(stopped.code, 0, stopped.stderr);
	t.is((await ada.run(['health'])).code, 3);
	const started = await ada.run(['start']);
	t.is(started.code, 0, started.stdout + started.stderr);
	t.deepEqual(cloud.problems, []);
	t.is((await health()).status, 200);
});

booted('nothing is sent to a machine with another host key', async t => {
	t.timeout(120_000);
	const shell = await ada.shell();
	await shell.must(
		'sudo sh -c "cp -p /etc/ssh/ssh_host_ed25519_key* /root/ && rm /etc/ssh/ssh_host_ed25519_key* && ssh-keygen -q -t ed25519 -N \'\' -f /etc/ssh/ssh_host_ed25519_key && systemctl restart ssh"',
	);
	const run = await ada.create();
	t.is(run.code, 3);
	t.like(
		run.events.find(({type}) => type === 'step.failed'),
		{step: 'host.ssh', error: {code: 'ssh.hostKey'}},
	);
	t.is((await ada.run(['status'])).code, 3);
	const changed = await ada.shell();
	await changed.must('sudo sh -c "mv /root/ssh_host_ed25519_key* /etc/ssh/ && systemctl restart ssh"');
	t.is((await ada.run(['status'])).code, 0);
});

booted('deleted and set up again, with the process killed twice and the connection cut once, nothing is left half done', async t => {
	t.timeout(600_000);
	const gone = await ada.run(['teardown', '--yes', '--json', '--domain', domain]);
	succeeded(t, gone);
	for (const step of ['host.base', 'host.images']) {
		const died = await ada.create({cut: event => event.type === 'step.output' && event.step === step});
		t.is(died.code, null, step);
	}

	const shell = await ada.shell();
	let lost: Promise<unknown> | undefined;
	const run = await ada.create({
		seen(event) {
			if (event.type === 'step.output' && event.step === 'host.stack') {
				lost ??= shell.run('sudo pkill -f "^sshd.*: wasperadmin"', {seconds: 10});
			}
		},
	});
	await lost;
	succeeded(t, run);
	t.true(run.events.some(event => event.type === 'step.output' && event.line.includes('connection to the machine was lost')));
	t.is(run.outcomes['host.base'], 'kept');
	t.is((await health()).status, 200);
	t.is(await shell.must('sudo cut -d" " -f3- /var/log/wasper/audit.log | sort | uniq -d'), '', 'nothing was done twice');
});
