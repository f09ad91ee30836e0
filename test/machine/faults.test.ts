import test from 'ava';
import {execFileSync} from 'node:child_process';
import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import {SshHost} from '../../source/host/client.ts';
import {OtherProtocolError} from '../../source/host/other-protocol.ts';
import {hostProgram} from '../../source/host/program.ts';
import {hostReport, hostUnits, type HostUnit} from '../../source/host/protocol.ts';
import {booted, missing} from './booted.ts';
import {expireCertificate, fillDisk, freeDisk} from './harm.ts';
import {scratch} from './scratch.ts';
import {ask} from './site.ts';
import {domain, loadImages, startBackend, type Backend} from './backend.ts';

// One machine, set up over a connection that is cut again and again, then damaged in every way that we know.
const owner = JSON.stringify({email: 'ada@example.com', firstName: 'Ada', lastName: 'Byron', password: 'correct horse 9'});
const device = '/dev/disk/azure/scsi1/lun0';
let folder = '';
let backend: Backend;

const root = async (script: string) => backend.shell.must('sudo bash -se', {input: script});
/** Codes of all findings of all units; of one unit, if it is named. */
const findings = async (only?: HostUnit) => {
	const {units} = await backend.shell.inspect();
	return (only ? [only] : hostUnits).flatMap(unit => units[unit].findings.map(({code}) => code));
};

test.before(async t => {
	t.timeout(600_000);
	if (!missing) {
		folder = await scratch('disk');
		execFileSync('truncate', ['--size', '1G', join(folder, 'disk.img')]);
		backend = await startBackend({disk: join(folder, 'disk.img')});
	}
});

test.after.always(async () => {
	await (backend as Backend | undefined)?.close();
	if (folder) {
		await rm(folder, {recursive: true});
	}
});

booted('a new machine, without jq, says in plain text what is missing', async t => {
	t.not((await backend.shell.run('command -v jq')).code, 0);
	const {code, stdout} = await backend.shell.run('sudo wasperctl apply docker');
	t.is(code, 1);
	t.is(stdout, 'The base packages are not installed on this machine yet. Run: wasperctl apply base\n');
});

booted('while one run holds the lock, another is told who holds it', async t => {
	await backend.shell.cut('base');
	const {code, last} = await backend.shell.apply('disk', '', '--holder bob@elsewhere');
	t.is(code, 75);
	t.like(last, {type: 'error', code: 'LOCKED'});
	t.true(JSON.stringify(last).includes(`wasperadmin@${backend.machine.gateway}`));
	const {lock} = await backend.shell.inspect();
	t.is(lock?.reason, 'applying base');
	t.like((await backend.shell.apply('base')).last, {type: 'result', changed: true});
	t.is((await backend.shell.inspect()).lock, undefined);
});

booted('a disk with other data is rejected and left unchanged', async t => {
	const mark = async () => root(`sha256sum <${device}`);
	for (const make of [
		`mkfs.ext4 -q -L photos ${device}`,
		`printf x | dd of=${device} bs=1 seek=$(($(blockdev --getsize64 ${device}) - 5)) status=none`,
	]) {
		// oxlint-disable no-await-in-loop -- One disk after the other.
		await root(`wipefs -qa ${device}; blkdiscard -f ${device}; ${make}; sync`);
		const before = await mark();
		const {last} = await backend.shell.apply('disk');
		t.like(last, {type: 'error', code: 'DISK_NOT_EMPTY'}, JSON.stringify(last));
		t.is(await mark(), before);
		// oxlint-enable no-await-in-loop
	}

	await root(`blkdiscard -f ${device}; sync`);
});

booted('a connection cut in the middle of any unit leaves nothing half done, and nothing is done twice', async t => {
	t.timeout(600_000);
	for (const unit of hostUnits) {
		// oxlint-disable no-await-in-loop -- In order, as a run does.
		if (unit === 'images') {
			await loadImages(backend);
		}

		await backend.shell.cut(unit, unit === 'owner' ? owner : '');
		const {last} = await backend.shell.apply(unit, unit === 'owner' ? owner : '');
		t.like(last, {type: 'result', unit}, JSON.stringify(last));
		// oxlint-enable no-await-in-loop
	}

	t.deepEqual(await findings(), []);
	const twice = await root('cut -d" " -f3- /var/log/wasper/audit.log | sort | uniq -d');
	t.is(twice, '');
});

booted('stop closes the application, Docker alone starts nothing again, and start ends with health checks', async t => {
	// Docker's policy restarts what did not exit with 0 when its daemon starts.
	await root('docker kill wasper-redis');
	await backend.shell.must('sudo wasperctl stop');
	t.regex(await root('docker logs wasper-app 2>&1 | tail -n 8'), /closing/);
	t.is((await root('docker inspect --format "{{.State.ExitCode}}" wasper-app wasper-redis')).trim(), '0\n137');
	await root('systemctl restart docker');
	t.is(await root('docker ps --quiet'), '');
	const health = await backend.shell.must('sudo wasperctl start');
	t.regex(health, /ok {6}the site answers through nginx/);
	t.notRegex(health, /FAILED/);
});

booted('without the data disk mounted nothing starts, neither by systemd nor by Docker', async t => {
	await backend.shell.must('sudo wasperctl stop');
	await root('umount /mnt/data; mkdir /run/wasper/started');
	t.deepEqual(await findings('disk'), ['host.disk.not-mounted']);
	t.not((await backend.shell.run('sudo systemctl start wasper')).code, 0);
	t.not((await backend.shell.run('sudo docker start wasper-postgres')).code, 0);
	t.like((await backend.shell.apply('stack')).last, {type: 'error', code: 'DISK_NOT_MOUNTED'});
	t.like((await backend.shell.apply('disk')).last, {type: 'result'});
	await backend.shell.must('sudo wasperctl start');
	t.deepEqual(await findings(), []);
});

booted('a data disk that was unmounted lazily under running containers is mounted again', async t => {
	await root('umount --lazy /mnt/data');
	t.deepEqual(await findings('disk'), ['host.disk.not-mounted']);
	t.like((await backend.shell.apply('disk')).last, {type: 'result', changed: true});
	t.like((await backend.shell.apply('stack')).last, {type: 'result'});
	t.deepEqual(await findings(), []);
});

booted('what weakens the machine is read from the running system, and repaired; what others opened is named', async t => {
	await root(`printf 'PermitRootLogin yes\nKbdInteractiveAuthentication yes\n' >/etc/ssh/sshd_config.d/00-a.conf
		fail2ban-client stop sshd; systemctl stop apt-daily-upgrade.timer; ufw allow 5432/tcp`);
	t.deepEqual(
		(await findings('hardening')).toSorted(),
		['fail2ban-not-watching', 'sshd-kbdinteractiveauthentication', 'sshd-permitrootlogin'].map(code => `host.hardening.${code}`),
	);
	t.deepEqual(await findings('base'), ['host.base.security-upgrades-off']);
	t.regex((await backend.shell.inspect()).units.firewall.evidence, /^UFW denies all but 22 80 443; others allow 5432\/tcp/);
	for (const unit of ['base', 'hardening'] as const) {
		// oxlint-disable-next-line no-await-in-loop -- one unit after the other
		t.like((await backend.shell.apply(unit)).last, {type: 'result', unit, changed: true});
	}

	t.regex(await root('sshd -T'), /^permitrootlogin (prohibit-password|without-password)$/m);
	t.deepEqual(await findings(), []);
	await root('ufw delete allow 5432/tcp; rm /etc/ssh/sshd_config.d/00-a.conf');
});

booted('a stopped Docker is found and started again; the site stays up meanwhile', async t => {
	await root('systemctl stop docker.socket docker.service');
	t.deepEqual(await findings('docker'), ['host.docker.not-running']);
	t.is((await ask(backend.machine.address, domain, '/api/v1/health', {trust: false})).status, 200);
	t.like((await backend.shell.apply('docker')).last, {type: 'result', changed: true});
	t.like((await backend.shell.apply('stack')).last, {type: 'result'});
	t.deepEqual(await findings(), []);
});

booted('a killed PostgreSQL is found and restarted', async t => {
	await root('docker kill wasper-postgres');
	const {units} = await backend.shell.inspect();
	t.like(units.stack.findings[0], {code: 'host.stack.not-healthy', state: 'broken'});
	t.regex(units.stack.evidence, /postgres \(exited/);
	t.like((await backend.shell.apply('stack')).last, {type: 'result', changed: true});
	t.like((await backend.shell.inspect()).app, {healthy: true});
});

booted('an application that crashes again and again ends the start early, with its own words', async t => {
	t.timeout(120_000);
	const alter = (password: string) => `docker exec wasper-postgres psql -qU wasper -c "alter role wasper password '${password}'"`;
	await root(`${alter('other')}; docker kill wasper-app`);
	const {last} = await backend.shell.apply('stack');
	t.like(
		last,
		{type: 'error', code: 'STACK_UNHEALTHY', cause: 'The application exits again and again while it starts.'},
		JSON.stringify(last),
	);
	t.regex(JSON.stringify(last), /password authentication failed/);
	t.notRegex(JSON.stringify(last), /Socket\.IO/);
	await root(alter('$(sed -n s/^POSTGRES_PASSWORD=//p /mnt/data/secrets/wasper.env)'));
	t.like((await backend.shell.apply('stack')).last, {type: 'result', changed: true});
});

booted('a worker that hangs fails the health, although the API is healthy', async t => {
	await root(`pkill -STOP -f /usr/src/app/worker.mjs
		docker exec wasper-redis sh -c 'REDISCLI_AUTH="$REDIS_PASSWORD" redis-cli lpush bull:workerJobs:wait job'`);
	const {code, stdout} = await backend.shell.run('sudo wasperctl health');
	t.is(code, 1);
	t.deepEqual(
		stdout.match(/(?<=FAILED +)\S.*/g)?.filter(line => !line.includes('certificate')),
		['a worker takes jobs from the queue'],
	);
	await root('pkill -CONT -f /usr/src/app/worker.mjs');
	t.regex(await backend.shell.must('sudo wasperctl health'), /ok {6}a worker takes jobs from the queue/);
});

booted("an expired certificate is found; certbot's own is installed again without a request to the authority", async t => {
	const asked = await root('wc -l </mnt/data/letsencrypt/ledger');
	await root(expireCertificate);
	t.true((await findings('tls')).includes('host.tls.expired'));
	t.like((await backend.shell.apply('tls')).last, {type: 'result', changed: true});
	t.is((await ask(backend.machine.address, domain, '/', {ca: await backend.authority.issuingRoot()})).status, 200);
	t.is(await root('wc -l </mnt/data/letsencrypt/ledger'), asked);
});

booted('a key that is not that of the certificate is found, and the site comes up again with the right one', async t => {
	await root(
		'openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:prime256v1 -out /mnt/data/nginx-ssl/key.pem; docker stop wasper-nginx',
	);
	t.deepEqual(await findings('tls'), ['host.tls.other-key', 'host.tls.not-served']);
	t.like((await backend.shell.apply('stack')).last, {type: 'result', changed: true});
	t.is((await ask(backend.machine.address, domain, '/', {ca: await backend.authority.issuingRoot()})).status, 200);
	t.deepEqual(await findings(), []);
});

booted("the timer's command renews the certificate", async t => {
	const serial = 'openssl x509 -in /mnt/data/nginx-ssl/cert.pem -noout -serial';
	const before = await root(serial);
	await backend.shell.must('sudo wasperctl renew --force-renewal');
	t.not(await root(serial), before);
	t.deepEqual(await findings(), []);
});

booted('a full disk is reported with a way out', async t => {
	await root(fillDisk);
	t.deepEqual(await findings('disk'), ['host.disk.nearly-full']);
	const {last} = await backend.shell.apply('disk');
	t.like(last, {type: 'error', code: 'DISK_FULL'});
	t.regex(JSON.stringify(last), /resize2fs/);
	await root(freeDisk);
	t.deepEqual(await findings(), []);
});

booted('one inspection finds everything that is wrong with a unit, and one apply repairs all of it', async t => {
	await root(`sed -i '\\| /mnt/data |d' /etc/fstab
		chown nobody /mnt/data/secrets && chmod 0755 /mnt/data/secrets
		systemctl --quiet disable docker && echo '{}' >/etc/docker/daemon.json`);
	t.deepEqual(await findings('disk'), ['host.disk.not-in-fstab', 'host.disk.wrong-owner']);
	t.deepEqual(await findings('docker'), ['host.docker.not-enabled', 'host.docker.settings-differ']);
	for (const unit of ['disk', 'docker'] as const) {
		// oxlint-disable-next-line no-await-in-loop -- one unit after the other
		t.like((await backend.shell.apply(unit)).last, {type: 'result', unit, changed: true});
	}

	t.deepEqual([...(await findings('disk')), ...(await findings('docker'))], []);
});

booted('a full disk that is missing in fstab is added there, and then still reported as full', async t => {
	await root(`sed -i '\\| /mnt/data |d' /etc/fstab; ${fillDisk}`);
	t.deepEqual(await findings('disk'), ['host.disk.not-in-fstab', 'host.disk.nearly-full']);
	t.like((await backend.shell.apply('disk')).last, {type: 'error', code: 'DISK_FULL'});
	t.deepEqual(await findings('disk'), ['host.disk.nearly-full']);
	await root(freeDisk);
	t.deepEqual(await findings(), []);
});

booted('a wasperctl from before protocol 2 does nothing for this tool, and is replaced', async t => {
	// As that program was: it knows no --protocol.
	await root(`sed -i '/== --protocol/,/^\tfi$/d' /opt/wasper/host/wasperctl; ! grep -q require_protocol /opt/wasper/host/wasperctl`);
	const host = new SshHost({connectTo: new Map(), acmeDirectory: backend.authority.directory});
	t.teardown(() => host.close());
	const {signal} = new AbortController();
	const {privatePath, hostPublic} = backend.keys;
	const target = {address: backend.machine.address, port: 22, user: 'wasperadmin', privateKeyPath: privatePath, hostKey: hostPublic};
	await host.connect(target, {signal, say() {}, deadlineSeconds: 30});
	const changes = 'sha256sum /etc/wasper/settings.json /var/log/wasper/audit.log; ls /run/wasper/apply';
	const before = await root(`${changes}; systemctl stop docker.socket docker`);
	const settings = {
		domain: 'other.example.com',
		certificateContact: 'a@example.com',
		acmeDirectory: 'https://acme.example',
		address: '203.0.113.9',
	};
	for (const attempt of [
		async () => host.inspect(signal),
		async () => host.configure(settings, signal),
		async () => host.apply('docker', {signal, say() {}}),
	]) {
		// oxlint-disable-next-line no-await-in-loop -- one command after the other
		t.like(await t.throwsAsync(attempt, {instanceOf: OtherProtocolError}), {version: 'unpacked', protocol: 1});
	}

	t.is(await root(changes), before);
	await host.install(signal);
	t.is((await host.inspect(signal)).version, (await hostProgram()).version);
	t.true((await host.apply('docker', {signal, say() {}})).changed);
	t.like((await backend.shell.apply('stack')).last, {type: 'result'});
	t.deepEqual(await findings(), []);
});

booted('changed secrets are proven before anything is rewritten, and lost ones are recovered from the containers', async t => {
	const change = async (key: string, value: string) => root(`sed -i "s/^${key}=.*/${key}=${value}/" /mnt/data/secrets/wasper.env`);
	const kept = 'sha256sum /mnt/data/secrets/wasper.env /opt/wasper/stack/env/postgres.env';
	const before = await root(`cp -p /mnt/data/secrets/wasper.env /root/kept; ${kept}`);
	await change('AP_ENCRYPTION_KEY', '0123456789abcdef0123456789abcdef');
	t.deepEqual(await findings('secrets'), ['host.secrets.other-key']);
	t.like((await backend.shell.apply('secrets')).last, {type: 'error', code: 'KEY_MISMATCH'});
	await root('rm /mnt/data/encryption-key.sha256');
	t.true((await findings('secrets')).includes('host.secrets.other-key'));
	await root('cp -p /root/kept /mnt/data/secrets/wasper.env');
	await change('POSTGRES_PASSWORD', 'f'.repeat(64));
	t.true((await findings('secrets')).includes('host.secrets.other-password'));
	for (const unit of ['secrets', 'stack'] as const) {
		// oxlint-disable-next-line no-await-in-loop -- one unit after the other
		t.like((await backend.shell.apply(unit)).last, {type: 'error', code: 'PASSWORD_MISMATCH'});
	}

	t.is((await ask(backend.machine.address, domain, '/api/v1/health', {trust: false})).status, 200);
	await root('rm /mnt/data/secrets/wasper.env');
	t.like((await backend.shell.apply('secrets')).last, {type: 'result', changed: true});
	t.is(await root(kept), before);
	t.deepEqual(await findings(), []);
});

booted("clean removes Wasper's old images and stopped containers, and keeps what is in use or not from Wasper", async t => {
	await root(`docker create --name foreign redis:7.4.1 && docker tag redis:7.4.1 foreign:1
		docker create --name leftover --label wasper.managed-by=create-wasper-azure redis:7.4.1
		docker tag redis:7.4.1 activepieces/activepieces:0.71.2 && docker tag redis:7.4.1 postgres:14.13`);
	await backend.shell.must('sudo wasperctl clean');
	const containers = (await root('docker ps --all --format "{{.Names}}"')).trim().split('\n').toSorted();
	t.deepEqual(containers, ['foreign', 'wasper-app', 'wasper-nginx', 'wasper-postgres', 'wasper-redis']);
	const images = await root('docker images --format "{{.Repository}}:{{.Tag}}"');
	t.notRegex(images, /0\.71\.2|postgres:14\.13/);
	t.regex(images, /foreign:1/);
	t.regex(images, /redis:7\.4\.1/);
	t.deepEqual(await findings(), []);
	await root('docker rm foreign && docker rmi foreign:1');
});

booted('a database of another PostgreSQL version than the release has is rejected, and untouched', async t => {
	await root(`echo reference >/mnt/data/release; docker stop wasper-redis
		docker tag redis:7.4.1 activepieces/activepieces:0.71.2; docker tag redis:7.4.1 postgres:14.13`);
	const {last} = await backend.shell.apply('stack');
	t.like(last, {type: 'error', code: 'DATABASE_VERSION'}, JSON.stringify(last));
	await root('echo recommended >/mnt/data/release');
	t.like((await backend.shell.apply('stack')).last, {type: 'result', changed: true});
	t.deepEqual(await findings(), []);
});

booted('the probe file for port 80 is created again when it is lost', async t => {
	const answered = async () => {
		const {probe} = await backend.shell.inspect();
		const answer = await fetch(`http://${backend.machine.address}/.well-known/acme-challenge/${probe}`);
		return [probe !== undefined, answer.status, (await answer.text()).trim() === probe];
	};

	t.deepEqual(await answered(), [true, 200, true]);
	await root('rm /var/lib/wasper/acme/.well-known/acme-challenge/wasper-*');
	t.deepEqual(await findings('stack'), ['host.stack.probe-missing']);
	t.like((await backend.shell.apply('stack')).last, {type: 'result', changed: true});
	t.deepEqual(await answered(), [true, 200, true]);
});

booted('an owner is never replaced by another address', async t => {
	const {last} = await backend.shell.apply('owner', owner.replace('ada@', 'eve@'));
	t.like(last, {type: 'error', code: 'OWNER_EXISTS'});
	t.is((await backend.shell.inspect()).owner?.email, 'ada@example.com');
});

booted('status, health and stats are one JSON document each', async t => {
	const document = async (words: string) =>
		JSON.parse(await backend.shell.must(`sudo wasperctl ${words} --json`)) as Record<string, unknown>;
	t.is(hostReport.parse(await document('status')).units.stack.findings.length, 0);
	const {healthy, checks} = (await document('health')) as {healthy: boolean; checks: Array<{what: string; ok: boolean}>};
	t.true(healthy);
	t.true(checks.length > 8 && checks.every(({ok}) => ok));
	const stats = (await document('stats')) as {containers: unknown[]; disks: Array<{path: string; size: number; used: number}>};
	t.is(stats.containers.length, 4);
	t.true(stats.disks.some(({path, size, used}) => path === '/mnt/data' && used > 0 && used < size));
	await root('docker stop wasper-nginx');
	const ill = await backend.shell.run('sudo wasperctl health --json');
	t.is(ill.code, 1);
	t.like(JSON.parse(ill.stdout), {healthy: false});
	t.like((await backend.shell.apply('stack')).last, {type: 'result', changed: true});
});

booted('the logs of one service can be searched', async t => {
	const lines = await backend.shell.must('sudo wasperctl logs app --grep listening');
	t.regex(lines, /listening/);
	t.is((await backend.shell.run('sudo wasperctl logs nothing')).code, 2);
});

booted('a new machine takes over the disk of the old one: same secrets, data, owner and certificate', async t => {
	t.timeout(300_000);
	const facts = 'sha256sum /mnt/data/secrets/wasper.env /mnt/data/nginx-ssl/cert.pem; wc -l /mnt/data/letsencrypt/ledger';
	const before = await root(facts);
	await backend.shell.must('sudo wasperctl stop');
	await backend.close();
	backend = await startBackend({disk: join(folder, 'disk.img')});
	for (const unit of hostUnits.filter(name => name !== 'owner')) {
		// oxlint-disable no-await-in-loop -- In order, as a run does.
		if (unit === 'images') {
			await loadImages(backend);
		}

		const {last} = await backend.shell.apply(unit);
		t.like(last, {type: 'result', unit}, JSON.stringify(last));
		// oxlint-enable no-await-in-loop
	}

	t.is(await root(facts), before);
	t.like((await backend.shell.apply('owner', owner)).last, {type: 'result', evidence: 'ada@example.com'});
	t.deepEqual(JSON.parse((await ask(backend.machine.address, domain, '/api/v1/connection', {trust: false})).body), {value: 'connection'});
	t.deepEqual(await findings(), []);
});

booted('the reference release works as well: its own images, and an owner by one call', async t => {
	t.timeout(300_000);
	await backend.shell.must('sudo wasperctl stop');
	await root(`docker rm $(docker ps --all --quiet); mkdir /mnt/data/aside; cd /mnt/data
		mv postgres redis wasper-data secrets release encryption-key.sha256 aside/`);
	await backend.shell.must('sudo wasperctl configure', {
		input: JSON.stringify({...backend.settings, address: backend.machine.address, release: 'reference'}),
	});
	await loadImages(backend, 'reference');
	for (const unit of hostUnits) {
		// oxlint-disable-next-line no-await-in-loop -- In order, as a run does.
		const {last} = await backend.shell.apply(unit, unit === 'owner' ? owner : '');
		t.like(last, {type: 'result', unit}, JSON.stringify(last));
	}

	t.deepEqual(await findings(), []);
	t.deepEqual((await backend.shell.inspect()).app, {version: '0.71.2', healthy: true});
});
