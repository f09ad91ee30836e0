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
	/** Standard input. */
	input: string;
	/** A fault to simulate. */
	fault: Fault | undefined;
	say(line: string): void;
}

/** What a unit does besides printing its lines; returns its evidence. */
type Action = (host: Host, work: UnitWork) => string | Promise<string>;

const actions: Partial<Record<HostUnit, Action>> = {disk: mountDisk, stack: startStack, tls: getCertificate, owner: createOwner};

/** Applies a unit, unless it is in order. Throws a UnitError. */
export async function applyUnit(host: Host, work: UnitWork): Promise<{changed: boolean; evidence: string}> {
	const {unit} = work;
	const before = host.unit(unit);
	if (before.findings.length === 0) {
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
		// oxlint-disable-next-line no-await-in-loop -- one line after the other, as on a real machine
		await wait(host.latency.scaled(seconds / lines.length), undefined, {signal: host.signal});
		work.say(fillIn(line, host));
	}

	if (work.fault?.failure) {
		const {code, message, evidence} = work.fault.failure;
		throw new UnitError(code, message, evidence ? {evidence} : {});
	}

	const evidence = (await actions[unit]?.(host, work)) ?? fillIn(unitDefinitions[unit].evidence, host);
	host.memory.saveUnit(unit, evidence);
	return {changed: true, evidence};
}

/** A line with the machine's own release in it. */
export function fillIn(line: string, {release, version}: Host): string {
	const words: Record<string, string> = {release, version, ...releaseParts(release).images};
	return line.replaceAll(/\{(\w+)\}/g, (whole, name: string) => words[name] ?? whole);
}

/** Error codes of the real program for a unit that has to be applied first. */
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
		if (report.findings.length > 0) {
			throw new UnitError(refusals[need] ?? 'BASE_MISSING', `"${unit}" needs "${need}" first: ${report.evidence}.`, {
				fix: `Run: wasperctl apply ${need}`,
			});
		}
	}
}

function mountDisk(host: Host): string {
	if (!host.memory.diskIdentity) {
		throw new UnitError('DISK_MISSING', 'No disk appeared at LUN 0 within a minute.', {
			fix: 'Attach the data disk to the machine at LUN 0, then run the same command again.',
			evidence: ['/dev/disk/azure/data/by-lun/0: No such file or directory'],
		});
	}

	return fillIn(unitDefinitions.disk.evidence, host);
}

function startStack(host: Host): string {
	host.memory.changeMachine({stopped: false});
	host.memory.changeDisk({release: host.release});
	return fillIn(unitDefinitions.stack.evidence, host);
}

async function getCertificate(host: Host, {say}: UnitWork): Promise<string> {
	const {memory, challengeAnswers, trusted, signal} = host;
	const {settings} = memory.machine;
	if (!settings) {
		throw new UnitError('NOT_CONFIGURED', 'No domain is configured on this machine.', {
			fix: 'Run create-wasper-azure; it sends the settings.',
		});
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
	say('installed the certificate');
	const got = certificateOf(host);
	return `${got?.issuer}, until ${got?.expires}`;
}

function createOwner(host: Host, {input, say}: UnitWork): string {
	const parsed = ownerInput.safeParse(parseJson(input));
	if (!parsed.success) {
		throw new UnitError('OWNER_INPUT', 'The email address, name and password of the owner were not received.');
	}

	const {email, password} = parsed.data;
	if (password.length < 8 || password.length > 64) {
		throw new UnitError('OWNER_REFUSED', "The application rejected the owner's account: the password must have 8 to 64 characters.", {
			evidence: ['400 FST_ERR_VALIDATION'],
		});
	}

	host.memory.changeDisk({owner: {email}});
	say(`created the account of the owner, ${email}`);
	return email;
}

function refuseOtherOwner(host: Host, {unit, input}: UnitWork): void {
	const {owner} = host.memory.disk;
	const wanted = ownerInput.safeParse(parseJson(input)).data?.email;
	if (unit === 'owner' && owner && wanted && wanted !== owner.email) {
		throw new UnitError('OWNER_EXISTS', `Wasper already has an owner: ${owner.email}.`, {
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
