import test from 'ava';
import {hostUnits} from '../../source/host/protocol.ts';
import {booted, missing} from './booted.ts';
import {closed, metadataSeenByContainer} from './metadata.ts';
import {ask, firstFrame, handshake, isOpen} from './site.ts';
import {domain, loadImages, startBackend, type Backend} from './backend.ts';

// One machine from its first boot on; the cases build on each other.
const owner = JSON.stringify({email: 'ada@example.com', firstName: 'Ada', lastName: 'Byron', password: 'correct horse 9'});
let backend: Backend;

test.before(async t => {
	t.timeout(600_000);
	if (!missing) {
		backend = await startBackend();
	}
});

test.after.always(async () => {
	await (backend as Backend | undefined)?.close();
});

booted('a new machine is inspected without any additional package', async t => {
	const report = await backend.shell.inspect();
	t.is(report.units.base.findings[0]?.state, 'absent');
	t.is(report.units.disk.findings[0]?.state, 'absent');
	t.is(report.units.docker.findings[0]?.state, 'absent');
	t.is(report.units.stack.findings[0]?.state, 'absent');
	t.true(hostUnits.every(unit => report.units[unit].findings.length > 0));
	t.is(report.lock, undefined);
});

for (const unit of hostUnits.filter(name => name !== 'tls' && name !== 'owner')) {
	booted(`unit ${unit}: once applied it is in order, applied again it changes nothing`, async t => {
		t.timeout(300_000);
		if (unit === 'images') {
			await loadImages(backend);
		}

		const first = await backend.shell.apply(unit);
		t.like(first.last, {type: 'result', unit, changed: unit !== 'images'}, JSON.stringify(first.last));
		const second = await backend.shell.apply(unit);
		t.like(second.last, {type: 'result', unit, changed: false}, JSON.stringify(second.last));
	});
}

booted('before the owner exists, nobody can sign up', async t => {
	for (const path of [
		'/api/v1/authentication/sign-up',
		'/api/v1/authentication/sign-up/',
		'/api/v1/authentication//sign-up',
		'/api/v1/platforms',
	]) {
		// oxlint-disable-next-line no-await-in-loop -- One path after the other.
		const answer = await ask(backend.machine.address, domain, path, {trust: false, method: 'POST', body: '{}'});
		t.is(answer.status, 403, path);
	}
});

booted('a domain that points elsewhere is reported before a certificate is requested, and the site stays up', async t => {
	await backend.authority.setAddresses(domain, 'A', ['198.51.100.9']);
	const {last, code} = await backend.shell.apply('tls');
	t.is(code, 1);
	t.like(last, {type: 'error', code: 'DNS_NOT_HERE'});
	await backend.authority.setAddresses(domain, 'A', []);
	await backend.authority.setAddresses(domain, 'AAAA', ['2001:db8::9']);
	t.like((await backend.shell.apply('tls')).last, {type: 'error', code: 'DNS_STRAY_AAAA'});
	await backend.authority.setAddresses(domain, 'AAAA', []);
	t.is((await ask(backend.machine.address, domain, '/api/v1/health', {trust: false})).status, 200);
});

booted('the certificate is trusted, for this domain, and reused by the next run', async t => {
	t.timeout(120_000);
	const first = await backend.shell.apply('tls');
	t.like(first.last, {type: 'result', changed: true}, JSON.stringify(first.last));
	t.like((await backend.shell.apply('tls')).last, {type: 'result', changed: false});
	const answer = await ask(backend.machine.address, domain, '/api/v1/health', {ca: await backend.authority.issuingRoot()});
	t.is(answer.status, 200);
	t.deepEqual(JSON.parse(answer.body), {status: 'Healthy'});
});

booted('the owner is created once; invited users can sign up afterwards', async t => {
	t.like((await backend.shell.apply('owner', owner)).last, {type: 'result', changed: true, evidence: 'ada@example.com'});
	t.like((await backend.shell.apply('owner', owner)).last, {type: 'result', changed: false});
	const answer = await ask(backend.machine.address, domain, '/api/v1/authentication/sign-up', {
		trust: false,
		method: 'POST',
		body: '{"email":"b@example.com","password":"12345678","firstName":"B","lastName":"C","trackEvents":false,"newsLetter":false}',
	});
	t.is(answer.status, 403);
	t.is(JSON.parse(answer.body).code, 'INVITATION_ONLY_SIGN_UP');
});

booted('the site accepts TLS 1.2 and 1.3 only, and sends each security header once', async t => {
	t.is(await handshake(backend.machine.address, domain, 'TLSv1.1'), undefined);
	t.is(await handshake(backend.machine.address, domain, 'TLSv1.2'), 'TLSv1.2');
	t.is(await handshake(backend.machine.address, domain, 'TLSv1.3'), 'TLSv1.3');
	t.is(await handshake(backend.machine.address, 'other.example.com', 'TLSv1.3'), undefined);
	const {headers} = await ask(backend.machine.address, domain, '/', {trust: false});
	t.is(headers['strict-transport-security'], 'max-age=31536000', 'other subdomains of the zone may still need plain HTTP');
	t.is(headers['x-content-type-options'], 'nosniff');
	t.is(headers['x-frame-options'], 'SAMEORIGIN');
	const asset = await ask(backend.machine.address, domain, '/assets/index.js', {trust: false});
	t.is(asset.headers['cache-control'], 'public, max-age=31536000, immutable');
	const gone = await ask(backend.machine.address, domain, '/assets/gone.js', {trust: false});
	t.is(gone.headers['cache-control'], 'no-cache');
	t.is((await ask(backend.machine.address, domain, '/api/ui', {trust: false})).status, 404);
});

booted("the application sees the client's real address", async t => {
	const answer = await ask(backend.machine.address, domain, '/api/v1/me', {trust: false});
	t.deepEqual(JSON.parse(answer.body), {address: backend.machine.gateway, protocol: 'https', host: domain});
});

booted('WebSockets reach the application, and large bodies too; text is compressed', async t => {
	t.regex(await firstFrame(backend.machine.address, domain, '/api/socket.io/?EIO=4&transport=websocket'), /^0\{"sid"/);
	const ninety = await ask(backend.machine.address, domain, '/api/v1/nothing', {
		trust: false,
		method: 'POST',
		body: 'x'.repeat(90 * 1024 * 1024),
	});
	t.is(ninety.status, 404);
	const asset = await ask(backend.machine.address, domain, '/assets/index.js', {trust: false, headers: {'accept-encoding': 'gzip'}});
	t.is(asset.headers['content-encoding'], 'gzip');
});

booted('while the application is down, browsers see that it is starting and programs get JSON', async t => {
	await backend.shell.must('sudo docker stop --time 1 wasper-app', {seconds: 60});
	const page = await ask(backend.machine.address, domain, '/', {trust: false});
	t.is(page.status, 503);
	t.regex(page.body, /is starting/);
	t.is(page.headers['retry-after'], '10');
	t.deepEqual(JSON.parse((await ask(backend.machine.address, domain, '/api/v1/health', {trust: false})).body), {status: 'starting'});
	t.is((await backend.shell.inspect()).units.stack.findings[0]?.state, 'broken');
	t.like((await backend.shell.apply('stack')).last, {type: 'result', changed: true});
});

booted('from outside only 22, 80 and 443 are open', async t => {
	const ports = [22, 80, 443, 111, 3000, 5432, 6379, 8080, 2375, 9100];
	const open = await Promise.all(ports.map(async port => isOpen(backend.machine.address, port)));
	t.deepEqual(
		ports.filter((_, index) => open[index]),
		[22, 80, 443],
	);
});

booted('no secret is in the journal, the logs, process lists or the report', async t => {
	const script = String.raw`
		set -eu
		places=$(mktemp -d)
		journalctl --no-pager >$places/journal
		ps -ewwo args >$places/processes
		wasperctl inspect --json >$places/inspect
		cat /run/wasper/apply/* >$places/events
		for service in app postgres redis nginx; do docker logs wasper-$service; done >$places/containers 2>&1
		while IFS== read -r name value; do
			[ $(printf %s "$value" | wc -c) -ge 32 ]
			if grep -rlF -e "$value" $places /var/log; then echo "$name leaks"; fi
		done </mnt/data/secrets/wasper.env
		if grep -rlF -e 'correct horse' $places /var/log /run/wasper; then echo 'password leaks'; fi`;
	// By standard input: sudo logs what stands in arguments.
	t.is(await backend.shell.must('sudo sh -s', {input: script}), '');
});

booted("containers can't reach the cloud's metadata address", async t => {
	t.timeout(120_000);
	t.deepEqual(await metadataSeenByContainer(backend.shell), closed);
	await backend.shell.must('sudo systemctl restart docker', {seconds: 60});
	t.deepEqual(await metadataSeenByContainer(backend.shell), closed);
	await backend.shell.must('sudo timeout 90 sh -c "until wasperctl health; do sleep 1; done"', {seconds: 100});
});

booted('a rerun of everything restarts nothing', async t => {
	t.timeout(120_000);
	const state = async () =>
		backend.shell.must(
			'cat /proc/sys/kernel/random/boot_id; sudo docker inspect --format "{{.Id}} {{.State.StartedAt}}" wasper-app wasper-postgres wasper-redis wasper-nginx',
		);
	const before = await state();
	for (const unit of hostUnits) {
		// oxlint-disable-next-line no-await-in-loop -- In order, as a run does.
		const {last} = await backend.shell.apply(unit, unit === 'owner' ? owner : '');
		t.like(last, {type: 'result', changed: false}, JSON.stringify(last));
	}

	t.is(await state(), before);
});

booted('after a reboot everything starts by itself', async t => {
	t.timeout(120_000);
	const before = await backend.shell.inspect();
	await backend.shell.reboot();
	await backend.shell.must('sudo timeout 90 sh -c "until wasperctl health; do sleep 1; done"', {seconds: 100});
	const after = await backend.shell.inspect();
	t.not(after.bootId, before.bootId);
	t.deepEqual(await metadataSeenByContainer(backend.shell), closed);
	t.deepEqual(
		hostUnits.filter(unit => after.units[unit].findings.length > 0),
		[],
		JSON.stringify(after),
	);
	t.is((await ask(backend.machine.address, domain, '/api/v1/health', {ca: await backend.authority.issuingRoot()})).status, 200);
});
