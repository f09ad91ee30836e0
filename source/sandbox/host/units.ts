import {setTimeout as wait} from 'node:timers/promises';
import {releaseParts} from '../../deployment/releases.ts';
import type {Fault} from '../foundation/faults.ts';
import {ownerInput, type HostUnit} from '../../host/protocol.ts';
import {requestCertificate} from './certificate.ts';
import {unitDefinitions} from './definitions.ts';
import type {Host} from './host.ts';
import {certificateOf, cloudInitEnd} from './report.ts';
import {UnitError} from './unit-error.ts';

export interface UnitWork {
	unit: HostUnit;
	/** What came on stdin. */
	input: string;
	/** A fault that befalls this work. */
	fault: Fault | undefined;
	say(line: string): void;
}

/** What a unit does beyond its lines; returns its evidence. */
type Deed = (host: Host, work: UnitWork) => string | Promise<string>;

const deeds: Partial<Record<HostUnit, Deed>> = {disk: mountDisk, stack: startStack, tls: getCertificate, owner: createOwner};

/** Makes a unit true, unless it is. Throws a UnitError. */
export async function applyUnit(host: Host, work: UnitWork): Promise<{changed: boolean; evidence: string}> {
	const {unit} = work;
	const before = host.unit(unit);
	if (before.state === 'ok') {
		refuseOtherOwner(host, work);
		return {changed: false, evidence: before.evidence};
	}

	refuseWithoutNeeds(host, unit);
	const {seconds, lines} = unitDefinitions[unit];
	if (unit === 'base') {
		await wait(Math.max(0, cloudInitEnd(host) - Date.now()), undefined, {signal: host.signal});
	}

	await wait(work.fault?.delay ?? 0, undefined, {signal: host.signal});
	for (const line of lines) {
		// oxlint-disable-next-line no-await-in-loop -- one line after the other, as the work goes on
		await wait(host.latency.scaled(seconds / lines.length), undefined, {signal: host.signal});
		work.say(inWords(line, host));
	}

	if (work.fault?.failure) {
		const {code, message, evidence} = work.fault.failure;
		throw new UnitError(code, message, evidence ? {evidence} : {});
	}

	const evidence = (await deeds[unit]?.(host, work)) ?? inWords(unitDefinitions[unit].evidence, host);
	host.memory.keepUnit(unit, {state: 'ok', evidence});
	return {changed: true, evidence};
}

/** A line of a unit with the machine's own release in it. */
function inWords(line: string, {release, version}: Host): string {
	const words: Record<string, string> = {release, version, ...releaseParts(release).images};
	return line.replaceAll(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole);
}

/** The real program's word for a unit that is missing first. */
const refusals: Partial<Record<HostUnit, string>> = {
	disk: 'DISK_NOT_MOUNTED',
	docker: 'DOCKER_NOT_RUNNING',
	secrets: 'SECRETS_MISSING',
	images: 'IMAGES_MISSING',
	stack: 'APP_NOT_HEALTHY',
};

function refuseWithoutNeeds(host: Host, unit: HostUnit): void {
	for (const need of unitDefinitions[unit].needs) {
		const report = host.unit(need);
		if (report.state !== 'ok') {
			throw new UnitError(refusals[need] ?? 'BASE_MISSING', `"${unit}" needs "${need}" first: ${report.evidence}.`, {
				fix: `sudo wasperctl apply ${need}`,
			});
		}
	}
}

function mountDisk(host: Host): string {
	if (!host.memory.diskIdentity) {
		throw new UnitError('DISK_MISSING', 'There is no data disk at LUN 0.', {
			fix: 'Attach the data disk to the machine.',
			evidence: ['/dev/disk/azure/data/by-lun/0: No such file or directory'],
		});
	}

	return inWords(unitDefinitions.disk.evidence, host);
}

function startStack(host: Host): string {
	host.memory.changeMachine({stopped: false});
	host.memory.changeDisk({release: host.release});
	return inWords(unitDefinitions.stack.evidence, host);
}

async function getCertificate(host: Host, {say}: UnitWork): Promise<string> {
	const {memory, challengeAnswers, trusted, signal} = host;
	const {settings} = memory.machine;
	if (!settings) {
		throw new UnitError('NOT_CONFIGURED', 'The machine does not know its name yet.', {fix: 'sudo wasperctl configure'});
	}

	const {accountKey, ...certificate} = await requestCertificate({
		settings,
		accountKey: memory.disk.accountKey,
		trusted,
		answers: challengeAnswers,
		signal,
	});
	memory.changeDisk({accountKey, certificate});
	say(`got a certificate for ${settings.domain}`);
	say('put the certificate in place');
	const got = certificateOf(host);
	return `${got?.issuer}, until ${got?.expires}`;
}

function createOwner(host: Host, {input, say}: UnitWork): string {
	const parsed = ownerInput.safeParse(parseJson(input));
	if (!parsed.success) {
		throw new UnitError('OWNER_INPUT', 'E-mail, name and password of the owner must come on standard input, as JSON.');
	}

	const {email, password} = parsed.data;
	if (password.length < 8 || password.length > 64) {
		throw new UnitError('OWNER_REFUSED', 'The application refused the account: the password must have 8 to 64 characters.', {
			evidence: ['400 FST_ERR_VALIDATION'],
		});
	}

	host.memory.changeDisk({owner: {email}});
	say(`made the account of the owner, ${email}`);
	return email;
}

function refuseOtherOwner(host: Host, {unit, input}: UnitWork): void {
	const {owner} = host.memory.disk;
	const wanted = ownerInput.safeParse(parseJson(input)).data?.email;
	if (unit === 'owner' && owner && wanted && wanted !== owner.email) {
		throw new UnitError('OWNER_EXISTS', `The application already has a first account: ${owner.email}.`, {
			fix: `Sign in as ${owner.email} and invite ${wanted} there.`,
		});
	}
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
